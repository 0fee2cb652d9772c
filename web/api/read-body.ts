import type { HttpRequest } from '../http/http.ts';

/** Larger bodies are refused before they are read as JSON. */
export const MAX_BODY_BYTES = 256 * 1024;

export type ReadBody =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: 'UNSUPPORTED_MEDIA_TYPE' | 'VALIDATION_FAILED';
      readonly detail: string;
    };

const LONE_SURROGATE = /\\u[dD][89a-fA-F]/;

/** The JSON of a body. Text that no store could keep unchanged is refused with it. */
export function readBody(request: HttpRequest): ReadBody {
  const type = request.headers['content-type'];
  if (!/^application\/json(\s*;\s*charset=utf-8)?\s*$/i.test(type ?? '')) {
    const detail = 'Send JSON, with the header Content-Type: application/json.';
    return { ok: false, code: 'UNSUPPORTED_MEDIA_TYPE', detail };
  }
  try {
    const value: unknown = JSON.parse(request.body);
    return isWellFormed(request.body) ? { ok: true, value } : notText();
  } catch {
    return { ok: false, code: 'VALIDATION_FAILED', detail: 'The body is not JSON.' };
  }
}

export function isTooLarge(request: HttpRequest): boolean {
  return Buffer.byteLength(request.body) > MAX_BODY_BYTES;
}

function isWellFormed(body: string): boolean {
  if (!body.isWellFormed()) return false;
  if (!LONE_SURROGATE.test(body)) return true;
  let wellFormed = true;
  JSON.parse(body, (key, value: unknown) => {
    wellFormed &&= key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed());
    return value;
  });
  return wellFormed;
}

function notText(): ReadBody {
  return { ok: false, code: 'VALIDATION_FAILED', detail: 'The body holds text with half a surrogate pair.' };
}
