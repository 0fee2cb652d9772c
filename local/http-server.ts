import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Request } from '../web/http/request.ts';
import type { Response } from '../web/http/response.ts';

/** Longer than anything the product takes; what is longer is cut off here and refused by whoever reads it. */
const LONGEST_BODY = 300 * 1024;

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The port is taken: someone else listens there. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** Serves requests on loopback. Port 0 takes any free one. @throws PortInUseError */
export async function serve(
  handle: (request: Request) => Promise<Response>,
  port: number,
  onProblem: (error: unknown) => void,
): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) => {
    readRequest(incoming)
      .then(handle)
      .then(({ status, headers, body }) => {
        outgoing.writeHead(status, headers);
        outgoing.end(body);
      })
      .catch((error: unknown) => {
        onProblem(error);
        outgoing.writeHead(500).end();
      });
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
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: await readBody(incoming),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LONGEST_BODY) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
