import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { nameOf } from '../../adapters/aws/sdk-errors.ts';

interface Call {
  readonly input: object;
  readonly request: unknown;
}
interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
}
type Send<Sent, Answer> = (call: Sent) => Promise<Answer>;
type Middleware = <Sent extends Call, Answer extends { readonly output: object }>(
  send: Send<Sent, Answer>,
  context: Context,
) => Send<Sent, Answer>;

/** What every client of the AWS SDK has. */
interface AwsClient {
  readonly config: { readonly region: () => Promise<string> };
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: 'build'; readonly name: string }): void;
  };
}

export interface Tracer {
  /** Records the calls of a client in the trace of the function's call that makes them. */
  follow<Client extends AwsClient>(client: Client): Client;
  /** Runs one call of the function and records it. */
  record<Answer>(run: () => Promise<Answer>): Promise<Answer>;
}

/** What Lambda says about the trace of one call: `Root=...;Parent=...;Sampled=1`, and parts to be handed on. */
interface Trace {
  readonly root: string;
  readonly parent: string;
  readonly rest: readonly string[];
}

interface OpenCall extends Trace {
  /** The part of the trace that calls to AWS belong to. */
  readonly id: string;
  readonly emit: (document: object) => void;
}

const HEADER = '{"format":"json","version":1}\n';
const THROTTLED = /Throttl|ThroughputExceeded|LimitExceeded|TooManyRequests|RequestLimit/;

/**
 * Records a call of a function and its calls to AWS for X-Ray: when, which operation, and how it ended. Nothing of what
 * is sent or answered is recorded, and of an error only its name. Lambda decides which calls are traced. A function
 * takes one call at a time, so there is one open call.
 *
 * Parts are sent as in "Sending trace data to X-Ray with segment documents" of the X-Ray Developer Guide.
 */
export function xrayTracer(environment: Readonly<Record<string, string | undefined>>): Tracer {
  let open: OpenCall | undefined;
  let cold = true;

  return {
    follow(client) {
      const traced: Middleware = (send, context) => (call) =>
        open === undefined ? send(call) : recorded(open, client.config.region, send, context, call);
      client.middlewareStack.add(traced, { step: 'build', name: 'trace' });
      return client;
    },

    async record(run) {
      const annotations = { ColdStart: cold, Service: environment['POWERTOOLS_SERVICE_NAME'] };
      cold = false;
      const trace = sampled(environment['_X_AMZN_TRACE_ID']);
      const daemon = daemonAt(environment['AWS_XRAY_DAEMON_ADDRESS']);
      if (trace === undefined || daemon === undefined) return run();

      const { emit, close } = emitter(daemon);
      const part = newPart(`## ${environment['_HANDLER'] ?? 'handler'}`, trace.root, trace.parent);
      open = { ...trace, id: part.id, emit };
      let how = {};
      try {
        return await run();
      } catch (error) {
        how = { fault: true, cause: causeOf(error, false) };
        throw error;
      } finally {
        open = undefined;
        emit({ ...part, end_time: now(), annotations, ...how });
        await close();
      }
    },
  };
}

async function recorded<Sent extends Call, Answer extends { readonly output: object }>(
  { root, id, rest, emit }: OpenCall,
  region: () => Promise<string>,
  send: Send<Sent, Answer>,
  { clientName = '', commandName = '' }: Context,
  call: Sent,
): Promise<Answer> {
  const part = newPart(clientName.replace(/Client$/, ''), root, id);
  const aws = {
    operation: commandName.replace(/Command$/, ''),
    region: await region(),
    table_name: tableOf(call.input),
  };
  const emitAs = ({ attempts = 1, requestId, httpStatusCode: status }: Metadata, how: object) =>
    emit({
      ...part,
      end_time: now(),
      namespace: 'aws',
      aws: { ...aws, request_id: requestId, retries: attempts - 1 },
      ...(status === undefined ? {} : { http: { response: { status } } }),
      ...how,
    });
  handOn(call.request, [`Root=${root}`, `Parent=${part.id}`, 'Sampled=1', ...rest].join(';'));
  try {
    const answer = await send(call);
    emitAs(metadataOf(answer.output), {});
    return answer;
  } catch (error) {
    emitAs(metadataOf(error), { ...flagOf(error), cause: causeOf(error, true) });
    throw error;
  }
}

function newPart(name: string, root: string, parent: string) {
  return { id: newId(), trace_id: root, parent_id: parent, type: 'subsegment', name, start_time: now() };
}

/** Sends by UDP. Lambda freezes the process after the answer, so what is under way is waited for. */
function emitter({ host, port }: { readonly host: string; readonly port: number }) {
  const socket = createSocket('udp4').unref();
  // A trace that cannot be sent is lost; the call it is of goes on.
  socket.on('error', () => undefined);
  const underWay: Promise<void>[] = [];
  let closed = false;
  return {
    emit: (document: object): void => {
      if (closed) return;
      const sent = new Promise<void>((done) => {
        socket.send(HEADER + JSON.stringify(document), port, host, () => done());
      });
      underWay.push(sent);
    },
    close: async (): Promise<void> => {
      closed = true;
      await Promise.all(underWay);
      socket.close();
    },
  };
}

function sampled(header: string | undefined): Trace | undefined {
  const parts = (header ?? '').split(';');
  const of = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const root = of('Root');
  const parent = of('Parent');
  if (root === undefined || parent === undefined || of('Sampled') !== '1') return undefined;
  return { root, parent, rest: parts.filter((part) => !/^(?:Root|Parent|Sampled)=/.test(part)) };
}

/** Lambda gives `address:port`. */
function daemonAt(address: string | undefined) {
  const [, host, port] = /^([^:]+):(\d+)$/.exec(address ?? '') ?? [];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
}

function handOn(request: unknown, header: string): void {
  if (typeof request !== 'object' || request === null || !('headers' in request)) return;
  if (typeof request.headers !== 'object' || request.headers === null) return;
  Object.assign(request.headers, { 'X-Amzn-Trace-Id': header });
}

interface Metadata {
  readonly attempts?: number;
  readonly requestId?: string;
  readonly httpStatusCode?: number;
}

function metadataOf(answer: unknown): Metadata {
  if (typeof answer !== 'object' || answer === null || !('$metadata' in answer)) return {};
  return answer.$metadata ?? {};
}

function tableOf(input: object): string | undefined {
  return 'TableName' in input && typeof input.TableName === 'string' ? input.TableName : undefined;
}

function flagOf(error: unknown) {
  const { httpStatusCode: status = 500 } = metadataOf(error);
  if (status === 429 || THROTTLED.test(nameOf(error))) return { error: true, throttle: true };
  return status < 500 ? { error: true } : { fault: true };
}

function causeOf(error: unknown, remote: boolean) {
  return { exceptions: [{ id: newId(), type: nameOf(error), remote }] };
}

function newId(): string {
  return randomBytes(8).toString('hex');
}

/** Seconds, as X-Ray counts them. */
function now(): number {
  return Date.now() / 1000;
}
