import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import bankHolidays from '../../data/bank-holidays.json' with { type: 'json' };
import type { JourneyView } from '../../application/queries/get-journey.ts';
import { calendarFrom, isWorkingDay } from '../../domain/law/calendar.ts';
import { deploy } from '../../tools/emulator/deploy.ts';
import { histories } from '../../tools/emulator/executions.ts';
import { api, eventually } from './deployed.ts';
import { DeployedJourney } from './deployed-journey.ts';
import { registerPartners } from './partners.ts';
import { type Received, type Receiver, startReceiver } from './receiver.ts';
import { EMULATOR, NAMES, notHere, WORK } from './stage.ts';
import { type Tokens, tokensOf } from './staff.ts';

const PERSON = {
  prisonNumber: 'A1234BC',
  firstName: 'Zebedee',
  lastName: 'Quillfeather',
  dateOfBirth: '1990-05-17',
  prison: 'MDI',
  region: 'N54',
};
const CALENDAR = calendarFrom(bankHolidays);
const TODAY = Temporal.Now.plainDateISO('Europe/London');

/** A Friday some days from now, with nothing but working days before it that week. */
function plainFriday(days: number): Temporal.PlainDate {
  let friday = TODAY.add({ days });
  const plain = () =>
    friday.dayOfWeek === 5 &&
    [0, 1, 2, 3].every((back) => isWorkingDay(friday.subtract({ days: back }), CALENDAR));
  while (!plain()) friday = friday.add({ days: 1 });
  return friday;
}

const FRIDAY = plainFriday(100);
const LATER_FRIDAY = plainFriday(FRIDAY.since(TODAY).days + 7);
const dayBefore = (date: Temporal.PlainDate) => date.subtract({ days: 1 }).toString();

describe('the product as it is deployed', () => {
  let receiver: Receiver;
  let key: string;
  let tokens: Tokens;
  let journey: DeployedJourney;

  beforeAll(async () => {
    receiver = await startReceiver();
    key = await registerPartners(receiver.url);
    tokens = await tokensOf();
  });
  afterAll(() => receiver.close());

  const executions = (machine = '') => histories(new SFNClient({}), NAMES.prefix, `${journey.id}-${machine}`);
  const received = (type: string): Promise<Received> =>
    eventually(`a webhook ${type}`, async () =>
      receiver.received.find(({ body }) => body.includes(`"through-the-gate.referral.${type}"`)),
    );

  it('says without a token that it is well', async () => {
    const { status, body } = await api.get('/api/health');
    expect([status, body['status']]).toEqual([200, 'ok']);
  });

  it('returns nothing without a token', async () => {
    expect((await api.get('/api/journeys')).status).toBe(401);
  });

  it('starts a journey for an officer the user pool knows', async () => {
    const started = await api.post(
      '/api/journeys',
      {
        ...PERSON,
        sentence: {
          startDate: TODAY.subtract({ days: 60 }).toString(),
          releaseKind: 'DETERMINATE',
          supervisionEndsOn: FRIDAY.add({ days: 250 }).toString(),
        },
        release: { date: FRIDAY.toString(), dateType: 'CRD' },
      },
      tokens.officer,
    );
    expect(started).toMatchObject({ status: 201, body: { version: 1 } });
    journey = new DeployedJourney(String(started.body['id']), tokens);
  });

  it('goes through reception, by the stream, Step Functions and functions, and then to sleep', async () => {
    expect(await journey.complete('allocate-officers')).toMatchObject({ status: 200 });
    expect(await journey.complete('immediate-needs')).toMatchObject({ status: 200 });
    await eventually('the journey to be asleep', async () =>
      (await journey.read()).phase === 'custody' ? true : undefined,
    );
    expect((await executions()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
  });

  it('opens pre-release work twelve weeks before the day that the Friday check proposes', async () => {
    const opened = await journey.passTimeUntil('pre-release', ({ phase }) => phase === 'pre-release');
    expect(opened).toMatchObject({
      releaseDate: dayBefore(FRIDAY),
      releaseDateConfirmed: false,
      releaseDay: { known: true, schemeApplies: true, presumptiveDate: dayBefore(FRIDAY) },
    });
  });

  it('takes a governor’s decision on the Friday release', async () => {
    await journey.openStep('release-day-decision');
    const decided = await journey.change('release-day-decision', { outcome: 'PRESUMPTIVE' });
    expect(decided).toMatchObject({ status: 200, body: { releaseDateInForce: dayBefore(FRIDAY) } });
    expect(await journey.read()).toMatchObject({ releaseDate: dayBefore(FRIDAY) });
  });

  it('sends an agency a signed webhook that contains nothing about the person', async () => {
    await journey.complete('housing-need');
    await journey.complete('crs-decision');
    const { headers, body } = await received('created');
    expect(() => new Webhook(key).verify(body, headers as Record<string, string>)).not.toThrow();
    expect(headers['content-type']).toMatch(/^application\/cloudevents\+json/);
    for (const secret of Object.values(PERSON))
      expect(JSON.stringify({ headers, body })).not.toContain(secret);
  });

  it('moves every deadline with the release date, and sends the agency a message', async () => {
    const before = await journey.openStep('bank-account');
    const moved = await journey.change('release-date', { date: LATER_FRIDAY.toString(), dateType: 'CRD' });
    expect(moved).toMatchObject({ status: 200, body: { releaseDateInForce: dayBefore(LATER_FRIDAY) } });
    const after = await journey.openStep('bank-account');
    const days = LATER_FRIDAY.since(FRIDAY).days;
    expect(after.dueOn).toBe(
      Temporal.PlainDate.from(before.dueOn ?? '')
        .add({ days })
        .toString(),
    );
    const { headers, body } = await received('updated');
    expect(() => new Webhook(key).verify(body, headers as Record<string, string>)).not.toThrow();
  });

  it('discloses the referral to its agency only, and takes its answer', async () => {
    const { subject } = JSON.parse((await received('created')).body) as { readonly subject: string };
    expect((await api.get(`/api/referrals/${subject}`, tokens.council)).status).toBe(404);
    const detail = await api.get(`/api/referrals/${subject}`, tokens.provider);
    expect(detail).toMatchObject({
      status: 200,
      body: { service: 'CRS', releaseDate: dayBefore(LATER_FRIDAY) },
    });
    expect(await journey.respond('CRS-1', { answer: 'ACCEPTED' })).toMatchObject({ status: 200 });
    const { referrals } = await journey.read();
    expect(referrals).toMatchObject([{ subject: 'CRS-1', state: 'accepted' }]);
  });

  it('lists an overdue step as stuck, with its owner', async () => {
    await journey.openStep('release-day-decision');
    const isOverdue = ({ kind, overdue }: { readonly kind: string; readonly overdue: boolean }) =>
      kind === 'release-day-decision' && overdue;
    await journey.passTimeUntil('an overdue decision', ({ steps }) => steps.some(isOverdue));
    expect(await stuckRow('release-day-decision')).toMatchObject({
      code: 'OVERDUE',
      owner: expect.stringMatching(/governor/i),
    });
  }, 180_000);

  it('keeps a journey that is under way on the definition it began with when another is deployed', async () => {
    if (EMULATOR === undefined) {
      notHere('deploying a changed definition');
      return;
    }
    await deploy({ folder: join(WORK, 'cdk.out.changed'), change: takesAnotherWay });
    expect(await namesOfStates('pre-release')).not.toContain('AnotherWay');
    await journey.change('release-day-decision', { outcome: 'PRESUMPTIVE' });
    expect(await journey.read()).toMatchObject({ releaseDate: dayBefore(LATER_FRIDAY) });
  }, 180_000);

  it('takes up the newest definition when an administrator restarts it, and loses nothing', async () => {
    const keysOf = ({ steps }: JourneyView) => steps.map(({ key: each }) => each).sort();
    const before = keysOf(await journey.atRest());
    const restarted = await journey.change('restart', { reason: 'A new definition' }, tokens.admin);
    expect(restarted).toMatchObject({ status: 200, body: { machines: ['pre-release'] } });
    await eventually('the new execution to be at the same steps', async () => {
      const states = await namesOfStates('pre-release-1-3');
      return (EMULATOR === undefined || states.includes('AnotherWay')) &&
        keysOf(await journey.read()).join() === before.join()
        ? true
        : undefined;
    });
  });

  it('is listed as having nowhere to live from the hour of a release without an address', async () => {
    const isAsked = ({ steps }: JourneyView) =>
      steps.some(({ kind, state }) => kind === 'urgent-housing' && state === 'OPEN');
    const out = await journey.playUntil('released with nowhere to live', isAsked, ['CAS3-1']);
    expect(out).toMatchObject({ phase: 'community', housing: { places: [] } });
    expect(await stuckRow('urgent-housing')).toMatchObject({ code: 'NOWHERE_TO_LIVE', ageDays: 0 });
  }, 300_000);

  it('is asked about again on the next working day while there is no home', async () => {
    expect(await journey.complete('urgent-housing', 'NONE_FOUND')).toMatchObject({ status: 200 });
    const { steps } = await journey.atRest();
    expect(steps.find(({ kind }) => kind === 'urgent-housing')).toMatchObject({ state: 'SCHEDULED' });
    expect(await stuckRow('urgent-housing')).toMatchObject({ code: 'NOWHERE_TO_LIVE' });
  });

  it('is housed, and carried to the end of supervision', async () => {
    const closed = await journey.playUntil('the end of supervision', ({ phase }) => phase === 'closed');
    expect(closed.closed).toMatchObject({ housed: true, benefits: true });
    expect(closed.housing.places).toMatchObject([{ kind: 'SETTLED', postcode: 'LS1 4AP' }]);
    expect(closed.steps).toEqual([]);
    expect((await api.get('/api/health')).body).toMatchObject({ counts: { unsent: 0 } });
    const ended = (await executions()).map(({ status }) => status);
    expect(ended).not.toContain('FAILED');
    expect(ended).not.toContain('TIMED_OUT');
  }, 300_000);

  it('has nothing about the person in its executions', async () => {
    const all = JSON.stringify(await executions());
    expect(all).toContain(journey.id);
    for (const word of [PERSON.prisonNumber, PERSON.firstName, PERSON.lastName, PERSON.dateOfBirth]) {
      expect(all).not.toContain(word);
    }
  });

  /** Why the journey is on the list of stuck ones, once one of its steps is. */
  function stuckRow(kind: string): Promise<object> {
    return eventually(`${kind} to be among what is stuck`, async () => {
      const { body } = await api.get('/api/stuck', tokens.admin);
      const rows = body['items'] as readonly { readonly journeyId: string; readonly kind: string }[];
      return rows.find((row) => row.journeyId === journey.id && row.kind === kind);
    });
  }

  async function namesOfStates(machine: string): Promise<readonly string[]> {
    const all = await executions(machine);
    return all.flatMap(({ events }) => events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []));
  }
});

/** The pre-release machine as a later release might have it: with one state more on its way. */
function takesAnotherWay(machine: string, definition: string): string {
  if (machine !== 'pre-release') return definition;
  const { StartAt, States, ...rest } = JSON.parse(definition) as {
    readonly StartAt: string;
    readonly States: object;
  };
  const AnotherWay = { Type: 'Pass', Next: StartAt };
  return JSON.stringify({ ...rest, StartAt: 'AnotherWay', States: { AnotherWay, ...States } });
}
