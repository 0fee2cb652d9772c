export interface RoutePath {
  readonly method: 'GET' | 'POST';
  /** With named parts, such as `/api/journeys/{id}`. */
  readonly path: string;
}

export type Params = Readonly<Record<string, string>>;

export type Match<Route> =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Params }
  | { readonly kind: 'wrong-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

/** The characters of a named part. Every id has this shape. */
const NAMED_PART = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * Finds the route for a method and path. A fixed part wins over a named one, whatever the order of the routes;
 * between equals the first wins. A GET route also takes HEAD.
 */
export function createRouter<Route extends RoutePath>(
  routes: readonly Route[],
): (method: string, path: string) => Match<Route> {
  const compiled = routes
    .map((route) => ({ route, parts: route.path.split('/') }))
    .sort((a, b) => namedParts(a.parts) - namedParts(b.parts));
  return (method, path) => {
    const given = path.split('/');
    const candidates = compiled.flatMap(({ route, parts }) => {
      const params = paramsOf(parts, given);
      return params ? [{ route, params }] : [];
    });
    if (candidates.length === 0) return { kind: 'unknown' };
    const wanted = method === 'HEAD' ? 'GET' : method;
    const found = candidates.find(({ route }) => route.method === wanted);
    return found ? { kind: 'route', ...found } : { kind: 'wrong-method', allow: methodsOf(candidates) };
  };
}

function methodsOf(candidates: readonly { readonly route: RoutePath }[]): readonly string[] {
  const methods = candidates.map(({ route }) => route.method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

function namedParts(parts: readonly string[]): number {
  return parts.filter(isNamed).length;
}

function isNamed(part: string): boolean {
  return part.startsWith('{');
}

function paramsOf(parts: readonly string[], given: readonly string[]): Params | undefined {
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = decode(given[index] ?? '');
    if (value === undefined) return undefined;
    if (isNamed(part)) {
      if (!NAMED_PART.test(value)) return undefined;
      params[part.slice(1, -1)] = value;
    } else if (part !== value) return undefined;
  }
  return params;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
