/** Makes text from outside safe to store and show: no control characters, nothing like a secret, at most 1 KiB. */

const KEPT_BYTES = 1024;
const REDACTED = '[redacted]';

/** Cc and Cf: controls, and the invisible marks that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]+/gu;
/** Keys, hashes, parts of a JWT, base64: long runs that no sentence has. */
const LONG_RUN = /[A-Za-z0-9+/_=~-]{24,}/g;
const AUTHORIZATION = /\b(bearer|basic|digest)\s+[^\s"',;]+/gi;
const WEBHOOK_KEY = /\b(whsec|whsk)_\S*/gi;
const NAMED_SECRET =
  /((?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|credentials?|cookie|session(?:[_-]?id)?|signature)["']?\s*[:=]\s*)("[^"]*"?|'[^']*'?|[^\s,;&]+)/gi;

/** `cut`: the text was cut off, so its last word may be the first half of a secret. */
export function redactExcerpt(bytes: Uint8Array, cut: boolean): string {
  const readable = new TextDecoder().decode(bytes).replace(UNPRINTABLE, ' ');
  const whole = cut ? readable.slice(0, readable.lastIndexOf(' ') + 1) : readable;
  const safe = whole
    .replace(AUTHORIZATION, `$1 ${REDACTED}`)
    .replace(NAMED_SECRET, `$1${REDACTED}`)
    .replace(WEBHOOK_KEY, REDACTED)
    .replace(LONG_RUN, REDACTED)
    .trim();
  const { read } = new TextEncoder().encodeInto(safe, new Uint8Array(KEPT_BYTES));
  return safe.slice(0, read);
}
