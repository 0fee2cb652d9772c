import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { factItem, outboxItem } from '../../application/items.ts';
import type { Fact } from '../../domain/facts.ts';
import type { Item } from '../../application/ports/table.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();

interface Pipe {
  readonly Source: unknown;
  readonly SourceParameters: {
    readonly DynamoDBStreamParameters: Readonly<Record<string, unknown>>;
    readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
  };
  readonly TargetParameters: {
    readonly EventBridgeEventBusParameters: { readonly Source: string; readonly DetailType: string };
    readonly InputTemplate: string;
  };
}

const FACT: Fact = {
  sequence: 7,
  at: '2026-03-02T10:00:00Z',
  by: { kind: 'officer', id: 'amira.khan' },
  type: 'address-recorded',
  data: { address: '4 Mill Lane, Leeds' },
  previousHash: 'before',
  hash: 'after',
};

/** A row that was added, as the table's stream tells of it. */
function added(row: Item) {
  const { pk, sk } = row;
  return {
    eventName: 'INSERT',
    dynamodb: {
      Keys: marshall({ pk, sk }),
      NewImage: marshall(row, { removeUndefinedValues: true }),
    },
  };
}

/** What a path of the pipe finds in a record. */
function at(path: string, record: object): unknown {
  return path
    .replace(/^\$\./, '')
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], record);
}

/** The event the pipe makes of a record, by its own templates. */
function eventOf(
  { TargetParameters: { EventBridgeEventBusParameters: bus, InputTemplate } }: Pipe,
  record: object,
) {
  const detail = InputTemplate.replace(/<(\$[^>]+)>/g, (_, path: string) => String(at(path, record)));
  return { source: bus.Source, type: at(bus.DetailType, record), detail: JSON.parse(detail) as object };
}

/** Whether the pipe takes a record: every leaf of a pattern is a list of what may stand there. */
function takes(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    return pattern.some((wanted: unknown) =>
      typeof wanted === 'object' && wanted !== null && 'prefix' in wanted
        ? String(value).startsWith(String(wanted.prefix))
        : wanted === value,
    );
  }
  return Object.entries(pattern as object).every(([key, inner]) =>
    takes(inner, (value as Readonly<Record<string, unknown>>)[key]),
  );
}

describe.each(['dev', 'prod'] as const)('domain events of %s', (stage) => {
  const all = allIn(made[stage]);
  const only = (type: string): Found => {
    const [found, ...others] = all(type);
    if (found === undefined || others.length > 0) throw new Error(`Expected one ${type}`);
    return found;
  };
  const pipe = only('AWS::Pipes::Pipe').Properties as unknown as Pipe;
  const [filter] = pipe.SourceParameters.FilterCriteria.Filters;
  const pattern: unknown = JSON.parse(filter?.Pattern ?? '');

  it('are made of a fact’s type, its journey, its place and its instant, and of nothing it says', () => {
    expect(eventOf(pipe, added(factItem('journey1', FACT)))).toEqual({
      source: 'through-the-gate',
      type: 'address-recorded',
      detail: { journeyId: 'journey1', sequence: '7', at: '2026-03-02T10:00:00Z' },
    });
  });

  it('are made of new facts only', () => {
    const effect = { kind: 'stop-execution', machine: 'reception', name: 'a', cause: 'b' } as const;
    expect(takes(pattern, added(factItem('journey1', FACT)))).toBe(true);
    expect(takes(pattern, { ...added(factItem('journey1', FACT)), eventName: 'REMOVE' })).toBe(false);
    expect(takes(pattern, added(outboxItem('journey1', 1, effect, FACT.at)))).toBe(false);
  });

  it('are read off the stream beside the relay, and by nobody else: it has two readers at most', () => {
    const readers = all('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => 'StartingPosition' in Properties,
    );
    expect(readers.length + all('AWS::Pipes::Pipe').length).toBe(2);
  });

  it('that cannot be made are tried again in halves for an hour, and then given up to a queue', () => {
    expect(pipe.SourceParameters.DynamoDBStreamParameters).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      MaximumRecordAgeInSeconds: 3_600,
      OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^DomainEventsDead/), 'Arn'] } },
    });
  });

  it('are encrypted with our key, on the bus and in the archive', () => {
    const ours = { 'Fn::ImportValue': expect.stringContaining('-data:ExportsOutputFnGetAttKey') };
    expect(only('AWS::Events::EventBus').Properties).toMatchObject({ KmsKeyIdentifier: ours });
    expect(only('AWS::Events::Archive').Properties).toMatchObject({
      KmsKeyIdentifier: ours,
      RetentionDays: stage === 'prod' ? 90 : 7,
    });
  });

  it('do not put into the pipe’s log what they are made of', () => {
    expect(pipe).toMatchObject({ LogConfiguration: { Level: 'ERROR' } });
    expect(JSON.stringify(pipe)).not.toContain('IncludeExecutionData');
  });
});

describe('the archive of domain events', () => {
  it('outlives its stack in production', () => {
    expect(allIn(made.prod)('AWS::Events::Archive')).toMatchObject([
      { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    ]);
  });
});
