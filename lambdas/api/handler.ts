import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';
import { requestOf, resultOf } from '../shared/http-event.ts';
import type { AuthorizedClaims, AuthorizedRequests } from './authorized-claims.ts';

/** An HTTP API's event; `authorizer` is set only on routes that need a token. */
export type ApiEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & {
  readonly requestContext: {
    readonly http: { readonly method: string };
    readonly authorizer?: { readonly jwt?: { readonly claims: AuthorizedClaims } };
  };
};

/** Answers API requests as the user that the authorizer verified, never as one that a header names. */
export function apiHandler(
  api: (request: Request) => Promise<Response>,
  authorized: AuthorizedRequests,
): (event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const claims = event.requestContext.authorizer?.jwt?.claims;
    return resultOf(await authorized.during(claims, () => api(requestOf(event))));
  };
}
