import { InvalidItemError, type Item, type Json } from './table.ts';

const CONTAINER_OVERHEAD = 3;
const ELEMENT_OVERHEAD = 1;
const MAX_NESTING = 31;
/** The smallest magnitude DynamoDB can hold. */
const SMALLEST_NUMBER = 1e-130;

/**
 * The size of an item in bytes, as DynamoDB reckons it for its 400 KB limit. Attributes that are `undefined` are not
 * stored and count nothing.
 *
 * Source: DynamoDB Developer Guide, "DynamoDB item sizes and formats": names and strings in UTF-8; a number one byte
 * and one more for every two significant digits, and one for a minus sign; null and booleans one byte; a list or a
 * map three bytes, and one more for each element.
 *
 * @throws InvalidItemError for a value that would not come back as it was put: a number that is not finite, is beyond
 * the safe integers or below 1e-130, text with half a surrogate pair, more than 31 levels of lists
 * and maps, or an attribute without a name.
 */
export function itemBytes(item: Item): number {
  return fieldsBytes(item, 0, 0);
}

/**
 * No less than `itemBytes`, at a part of its cost, for what is far from any limit: every UTF-16 unit of text is
 * reckoned at the most bytes it can take.
 *
 * @throws InvalidItemError exactly when `itemBytes` does.
 */
export function itemBytesAtMost(item: Item): number {
  return fieldsAtMost(item, 0);
}

const MOST_BYTES_A_UNIT = 3;
const MOST_BYTES_A_NUMBER = 21;

function fieldsAtMost(fields: { readonly [name: string]: Json | undefined }, depth: number): number {
  let bytes = CONTAINER_OVERHEAD;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    if (name === '') throw new InvalidItemError('Every attribute needs a name.');
    bytes += textAtMost(name) + valueAtMost(value, depth) + ELEMENT_OVERHEAD;
  }
  return bytes;
}

function valueAtMost(value: Json, depth: number): number {
  if (typeof value === 'string') return textAtMost(value);
  if (typeof value === 'number') {
    checkNumber(value);
    return MOST_BYTES_A_NUMBER;
  }
  if (typeof value === 'boolean' || value === null) return 1;
  checkDepth(depth + 1);
  if (!isList(value)) return fieldsAtMost(value, depth + 1);
  let bytes = CONTAINER_OVERHEAD;
  for (const each of value) bytes += valueAtMost(each, depth + 1) + ELEMENT_OVERHEAD;
  return bytes;
}

function textAtMost(text: string): number {
  checkText(text);
  return text.length * MOST_BYTES_A_UNIT;
}

function fieldsBytes(
  fields: { readonly [name: string]: Json | undefined },
  overhead: number,
  depth: number,
): number {
  let bytes = 0;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    if (name === '') throw new InvalidItemError('Every attribute needs a name.');
    bytes += textBytes(name) + valueBytes(value, depth) + overhead;
  }
  return bytes;
}

function valueBytes(value: Json, depth: number): number {
  switch (typeof value) {
    case 'string':
      return textBytes(value);
    case 'number':
      return numberBytes(value);
    case 'boolean':
      return 1;
    default:
      return value === null ? 1 : containerBytes(value, depth + 1);
  }
}

function containerBytes(
  value: readonly Json[] | { readonly [name: string]: Json | undefined },
  depth: number,
): number {
  checkDepth(depth);
  if (!isList(value)) return CONTAINER_OVERHEAD + fieldsBytes(value, ELEMENT_OVERHEAD, depth);
  return value.reduce<number>(
    (sum, each) => sum + valueBytes(each, depth) + ELEMENT_OVERHEAD,
    CONTAINER_OVERHEAD,
  );
}

// Array.isArray alone does not narrow a readonly array out of the union.
function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Bytes of UTF-8. @throws InvalidItemError for text with half a surrogate pair, which UTF-8 cannot carry. */
export function textBytes(text: string): number {
  checkText(text);
  return Buffer.byteLength(text);
}

function checkText(text: string): void {
  if (!text.isWellFormed()) throw new InvalidItemError('Text holds half a surrogate pair.');
}

function checkDepth(depth: number): void {
  if (depth > MAX_NESTING) throw new InvalidItemError(`Values nest at most ${MAX_NESTING} levels deep.`);
}

function numberBytes(value: number): number {
  checkNumber(value);
  return 1 + digitPairs(Math.abs(value)) + (value < 0 ? 1 : 0);
}

function checkNumber(value: number): void {
  const magnitude = Math.abs(value);
  const storable = magnitude <= Number.MAX_SAFE_INTEGER && (magnitude === 0 || magnitude >= SMALLEST_NUMBER);
  if (!storable) throw new InvalidItemError(`The number ${value} cannot be stored exactly.`);
}

// DynamoDB keeps two digits in a byte, in pairs counted from the decimal point: 12 is one byte, and 1.2 is two.
function digitPairs(magnitude: number): number {
  if (magnitude === 0) return 0;
  if (magnitude < 100 && Number.isInteger(magnitude)) return 1;
  const [mantissa = '', exponent = ''] = magnitude.toExponential().split('e');
  const digits = mantissa.replace('.', '').length;
  const lastDigitExponent = Number(exponent) - (digits - 1);
  return Math.ceil((digits + Math.abs(lastDigitExponent % 2)) / 2);
}
