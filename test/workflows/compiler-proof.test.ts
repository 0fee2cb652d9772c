import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MACHINES } from '../../domain/record/machines.ts';
import { regionsOf } from '../../workflows/build/graph.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import type { Region } from '../../workflows/build/asl.ts';

describe.each(MACHINES)('%s compiled from TypeScript', (name) => {
  const file = new URL(`../../workflows/${name}.asl.json`, import.meta.url);
  const written = JSON.parse(readFileSync(file, 'utf8')) as Region;
  const compiled = definitionsByName()[name];

  it('has the states of the handwritten definition, in the same order', () => {
    const names = (machine: Region) => regionsOf(machine).map(({ States }) => Object.keys(States));
    expect(names(compiled)).toEqual(names(written));
  });

  it.each(regionsOf(written).flatMap(({ States }) => Object.entries(States)))(
    'has the same state %s',
    (state, expected) => {
      const found = regionsOf(compiled).flatMap(({ States }) => States[state] ?? []);
      expect(found).toEqual([expected]);
    },
  );

  it('is the same text', () => {
    expect(JSON.stringify(compiled)).toBe(JSON.stringify(written));
  });
});
