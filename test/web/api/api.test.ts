import { HOME } from '../../support/places.ts';
import { afterEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { disclosedReferral } from '../../../web/api/schemas/referrals.ts';
import { stuckRow } from '../../../web/api/schemas/stuck.ts';
import * as answers from '../../../web/api/schemas/answers.ts';
import { stepRow } from '../../../web/api/schemas/steps.ts';
import { apiOver, type Answer } from '../../support/api-world.ts';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

const NEW_JOURNEY = {
  prisonNumber: 'B1234BC',
  firstName: 'Wilhelmina',
  lastName: 'Oakapple',
  dateOfBirth: '1988-02-29',
  prison: 'MDI',
  region: 'N54',
  sentence: { startDate: '2026-09-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-09-01' },
  release: { date: '2026-12-25', dateType: 'CRD' },
  officers: { pom: 'p.taylor', com: 'c.ahmed' },
};

function shaped<T extends z.ZodType>(schema: T, answer: Answer): z.output<T> {
  expect(answer).toMatchObject({ status: 200 });
  return schema.parse(answer.body);
}

describe('a journey through the API', () => {
  it('is started, decided by the governor, moved and restarted', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const api = apiOver(world.services);
    const started = await api.post(POM, '/api/journeys', NEW_JOURNEY);
    expect(started).toMatchObject({ status: 201, body: { version: 1 } });
    world.id = String(started.body['id']);
    await world.settle();
    const path = `/api/journeys/${world.id}`;

    const seen = shaped(answers.journey, await api.get(GOVERNOR, path));
    expect(seen.releaseDay).toMatchObject({ schemeApplies: true, presumptiveDate: '2026-12-23' });
    await world.askForSecondDay('A bed is free that day');
    const asked = shaped(answers.journey, await api.get(GOVERNOR, path));
    expect(asked.secondDayRequest).toMatchObject({
      need: 'A bed is free that day',
      requestedBy: { kind: 'officer', id: 'c.ahmed' },
    });
    const decided = await api.post(GOVERNOR, `${path}/release-day-decision`, {
      outcome: 'SECOND_DAY',
      expectedVersion: asked.version,
    });
    expect(decided.body).toEqual({ outcome: 'SECOND_DAY', releaseDateInForce: '2026-12-22' });
    await world.settle();

    const moved = await api.post(POM, `${path}/release-date`, {
      date: '2027-01-12',
      dateType: 'CRD',
      expectedVersion: (await world.journey()).version,
    });
    expect(moved.body).toEqual({ releaseDate: '2027-01-12', releaseDateInForce: '2027-01-12', revision: 2 });
    await world.settle();

    const added = await api.post(POM, `${path}/release-date`, {
      date: '2027-01-11',
      dateType: 'APD',
      expectedVersion: (await world.journey()).version,
    });
    expect(added.body).toEqual({ releaseDate: '2027-01-11', releaseDateInForce: '2027-01-11', revision: 3 });
    await world.settle();
    const removed = await api.post(POM, `${path}/release-date/removal`, {
      dateType: 'APD',
      reason: 'The board has withdrawn it',
      expectedVersion: (await world.journey()).version,
    });
    expect(removed.body).toEqual({
      releaseDate: '2027-01-12',
      releaseDateInForce: '2027-01-12',
      revision: 4,
    });
    await world.settle();

    const restarted = await api.post(ADMIN_USER, `${path}/restart`, {
      reason: 'A newer definition',
      expectedVersion: (await world.journey()).version,
    });
    expect(restarted.body).toEqual({ machines: ['reception'] });

    const { items } = shaped(
      answers.pageOf(answers.timelineEntry).extend({ unreadable: z.array(z.int()) }),
      await api.get(POM, `${path}/timeline?limit=200`),
    );
    const told = items.map(({ sentence }) => sentence);
    expect(told).toContain(
      'The governor decided: release on Tuesday 22 December 2026, the earliest date permitted, because a bed is free that day. The community offender manager c.ahmed asked for it.',
    );
    expect(told.some((each) => each.startsWith('The decision of g.governor'))).toBe(true);
    expect(items.filter(({ type }) => type === 'restarted')).toMatchObject([
      { by: { kind: 'admin', id: 'a.admin' } },
    ]);
  });

  it('of a person on remand goes on when the sentence is recorded', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const api = apiOver(world.services);
    const { release: _none, ...person } = NEW_JOURNEY;
    const remand = { startDate: '2026-09-01', releaseKind: 'REMAND' };
    const started = await api.post(POM, '/api/journeys', { ...person, sentence: remand });
    world.id = String(started.body['id']);
    await world.settle();
    const path = `/api/journeys/${world.id}`;
    const seen = shaped(answers.journey, await api.get(POM, path));
    expect(seen.sentence).toEqual(remand);
    const sentenced = await api.post(POM, `${path}/sentence`, {
      sentence: { startDate: '2026-11-20', releaseKind: 'DETERMINATE' },
      release: { date: '2027-01-12', dateType: 'CRD' },
      expectedVersion: seen.version,
    });
    expect(sentenced.body).toEqual({
      releaseDate: '2027-01-12',
      releaseDateInForce: '2027-01-12',
      revision: 1,
    });
    const after = shaped(answers.journey, await api.get(POM, path));
    expect(after.sentence).toMatchObject({ startDate: '2026-11-20', remandedOn: '2026-09-01' });
  });

  it('is answered step by step, and the lists have the shapes they say', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    const path = `/api/journeys/${world.id}`;
    const { version } = await world.journey();
    const completed = await api.post(POM, `${path}/steps/1.housing-need/complete`, {
      outcome: 'HAS_ADDRESS',
      details: HOME,
      expectedVersion: version,
    });
    expect(completed).toMatchObject({ status: 200, body: { key: '1.housing-need', outcome: 'HAS_ADDRESS' } });
    expect((await world.journey()).housing.places?.[0]?.kind).toBe('SETTLED');

    const rows = shaped(
      answers.pageOf(answers.journeyRow),
      await api.get(POM, `/api/journeys?prison=MDI&releasingBefore=2027-12-31&attention=false&limit=10`),
    );
    expect(rows.items.map(({ id }) => id)).toEqual([world.id]);
    const steps = shaped(
      answers.pageOf(stepRow),
      await api.get(POM, '/api/steps?waitingFor=officer:p.taylor'),
    );
    expect(steps.items.length).toBeGreaterThan(0);
    await world.advanceTo('2027-02-20');
    const stuck = shaped(answers.pageOf(stuckRow), await api.get(ADMIN_USER, '/api/stuck'));
    expect(stuck.items.length).toBeGreaterThan(0);
  });

  it('is answered by a partner once, however often it is repeated', async () => {
    const world = await councilsAsked();
    const api = apiOver(world.services);
    const { id } = await world.referral('DTR-1');
    const path = `/api/referrals/${id}`;
    expect(shaped(disclosedReferral, await api.get(COUNCIL, path))).toMatchObject({
      service: 'DTR',
      sequence: 1,
      releaseDate: PLAIN_RELEASE,
    });
    const answer = { answer: 'ACCEPTED', code: 'PRIORITY_NEED', note: 'Room 4', expectedSequence: 1 };
    const key = { 'idempotency-key': 'one-answer' };
    const first = await api.post(COUNCIL, `${path}/responses`, answer, key);
    expect(first).toMatchObject({ status: 200, body: { referral: id, state: 'accepted', late: false } });
    const facts = (await world.journey()).facts.count;
    expect(await api.post(COUNCIL, `${path}/responses`, answer, key)).toEqual(first);
    expect((await world.journey()).facts.count).toBe(facts);
    expect(await api.post(COUNCIL, `${path}/responses`, { ...answer, note: 'Room 5' }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_MISMATCH' },
    });
    expect(await api.post(COUNCIL, `${path}/responses`, answer)).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', current: { state: 'accepted' } },
    });
  });

  it('is started once for one Idempotency-Key, however often it is sent', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const api = apiOver(world.services);
    const key = { 'idempotency-key': 'start-1' };
    const [first, second] = await Promise.all([
      api.post(POM, '/api/journeys', NEW_JOURNEY, key),
      api.post(POM, '/api/journeys', NEW_JOURNEY, key),
    ]);
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(await api.post(POM, '/api/journeys', NEW_JOURNEY)).toMatchObject({ status: 409 });
  });

  it('has people of every kind see what is theirs', async () => {
    const world = await councilsAsked();
    const api = apiOver(world.services);
    const path = `/api/journeys/${world.id}`;
    expect((await api.get(COM, path)).status).toBe(200);
    expect((await api.get(COUNCIL, path)).status).toBe(403);
    expect(api.denials).toEqual([
      {
        route: 'GET /api/journeys/{id}',
        user: 'eastmoor-desk',
        reason: 'This is only for officers and administrators.',
      },
    ]);
  });
});

describe('the checks, which store nothing', () => {
  it.each([
    [
      'with our bank holidays',
      {},
      {
        statutoryDate: '2026-12-24',
        schemeApplies: true,
        presumptiveDate: '2026-12-23',
        earliestPermittedDate: '2026-12-22',
      },
    ],
    [
      'with the caller’s own, which cannot take Christmas Day away',
      { bankHolidays: [] },
      {
        statutoryDate: '2026-12-24',
        schemeApplies: true,
        presumptiveDate: '2026-12-23',
        earliestPermittedDate: '2026-12-22',
      },
    ],
    [
      'with a bank holiday that only the caller has',
      { bankHolidays: ['2026-12-24'] },
      {
        statutoryDate: '2026-12-23',
        schemeApplies: true,
        presumptiveDate: '2026-12-22',
        earliestPermittedDate: '2026-12-21',
      },
    ],
    [
      'of someone not long in custody',
      { daysServedSinceSentence: 27 },
      {
        statutoryDate: '2026-12-24',
        schemeApplies: false,
        reason: 'UNDER_28_DAYS',
        presumptiveDate: '2026-12-24',
      },
    ],
  ])('the Friday check answers %s', async (_case, more, expected) => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const answer = await apiOver(world.services).post(undefined, '/api/release-day-checks', {
      releaseDate: '2026-12-25',
      dateType: 'CRD',
      adult: true,
      daysServedSinceSentence: 200,
      releaseKind: 'DETERMINATE',
      ...more,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(expected);
    expect(answer.body['explanation']).toContainEqual(expect.stringContaining('25 December 2026'));
  });

  it('the Friday check is refused beyond the bank holidays that are known', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const answer = await apiOver(world.services).post(undefined, '/api/release-day-checks', {
      releaseDate: '2150-12-25',
      dateType: 'CRD',
      adult: true,
      daysServedSinceSentence: 200,
      releaseKind: 'DETERMINATE',
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'RULE_REFUSED',
        rule: 'BANK_HOLIDAYS_NOT_KNOWN',
        detail: expect.stringContaining('are known'),
      },
    });
  });

  it('the housing duties are answered together', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const answer = await apiOver(world.services).post(undefined, '/api/housing-duty-checks', {
      referenceDate: '2026-11-22',
      currentAccommodationEndDate: '2026-12-22',
      hasNextAccommodation: false,
      sex: 'M',
      dutyToRefer: { status: 'SUBMITTED', submittedOn: '2026-11-01' },
    });
    expect(answer.body).toEqual({
      dutyToRefer: { status: 'SUBMITTED', action: 'ADD_DTR_OUTCOME' },
      crs: { status: 'NOT_STARTED', action: 'SUBMIT_CRS_ACCOMMODATION_REFERRAL' },
    });
  });
});

describe('the dates of a sentence and of a recall, which store nothing', () => {
  const SENTENCE = {
    sentencedAt: '2026-09-02',
    offenceCommittedAt: '1968-09-02',
    duration: { months: 20 },
    sdsPlus: false,
    sdsPlusEligibleOffence: false,
    section250: false,
    exclusions: [],
  };
  const RECALL = {
    sentencedAt: '2026-04-04',
    sled: '2027-03-03',
    sentenceDays: 334,
    revocationDate: '2026-09-08',
    returnToCustodyDate: '2026-09-12',
  };
  const post = async (path: string, body: object) => {
    const world = await journeyWorld({ today: '2026-11-22' });
    return apiOver(world.services).post(undefined, path, body);
  };

  it('are answered to anyone, with the rows of the law and the reasons', async () => {
    const sentence = await post('/api/sentence-dates', SENTENCE);
    expect(sentence).toMatchObject({ status: 200, body: { status: 'DATES', fraction: '1/3' } });
    expect(sentence.body['dates']).toEqual({ CRD: '2027-03-23', SLED: '2028-05-01' });
    expect(sentence.body['law']).toContainEqual({
      rule: 'progressionTranches',
      figure: 'up to 882 days',
      from: '2026-10-13',
      until: null,
      basis: 'law',
      source: expect.stringContaining('Sentencing Act 2026'),
    });
    expect(sentence.body['explanation']).toContainEqual(expect.stringContaining('one third'));
    const recall = await post('/api/recall-dates', { ...RECALL, arrestDate: '2026-09-10' });
    expect(recall).toMatchObject({ status: 200, body: { status: 'DATES', dates: { PRRD: '2026-11-06' } } });
    expect(recall.body['explanation']).toContainEqual(expect.stringContaining('56 days'));
  });

  it('are ARD and SED without a licence', async () => {
    const { body } = await post('/api/sentence-dates', {
      ...SENTENCE,
      duration: { days: 300 },
      section250: true,
    });
    expect(body['dates']).toEqual({ ARD: '2026-12-30', SED: '2027-06-28' });
  });

  it.each([
    ['/api/sentence-dates', { ...SENTENCE, life: true }, 'LIFE_SENTENCE'],
    ['/api/recall-dates', { ...RECALL, recalledFromCurfew: true }, 'CURFEW_PERIOD_NOT_GIVEN'],
  ])('are for the OMU where %s does not reach', async (path, asked, reason) => {
    const { status, body } = await post(path, asked);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        status: 'ASK_THE_OMU',
        reason,
        explanation: [
          expect.any(String),
          expect.stringContaining('Ask the prison’s offender management unit'),
        ],
      },
    });
  });

  it.each([
    [{ colour: 'red' }, 'colour'],
    [{ duration: {} }, 'duration'],
    [{ duration: { years: 0 } }, 'duration'],
    [{ duration: { years: -1 } }, 'duration.years'],
    [{ duration: { years: 100 } }, 'duration.years'],
    [{ duration: { fortnights: 1 } }, 'duration.fortnights'],
    [{ duration: 'two years' }, 'duration'],
    [{ sentencedAt: '2026-02-29' }, 'sentencedAt'],
    [{ offenceCommittedAt: '1899-12-31' }, 'offenceCommittedAt'],
    [{ exclusions: ['ARSON'] }, 'exclusions.0'],
    [{ exclusions: undefined }, 'exclusions'],
    [{ sdsPlus: 'no' }, 'sdsPlus'],
    [{ section250: undefined }, 'section250'],
    [{ daysAdded: -1 }, 'daysAdded'],
  ])('are refused to a sentence of %j, naming %s', async (more, field) => {
    const answer = await post('/api/sentence-dates', { ...SENTENCE, ...more });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', fields: [{ field }] } });
  });

  it.each([
    [{ colour: 'red' }, 'colour'],
    [{ sentenceDays: 0 }, 'sentenceDays'],
    [{ sled: '2026-04-03' }, 'sled'],
    [{ revocationDate: '2026-04-04' }, 'revocationDate'],
    [{ earlierRecallDate: '2026-09-08' }, 'revocationDate'],
    [{ arrestDate: '2026-09-07' }, 'arrestDate'],
    [{ returnToCustodyDate: '2026-09-07' }, 'returnToCustodyDate'],
    [{ arrestDate: '2026-09-13' }, 'returnToCustodyDate'],
    [{ returnToCustodyDate: undefined }, 'returnToCustodyDate'],
  ])('are refused to a recall of %j, naming %s', async (more, field) => {
    const answer = await post('/api/recall-dates', { ...RECALL, ...more });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', fields: [{ field }] } });
  });

  it('take an offence dated after its sentence, and as many exclusions as there are', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const exclusions = world.services.law.rows.exclusionCodes;
    const asked = { ...SENTENCE, offenceCommittedAt: '2026-12-01', exclusions };
    expect(await post('/api/sentence-dates', asked)).toMatchObject({
      status: 200,
      body: { fraction: '1/2' },
    });
  });
});

describe('health', () => {
  it('needs no token, contains nothing about anybody, and counts waiting rows', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    expect(await api.get(undefined, '/api/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', counts: { unsent: 0, overdueTimers: 0, needsAttention: 0 } },
    });
    await world.advanceTo('2027-02-20');
    const later = await api.get(undefined, '/api/health');
    expect(later.body).toMatchObject({ status: 'ok', counts: { needsAttention: 1 } });
    expect(later.text).not.toMatch(/Zebedee|A1234BC/);
  });

  it('says when the sweep and the reconcile were last completed, once they have been', async () => {
    const world = await journeyWorld({ today: '2026-11-22' });
    const api = apiOver(world.services);
    expect((await api.get(undefined, '/api/health')).body).toMatchObject({ lastCompleted: {} });
    await world.runtime.sweep();
    await world.advanceTo('2026-11-23');
    await world.runtime.reconcile();
    expect((await api.get(undefined, '/api/health')).body).toMatchObject({
      lastCompleted: { sweep: '2026-11-22T09:00:00.000Z', reconcile: '2026-11-23T09:00:00.000Z' },
    });
  });

  it('says it is behind when timers go by unnoticed', async () => {
    const world = await daysBeforeRelease(60);
    world.clock.moveTo(world.clock.now().add({ hours: 24 * 30 }));
    const { body } = await apiOver(world.services).get(undefined, '/api/health');
    expect(body).toMatchObject({ status: 'behind', counts: { overdueTimers: expect.any(Number) } });
  });
});
