import data from '../../../data/welsh-authorities.json' with { type: 'json' };

const AROUND = /\b(the|city|and|county|borough|of|council|cyngor|bwrdeistref|dinas|sirol|sir|cbc|ccc|cc)\b/g;
const KNOWN = new Set(
  data.authorities.flatMap(({ id, name, welshName }) => [plain(id), plain(name), plain(welshName)]),
);
const CODES = new Set(data.authorities.map(({ code }) => code));

/**
 * Whether an agency is a council in Wales: its id is the statistical code of one ("W06000015"), or its id or name is the
 * English or Welsh name of one ("cardiff-council", "Newport City Council", "Cyngor Caerdydd"). An agency's row has
 * nothing else that says where it is.
 */
export function isWelshCouncil({ id, name }: { readonly id: string; readonly name: string }): boolean {
  return CODES.has(id.toUpperCase()) || KNOWN.has(plain(id)) || KNOWN.has(plain(name));
}

/** A council's name without accents and the words that councils put around it, in English or Welsh. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .replaceAll(AROUND, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
