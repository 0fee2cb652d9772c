import type { Route } from './route.ts';

export type Matched =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

interface Compiled {
  readonly route: Route;
  readonly parts: readonly string[];
}

/** Finds the route for a method and path. A fixed part goes before a named one, whatever the order of the routes. */
export function createMatcher(routes: readonly Route[]): (method: string, path: string) => Matched {
  const compiled: readonly Compiled[] = routes
    .map((route) => ({ route, parts: route.path.split('/') }))
    .sort((a, b) => named(a) - named(b));
  return (method, path) => {
    const given = path.split('/');
    const candidates = compiled.flatMap(({ route, parts }) => {
      const params = paramsOf(parts, given);
      return params ? [{ route, params }] : [];
    });
    if (candidates.length === 0) return { kind: 'unknown' };
    const found = candidates.find(({ route }) => route.method === method);
    return found
      ? { kind: 'route', ...found }
      : { kind: 'wrong-method', allow: candidates.map(({ route }) => route.method) };
  };
}

function named({ parts }: Compiled): number {
  return parts.filter((part) => part.startsWith('{')).length;
}

function paramsOf(
  parts: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = decode(given[index] ?? '');
    if (value === undefined) return undefined;
    if (part.startsWith('{')) {
      if (value === '') return undefined;
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
