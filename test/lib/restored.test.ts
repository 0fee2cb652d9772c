import { describe, expect, it } from '@jest/globals';
import { synthesiseApp } from '../../tools/architecture/synthesised.ts';
import { resourcesOf } from '../../tools/architecture/parts.ts';

const TABLE = 'through-the-gate-dev-20261125';
const STREAM = `arn:aws:dynamodb:eu-west-2:111122223333:table/${TABLE}/stream/2026-11-25T12:00:00.000`;

describe('a stage on a restored table', () => {
  const stage = synthesiseApp(
    'test/lib/restored-app.ts',
    {},
    { RESTORED_TABLE: TABLE, RESTORED_STREAM: STREAM },
  );
  const all = (type: string) => resourcesOf(stage).filter(({ Type }) => Type === type);

  it('has no table of its own', () => {
    expect(all('AWS::DynamoDB::Table')).toEqual([]);
  });

  it('has every function work on it, and allowed no other', () => {
    const functions = all('AWS::Lambda::Function').map(
      ({ Properties = {} }) => Properties['Environment'] as { readonly Variables: object },
    );
    expect(functions.length).toBeGreaterThan(5);
    for (const { Variables } of functions) expect(Variables).toMatchObject({ TABLE_NAME: TABLE });
    const permissions = JSON.stringify(all('AWS::IAM::Policy'));
    expect(permissions).toContain(`table/${TABLE}`);
    expect(permissions).not.toMatch(/table\/through-the-gate-dev"/);
  });

  it('relays what is written to it', () => {
    const sources = all('AWS::Lambda::EventSourceMapping').map(
      ({ Properties = {} }) => Properties['EventSourceArn'],
    );
    expect(sources).toContain(STREAM);
  });
});
