import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FUNCTION_NAMES } from '../../lib/names.ts';
import { RESTORED } from './stage-app.ts';
import { allIn, synthesise } from './synthesised.ts';

const { tableName: TABLE, streamArn: STREAM } = RESTORED.restored;

describe('a stage on a restored table', () => {
  const all = allIn(synthesise().restored);

  it('has no table in its own stack', () => {
    expect(all('AWS::DynamoDB::Table')).toEqual([]);
  });

  it('gives every function access to it and to no other table', () => {
    const tables = all('AWS::Lambda::Function').map(({ Properties }) => {
      const { Variables } = Properties['Environment'] as { readonly Variables: Record<string, unknown> };
      return [Variables['POWERTOOLS_SERVICE_NAME'], Variables['TABLE_NAME']];
    });
    // What announces facts has them from the stream, and no way to the table.
    const elsewhere = ['announce'];
    expect(Object.fromEntries(tables)).toEqual(
      Object.fromEntries(FUNCTION_NAMES.map((name) => [name, elsewhere.includes(name) ? undefined : TABLE])),
    );
    const permissions = JSON.stringify(all('AWS::IAM::Policy'));
    expect(permissions).toContain(`table/${TABLE}`);
    expect(permissions).not.toMatch(/table\/through-the-gate-dev"/);
  });

  it('reads its stream with the relay and announce', () => {
    const sources = all('AWS::Lambda::EventSourceMapping').map(
      ({ Properties }) => Properties['EventSourceArn'],
    );
    expect(sources.filter((source) => source === STREAM)).toHaveLength(2);
  });
});

describe('the runbook for a restore', () => {
  const page = readFileSync(new URL('../../docs/operations/backup-and-restore.md', import.meta.url), 'utf8');
  const [, stopping = ''] = /^## 1\. Stop the writers$(.*?)^## 2\./ms.exec(page) ?? [];

  it('stops every function before the table is restored', () => {
    const stopped = [...stopping.matchAll(/for FUNCTION in ([a-z -]+); do/g)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(stopped.sort()).toEqual([...FUNCTION_NAMES].sort());
  });
});
