import type { Problem } from './problem.ts';
import type { Request } from './request.ts';

/** Larger bodies are refused before they are read as JSON. */
export const MAX_JSON_BYTES = 256 * 1024;

/** A form holds a few notes of 2,000 characters. */
const MAX_FORM_BYTES = 64 * 1024;

export type ReadJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

export type ReadForm =
  { readonly ok: true; readonly form: URLSearchParams } | { readonly ok: false; readonly problem: Problem };

const JSON_TYPE = /^application\/json(\s*;\s*charset=utf-8)?\s*$/i;
const LONE_SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * The JSON of a body. Any other content type is refused, so a form of another site cannot send it; so is text that no
 * store could keep unchanged.
 */
export function readJson({ headers, body }: Request): ReadJson {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    const detail = 'Send JSON, with the header Content-Type: application/json.';
    return { ok: false, problem: { code: 'UNSUPPORTED_MEDIA_TYPE', detail } };
  }
  try {
    const value: unknown = JSON.parse(body);
    return isWellFormed(body)
      ? { ok: true, value }
      : invalid('The body holds text with half a surrogate pair.');
  } catch {
    return invalid('The body is not JSON.');
  }
}

/** The fields of a posted form; none on any other method. */
export function readForm({ method, body }: Request): ReadForm {
  if (Buffer.byteLength(body) > MAX_FORM_BYTES) {
    const detail = 'What you sent is too long. Shorten it, and send it again.';
    return { ok: false, problem: { code: 'PAYLOAD_TOO_LARGE', detail } };
  }
  return { ok: true, form: new URLSearchParams(method === 'POST' ? body : '') };
}

export function isTooLarge({ body }: Request): boolean {
  return Buffer.byteLength(body) > MAX_JSON_BYTES;
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

function invalid(detail: string): ReadJson {
  return { ok: false, problem: { code: 'VALIDATION_FAILED', detail } };
}
