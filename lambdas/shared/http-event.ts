import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';

/** Turns a request of API Gateway's HTTP APIs (payload format 2.0) into ours. */
export function requestOf(
  event: Pick<
    APIGatewayProxyEventV2,
    'rawPath' | 'rawQueryString' | 'headers' | 'cookies' | 'body' | 'isBase64Encoded'
  > & { readonly requestContext: { readonly http: { readonly method: string } } },
): Request {
  const { body = '', cookies } = event;
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: new URLSearchParams(event.rawQueryString),
    // API Gateway moves cookies out of the headers.
    headers: { ...event.headers, ...(cookies && { cookie: cookies.join('; ') }) },
    body: event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

export function resultOf({ status, headers, body }: Response): APIGatewayProxyStructuredResultV2 {
  const { 'set-cookie': cookie, ...others } = headers;
  return {
    statusCode: status,
    headers: others,
    ...(cookie !== undefined && { cookies: [cookie] }),
    ...(typeof body === 'string'
      ? { body, isBase64Encoded: false }
      : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  };
}
