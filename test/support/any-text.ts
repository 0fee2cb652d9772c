import fc from 'fast-check';

const codePoint = fc
  .oneof(
    fc.integer({ min: 0x00, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map(
    (code) => String.fromCodePoint(code),
    // fast-check adds awkward words, such as __proto__, only where it can take them apart again.
    (text) => {
      const code = typeof text === 'string' ? (text.codePointAt(0) ?? -1) : -1;
      return code >= 0 && String.fromCodePoint(code) === text ? code : -1;
    },
  );

/**
 * Any text, as `fc.string({ unit: 'binary' })` has it: that one makes a table of every code point each time it is
 * called, which takes longer than the tests that use it.
 */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: codePoint });
}
