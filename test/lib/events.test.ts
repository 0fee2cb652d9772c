import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { factItem } from '../../application/items.ts';
import { outboxItem } from '../../application/message-items.ts';
import type { Fact } from '../../domain/record/facts.ts';
import type { Item } from '../../application/ports/table.ts';
import { allIn, type Found, synthesise } from './synthesised.ts';

const made = synthesise();

interface Source {
  readonly FilterCriteria: { readonly Filters: readonly { readonly Pattern: string }[] };
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

/** Whether a filter takes a record: every leaf of a pattern is a list of what may stand there. */
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
  const announcing = all('AWS::Lambda::EventSourceMapping').filter(({ logicalId }) =>
    logicalId.startsWith('DomainEvents'),
  );
  const source = announcing[0]?.Properties as unknown as Source;
  const [filter] = source.FilterCriteria.Filters;
  const pattern: unknown = JSON.parse(filter?.Pattern ?? '');

  it('are made of new facts only', () => {
    const effect = { kind: 'stop-execution', machine: 'reception', name: 'a', cause: 'b' } as const;
    expect(takes(pattern, added(factItem('journey1', FACT)))).toBe(true);
    expect(takes(pattern, { ...added(factItem('journey1', FACT)), eventName: 'REMOVE' })).toBe(false);
    expect(takes(pattern, added(outboxItem('journey1', 1, effect, FACT.at)))).toBe(false);
  });

  it('are read from the stream beside the relay only, because a stream has two readers at most', () => {
    const readers = all('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => 'StartingPosition' in Properties,
    );
    expect(readers).toHaveLength(2);
    expect(announcing).toHaveLength(1);
    expect(all('AWS::Pipes::Pipe')).toEqual([]);
  });

  it('are tried again in halves for an hour, and then go to a dead-letter queue', () => {
    expect(source).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      MaximumRecordAgeInSeconds: 3_600,
      MaximumRetryAttempts: 10,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^DomainEventsDead/), 'Arn'] } },
      },
    });
  });

  it('are gathered for some seconds, so that few calls make them', () => {
    expect(source).toMatchObject({ BatchSize: 100, MaximumBatchingWindowInSeconds: 5 });
  });

  it('are encrypted with our key, on the bus and in the archive', () => {
    const ours = { 'Fn::ImportValue': expect.stringContaining('-data:ExportsOutputFnGetAttKey') };
    expect(only('AWS::Events::EventBus').Properties).toMatchObject({ KmsKeyIdentifier: ours });
    expect(only('AWS::Events::Archive').Properties).toMatchObject({
      KmsKeyIdentifier: ours,
      RetentionDays: stage === 'prod' ? 90 : 7,
    });
  });

  it('are put on our own bus', () => {
    const announce = all('AWS::Lambda::Function').find(({ Properties }) =>
      String(Properties['FunctionName']).endsWith('-announce'),
    );
    const { Name } = only('AWS::Events::EventBus').Properties;
    expect(Name).toBe(`through-the-gate-${stage}`);
    expect(announce?.Properties).toMatchObject({ Environment: { Variables: { EVENT_BUS_NAME: Name } } });
  });
});

describe('the archive of domain events', () => {
  it('outlives its stack in production', () => {
    expect(allIn(made.prod)('AWS::Events::Archive')).toMatchObject([
      { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    ]);
  });
});

describe('the queue of HMPPS’s events', () => {
  const queue = 'through-the-gate-prod-domain-events';
  const statements = (stage: 'prod' | 'elsewhere') => {
    const all = allIn(made[stage]);
    const found = all('AWS::SQS::Queue').find(({ Properties }) => Properties['QueueName'] === queue);
    const policy = all('AWS::SQS::QueuePolicy').find(({ Properties }) =>
      JSON.stringify(Properties['Queues']).includes(`"${found?.logicalId ?? ''}"`),
    );
    const document = policy?.Properties['PolicyDocument'] as { readonly Statement: readonly object[] };
    return document.Statement.filter((each) => !('Effect' in each && each.Effect === 'Deny'));
  };

  it('takes nothing from a topic until one is named', () => {
    expect(statements('prod')).toEqual([]);
  });

  it('takes messages from the topic that is named, and from no other', () => {
    expect(statements('elsewhere')).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: {
          ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-2:111122223333:hmpps-domain-events' },
        },
      }),
    ]);
  });
});
