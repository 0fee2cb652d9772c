import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { MAX_JSON_BYTES } from '../web/http/body.ts';
import { problemOfError, problemResponse, type Problem } from '../web/http/problem.ts';
import type { Request } from '../web/http/request.ts';
import type { RequestHandler } from '../web/http/response.ts';
import { parseTarget } from '../web/http/target.ts';
import { foreignRequest } from './loopback.ts';

/** More than this is not kept: it is over the limit of every route already. */
const LONGEST_BODY = MAX_JSON_BYTES + 1;

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The port is taken: someone else listens there. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/**
 * Serves requests on loopback, to this machine's own browser and tools. Whatever is sent, the answer is the handler's
 * or a problem. Port 0 takes any free one. @throws PortInUseError
 */
export async function serve(
  handle: RequestHandler,
  port: number,
  onProblem: (error: unknown) => void,
): Promise<RunningServer> {
  const respond = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    readRequest(incoming)
      .then((request) => {
        const foreign = foreignRequest(request);
        return foreign === undefined ? handle(request) : problemResponse(foreign);
      })
      .catch((error: unknown) => {
        onProblem(error);
        return problemResponse(problemOfError(error));
      })
      .then(({ status, headers, body }) => {
        const length = incoming.method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(body) };
        outgoing.writeHead(status, { ...headers, ...length });
        outgoing.end(body);
      })
      .catch((error: unknown) => {
        onProblem(error);
        outgoing.destroy();
      });
  };
  // Without a Host header the request is refused here, with a problem; Node's own refusal has no body.
  const server = createServer({ requireHostHeader: false }, respond);
  server.on('checkExpectation', respond);
  server.on('clientError', (_error, socket) => {
    sendProblem(socket, { code: 'VALIDATION_FAILED', detail: 'This is not a request that HTTP allows.' });
  });
  server.on('connect', (_request, socket) => {
    sendProblem(socket, { code: 'METHOD_NOT_ALLOWED', detail: 'Use GET or POST here.' });
  });
  server.keepAliveTimeout = 5_000;
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new PortInUseError(`Port ${port} is in use. Choose another with --port.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { path, query } = parseTarget(incoming.url ?? '/');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers,
    body: await readBody(incoming),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (size < LONGEST_BODY) chunks.push(chunk.subarray(0, LONGEST_BODY - size));
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers on a connection that Node gives no response for, and closes it. */
function sendProblem(socket: Duplex, problem: Problem): void {
  if (!socket.writable) return;
  const { status, headers, body } = problemResponse(problem);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body.toString()}`,
  );
}
