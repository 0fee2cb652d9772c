import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { eventOf } from '../../application/background/announce.ts';
import { factItem } from '../../application/items.ts';
import { readIncomingEvent } from '../../domain/events/incoming-event.ts';
import type { Fact } from '../../domain/record/facts.ts';

interface Transformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

const FACT: Fact = {
  sequence: 7,
  at: '2027-03-09T10:00:00.000Z',
  by: { kind: 'officer', id: 'amira.khan' },
  type: 'released',
  data: { on: '2027-03-09' },
  previousHash: 'before',
  hash: 'after',
};

it('offers a transformer that delivers an event of ours in HMPPS’s envelope', () => {
  const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
  const [, block = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  const { InputPathsMap, InputTemplate } = JSON.parse(block) as Transformer;
  const { type, ...detail } = eventOf(factItem('j1', FACT));
  const sent: Readonly<Record<string, unknown>> = {
    '$.detail-type': type,
    ...Object.fromEntries(Object.entries(detail).map(([name, value]) => [`$.detail.${name}`, value])),
  };
  const text = Object.entries(InputPathsMap).reduce(
    (template, [name, path]) => template.replaceAll(`<${name}>`, String(sent[path])),
    InputTemplate,
  );
  const read = readIncomingEvent(JSON.parse(text));
  expect(read).toMatchObject({
    ok: true,
    event: {
      eventType: 'through-the-gate.journey.released',
      version: 1,
      occurredAt: '2027-03-09T10:00:00.000000000Z',
      additionalInformation: { journeyId: 'j1', sequence: 7 },
    },
  });
});
