import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TimelineEntry } from '../../application/queries/get-timeline.ts';
import { api, eventually } from './deployed.ts';
import { type DeployedJourney, startInReception } from './deployed-journey.ts';
import { NAMES } from './stage.ts';
import { type Tokens, tokensOf } from './staff.ts';

const sqs = new SQSClient({});
const eventBridge = new EventBridgeClient({});
const SUBSCRIBER = `${NAMES.prefix}-subscriber`;
const RULE = { EventBusName: NAMES.prefix, Name: SUBSCRIBER };
const PERSON = {
  prisonNumber: 'A2468EV',
  firstName: 'Philippa',
  lastName: 'Nightingale-Moss',
  dateOfBirth: '1988-11-23',
  prison: 'MDI',
  region: 'N54',
};

/** An event as EventBridge gives it to a target. */
interface Heard {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: { readonly journeyId: string; readonly sequence: number; readonly at: string };
}

/** Another team: a queue of its own behind a rule of its own on the bus. @returns the queue's address. */
async function subscribe(): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: SUBSCRIBER }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Arn = Attributes?.QueueArn ?? '';
  const { RuleArn } = await eventBridge.send(
    new PutRuleCommand({ ...RULE, EventPattern: JSON.stringify({ source: ['through-the-gate'] }) }),
  );
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: Arn,
        Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
      },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await eventBridge.send(
    new PutTargetsCommand({
      EventBusName: RULE.EventBusName,
      Rule: RULE.Name,
      Targets: [{ Id: 'queue', Arn }],
    }),
  );
  return QueueUrl;
}

describe('what other teams hear of a journey', () => {
  const messages: string[] = [];
  let queue: string;
  let tokens: Tokens;
  let journey: DeployedJourney;

  beforeAll(async () => {
    tokens = await tokensOf();
    queue = await subscribe();
  });
  afterAll(async () => {
    await eventBridge.send(
      new RemoveTargetsCommand({ EventBusName: RULE.EventBusName, Rule: RULE.Name, Ids: ['queue'] }),
    );
    await eventBridge.send(new DeleteRuleCommand(RULE));
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
  });

  /** Takes what has come to the queue. */
  async function listen(): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      messages.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
    }
  }

  /** What was heard of the journey, each event once, in the order of their sequence. */
  function heard(): readonly Heard[] {
    const events = messages
      .map((body) => JSON.parse(body) as Heard)
      .filter(({ detail }) => detail.journeyId === journey.id);
    const once = new Map(events.map((event) => [event.detail.sequence, event]));
    return [...once.values()].sort((one, other) => one.detail.sequence - other.detail.sequence);
  }

  async function timeline(): Promise<readonly TimelineEntry[]> {
    const { body } = await api.get(`/api/journeys/${journey.id}/timeline`, tokens.admin);
    return body['items'] as readonly TimelineEntry[];
  }

  it('is every fact, from the first, without a gap', async () => {
    journey = await startInReception(PERSON, tokens);

    const facts = await timeline();
    await eventually('an event of each fact', async () => {
      await listen();
      return heard().length >= facts.length ? true : undefined;
    });
    expect(heard().map((event) => [event['detail-type'], event.detail])).toEqual(
      facts.map(({ type, sequence, at }) => [type, { journeyId: journey.id, sequence, at }]),
    );
    expect(heard().map(({ detail }) => detail.sequence)).toEqual(heard().map((_, index) => index + 1));
    expect(heard()[0]).toMatchObject({ source: 'through-the-gate', 'detail-type': 'journey-started' });
  });

  it('contains nothing about the person or the actor', () => {
    const said = messages.join('\n');
    expect(said).toContain(journey.id);
    for (const secret of [PERSON.prisonNumber, PERSON.firstName, PERSON.lastName, PERSON.dateOfBirth])
      expect(said).not.toContain(secret);
    expect(said).not.toMatch(/p\.taylor|c\.ahmed|officer@/);
  });
});
