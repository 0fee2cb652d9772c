export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * The path and query of a request target (RFC 9112), whatever was sent: as `URL` would read them, but without its
 * exceptions and without resolving `..`, which names nothing here.
 */
export function parseTarget(target: string): Target {
  const [sent = ''] = target.split('#', 1);
  const local = sent.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = local.indexOf('?');
  const path = mark === -1 ? local : local.slice(0, mark);
  return {
    path: path === '' ? '/' : path,
    query: new URLSearchParams(mark === -1 ? '' : local.slice(mark + 1)),
  };
}
