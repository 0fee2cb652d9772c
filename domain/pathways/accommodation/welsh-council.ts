import data from '../../../data/welsh-authorities.json' with { type: 'json' };

const KNOWN = new Set(data.authorities.flatMap(({ id, name }) => [plain(id), plain(name)]));

/** Whether an agency is a council in Wales, by its id or its name: "cardiff-council", "Newport City Council". */
export function isWelshCouncil({ id, name }: { readonly id: string; readonly name: string }): boolean {
  return KNOWN.has(plain(id)) || KNOWN.has(plain(name));
}

/** A council's name without the words that councils put around it. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .replaceAll(/\b(the|city|and|county|borough|of|council|cyngor|cbc|ccc|cc)\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
