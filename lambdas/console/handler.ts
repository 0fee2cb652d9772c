import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Request } from '../../web/http/request.ts';
import type { Response } from '../../web/http/response.ts';
import { requestOf, resultOf } from '../shared/http-event.ts';

export type ConsoleEvent = Parameters<typeof requestOf>[0];

/**
 * Answers a browser. The console is created at the first request, with its session key; if that fails, the next request
 * tries again.
 */
export function consoleHandler(
  make: () => Promise<(request: Request) => Promise<Response>>,
): (event: ConsoleEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  let making: ReturnType<typeof make> | undefined;
  return async (event) => {
    making ??= make();
    try {
      const pages = await making;
      return resultOf(await pages(requestOf(event)));
    } catch (error) {
      making = undefined;
      throw error;
    }
  };
}
