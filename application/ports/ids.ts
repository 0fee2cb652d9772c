/** Makes opaque identifiers: 26 lower-case letters and digits, safe in URLs, execution names and webhook ids. */
export interface Ids {
  next(): string;
}
