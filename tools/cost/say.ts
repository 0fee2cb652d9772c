/** Figures as a page shows them. */

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

export function decimals(value: number, places: number): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** As many digits as mean something: 1,234 and 12.3 and 0.012. */
export function significant(value: number): string {
  return Math.abs(value) >= 100
    ? whole(value)
    : value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}
