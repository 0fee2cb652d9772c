import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { stillClock, type MovableClock } from '../../adapters/clock/movable-clock.ts';
import { seededIds } from '../../adapters/ids/ids.ts';
import { hmppsData } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import { openSqliteTable, type SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { completeStep } from '../../application/commands/complete-step.ts';
import {
  decideJourneyReleaseDay,
  type ReleaseDayChoice,
} from '../../application/commands/decide-release-day.ts';
import { respondToReferral, type ResponseKept } from '../../application/commands/respond-to-referral.ts';
import { decideProposal, type ProposalAnswer } from '../../application/commands/decide-proposal.ts';
import { holdJourney, resumeJourney } from '../../application/commands/hold-journey.ts';
import { recordDeath } from '../../application/commands/record-death.ts';
import { recallPerson } from '../../application/commands/recall-person.ts';
import { recordReturn, type ReturnRecorded } from '../../application/commands/record-return.ts';
import { recordRelease } from '../../application/commands/record-release.ts';
import type { GivenHold } from '../../domain/record/hold.ts';
import type { GivenDeath } from '../../domain/record/death.ts';
import type { GivenRecall, GivenReturn } from '../../domain/record/recall.ts';
import type { GivenRelease } from '../../domain/record/recorded-release.ts';
import { usualRecall, usualRelease } from '../../local/officer-script.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import type { NewJourney } from '../../application/begin-journey.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { readFact, readJourney, readReferral, readStep } from '../../application/items.ts';
import { readDelivery } from '../../application/message-items.ts';
import { readAll } from '../../application/read-all.ts';
import { keys } from '../../application/keys.ts';
import type { Write } from '../../application/ports/table.ts';
import type { Refusal, Result } from '../../application/refusal.ts';
import { createSealer } from '../../application/seal.ts';
import { type User } from '../../domain/access/user.ts';
import { DUTIES } from '../../domain/record/duties.ts';
import { calendarFrom, type Calendar } from '../../domain/law/calendar.ts';
import type { Law } from '../../domain/law/law.ts';
import type { Fact } from '../../domain/record/facts.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Referral, ReferralAnswer } from '../../domain/record/referral.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../../local/runtime.ts';
import { THE_LAW } from './law.ts';
import { ALL_AGENCIES, keepAgencies } from './agencies.ts';
import { keepStaff } from './staff.ts';
import { watched, type BeforeCall } from './watched-table.ts';
import { recordingInbox, type RecordingInbox } from './recording-inbox.ts';
import { recordingSender, type RecordingSender } from './recording-sender.ts';

export const PERSON = 'A1234BC';
export const PRISON = 'MDI';
export const REGION = 'N54';
/** Everybody who works on a journey, in one: tests of who may do what have people of their own. */
export const OFFICER: User = {
  id: 'p.taylor',
  name: 'Pat Taylor',
  roles: ['officer', 'admin'],
  duties: DUTIES,
  prisons: [PRISON, 'SWI'],
  regions: [REGION, 'N03'],
};
/** Confirms what the first officer recorded. */
export const SECOND_OFFICER: User = { ...OFFICER, id: 's.second', name: 'Sam Second', roles: ['officer'] };
export const ADMIN: User = { ...OFFICER, id: 'a.admin', name: 'Ada Min', roles: ['admin'], duties: [] };

export const REAL_CALENDAR: Calendar = calendarFrom(
  JSON.parse(readFileSync(new URL('../../data/bank-holidays.json', import.meta.url), 'utf8')),
);

export interface WorldOptions {
  /** The day it is when the world begins, at nine in the morning; or `now`, to the moment. */
  readonly today?: IsoDate;
  readonly now?: Temporal.Instant;
  readonly calendar?: Calendar;
  readonly law?: Law;
  readonly table?: SqliteTable;
  readonly ids?: string;
  /** The state machines, where a test changes them. */
  readonly definitions?: RuntimeOptions['definitions'];
}

export type Starting = Partial<Omit<NewJourney, 'release' | 'sentence'>> & {
  /** Left out for a person without a release date. */
  readonly releaseDate?: IsoDate;
  readonly dateType?: ReleaseDateType;
  readonly sentence?: Partial<NewJourney['sentence']>;
};

/** The access log, and what victim liaison units consult, change nothing of a journey. */
function isAccessLog(writes: unknown): boolean {
  const [first] = writes as readonly Write[];
  return first?.kind === 'put' && (first.item.pk.startsWith('ACCESS#') || first.item.sk.startsWith('READ#'));
}

/** Far more than the 300 a journey is promised to take, in one life of the process: the next runs through it again. */
const MOST_TRANSITIONS = 3_000;
let lives = 0;
const worlds: JourneyWorld[] = [];

/** For `afterEach`: stops what still runs and lets go of the tables. */
export function closeWorlds(): void {
  for (const world of worlds.splice(0)) world.close();
}

/** One person's journey on the real state machines, rules and table, with time moved by hand. */
export class JourneyWorld {
  runtime: Runtime;
  readonly table: SqliteTable;
  readonly clock: MovableClock;
  readonly sender: RecordingSender;
  readonly inbox: RecordingInbox;
  /** What went wrong in the background: a test that expects nothing looks that this is empty. */
  readonly problems: string[] = [];
  /** Asked before each call to the table the product makes; a test may act, or fail it, at that very moment. */
  beforeTable: BeforeCall | undefined;
  /** States entered so far; past the most a journey may take, everything is stopped, or a loop would never end. */
  transitions = 0;
  onCommit: (commits: number) => void = () => undefined;
  /** Transactions committed so far, besides the access log. */
  commits = 0;
  id = '';
  /** The process died over what was done last, and another took it up. */
  diedLately = false;
  private options: WorldOptions;
  private life = 0;
  private commitsToLive = Infinity;

  constructor(options: WorldOptions) {
    worlds.push(this);
    this.options = options;
    this.clock = stillClock(options.now ?? nineOn(options.today ?? '2026-07-01'));
    this.table = options.table ?? openSqliteTable(':memory:');
    this.sender = recordingSender();
    this.inbox = recordingInbox();
    this.runtime = this.begin();
  }

  private begin(): Runtime {
    const { calendar, law, ids, definitions } = this.options;
    const life = (this.life += 1);
    let transitions = 0;
    this.commitsToLive = Infinity;
    const stillAlive = (): void => {
      if (life !== this.life || this.dead) throw new Error('This process has ended');
    };
    const table = watched(this.table, {
      before: async (call, about) => {
        stillAlive();
        await this.beforeTable?.(call, about());
      },
      after: (call, writes) => {
        if (call !== 'transact' || isAccessLog(writes)) return;
        this.commits += 1;
        this.onCommit(this.commits);
        this.commitsToLive -= 1;
        if (this.dead) this.runtime.close();
      },
    });
    return createRuntime({
      table,
      clock: this.clock,
      wallClock: this.clock,
      ids: seededIds(ids ?? 'w'),
      calendar: calendar ?? REAL_CALENDAR,
      law: law ?? THE_LAW,
      sealer: createSealer(() => Promise.resolve(Buffer.alloc(32, 'c')), 'cursor'),
      publicUrl: 'https://gate.example',
      sender: {
        send: (request) => {
          stillAlive();
          return this.sender.send(request);
        },
      },
      messages: this.inbox,
      consoleUrl: 'https://pages.example',
      hmpps: hmppsData(hmppsStandIn(this.table).get),
      signer: { sign: (_agency, id) => Promise.resolve(`v1,signed-${id}`) },
      random: () => 0.5,
      retryMs: 0,
      ...(definitions && { definitions }),
      onTransition: () => {
        this.transitions += 1;
        transitions += 1;
        if (transitions !== MOST_TRANSITIONS) return;
        this.problems.push('The journey takes too many transitions, and was stopped');
        this.runtime.close();
      },
      onProblem: (what, error) => {
        if (life === this.life && !this.dead) this.problems.push(`${what}: ${String(error)}`);
      },
    });
  }

  get services(): Runtime['services'] {
    return this.runtime.services;
  }

  async startJourney(given: Starting): Promise<void> {
    const started = await startJourney(this.services, OFFICER, newJourney(given, this.today()));
    this.id = ok(started).id;
    await this.settle();
  }

  /** Answers an open step, named by its kind and subject: `housing-need`, `referral-answer.DTR-1`. */
  async complete(
    name: string,
    outcome: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    ok(await this.tryComplete(name, outcome, details));
    await this.settle();
  }

  /** Two officers record a release at the gate, or one records what has passed. */
  async release(given: Partial<GivenRelease> = {}): Promise<void> {
    const recorded = ok(await this.tryRelease(given));
    if (recorded.proposal !== undefined) ok(await this.answerProposal(recorded.proposal));
    await this.settle();
  }

  tryRelease(given: Partial<GivenRelease> = {}, user: User = OFFICER) {
    return recordRelease(this.services, user, this.id, { ...usualRelease(this.today()), ...given });
  }

  answerProposal(
    proposal: string,
    answer: ProposalAnswer = { decision: 'APPROVE' },
    user: User = SECOND_OFFICER,
  ) {
    return decideProposal(this.services, user, this.id, proposal, answer);
  }

  /** A step of the current cycle. */
  async tryComplete(name: string, outcome: string, details: Readonly<Record<string, unknown>> = {}) {
    const { cycle } = await this.journey();
    const answer = { journeyId: this.id, key: `${cycle}.${name}`, outcome, details };
    return completeStep(this.services, OFFICER, answer);
  }

  /** The supervising officer asks for a recall, and the head of the delivery unit approves it. */
  async recall(given: Partial<GivenRecall> = {}): Promise<void> {
    const { proposal } = ok(await this.tryRecall(given));
    ok(await this.answerProposal(proposal));
    await this.settle();
  }

  tryRecall(given: Partial<GivenRecall> = {}, user: User = OFFICER) {
    return recallPerson(this.services, user, this.id, { ...usualRecall(this.today()), ...given });
  }

  tryHold(given: Partial<GivenHold> = {}, user: User = OFFICER) {
    const held = { reason: 'HOSPITAL', since: this.today(), ...given } as const;
    return holdJourney(this.services, user, this.id, held);
  }

  tryResume(on: IsoDate = this.today(), user: User = OFFICER) {
    return resumeJourney(this.services, user, this.id, { on });
  }

  tryDeath(given: Partial<GivenDeath> = {}, user: User = OFFICER) {
    return recordDeath(this.services, user, this.id, { on: this.today(), ...given });
  }

  /** The person is back in prison today. */
  async returnToPrison(given: Partial<GivenReturn> = {}): Promise<ReturnRecorded> {
    const recorded = ok(await this.tryReturn(given));
    await this.settle();
    return recorded;
  }

  tryReturn(given: Partial<GivenReturn> = {}, user: User = OFFICER) {
    return recordReturn(this.services, user, this.id, { on: this.today(), prison: PRISON, ...given });
  }

  async decide(
    outcome: ReleaseDayChoice['outcome'],
    more: Omit<ReleaseDayChoice, 'outcome'> = {},
  ): Promise<void> {
    const governor: User = { ...OFFICER, id: 'g.governor' };
    ok(await decideJourneyReleaseDay(this.services, governor, this.id, { outcome, ...more }));
    await this.settle();
  }

  /** The community offender manager asks for the earliest day permitted. */
  async askForSecondDay(need: string): Promise<void> {
    const key = '1.second-day-request';
    const answer = { journeyId: this.id, key, outcome: 'REQUESTED', details: { need } };
    ok(await completeStep(this.services, { ...OFFICER, id: 'c.ahmed' }, answer));
    await this.settle();
  }

  async moveReleaseDate(date: IsoDate, dateType: ReleaseDateType = 'CRD'): Promise<void> {
    ok(await changeReleaseDate(this.services, OFFICER, this.id, { date, dateType }));
    await this.settle();
  }

  async agencyAnswers(subject: string, answer: ReferralAnswer, code?: string): Promise<ResponseKept> {
    const kept = ok(await this.tryAgencyAnswers(subject, answer, code));
    await this.settle();
    return kept;
  }

  async tryAgencyAnswers(
    subject: string,
    answer: ReferralAnswer,
    code?: string,
  ): Promise<Result<ResponseKept>> {
    const referral = await this.referral(subject);
    const response = { referralId: referral.id, answer, ...(code !== undefined && { code }) };
    return respondToReferral(this.services, agencyUser(referral.agencyId), response);
  }

  async restart(reason = 'a test restarts it'): Promise<void> {
    ok(await restartJourney(this.services, ADMIN, this.id, { reason }));
    await this.settle();
  }

  /** Moves the clock to nine o'clock on a day, firing everything that comes due on the way at its own time. */
  async advanceTo(date: IsoDate): Promise<void> {
    await this.runtime.advanceTo(nineOn(date));
    await this.settle();
  }

  settle(): Promise<void> {
    return this.runtime.settle();
  }

  today(): IsoDate {
    return this.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate().toString();
  }

  async journey(): Promise<Journey> {
    const head = await this.table.get(keys.journey(this.id));
    if (!head) throw new Error(`There is no journey ${this.id}`);
    return readJourney(head);
  }

  async steps(): Promise<readonly Step[]> {
    return (await this.rows('STEP#')).map(readStep);
  }

  async openSteps(): Promise<readonly Step[]> {
    return (await this.steps()).filter(isOpen);
  }

  async step(name: string): Promise<Step> {
    const { cycle } = await this.journey();
    const found = (await this.steps()).find(({ key }) => key === `${cycle}.${name}`);
    if (!found) throw new Error(`There is no step ${name}`);
    return found;
  }

  /** The step of this key, read by itself: all of them, over and over, are a tenth of the time of a whole journey. */
  async stepAt(key: string): Promise<Step> {
    const row = await this.table.get(keys.step(this.id, key));
    if (row === undefined) throw new Error(`There is no step ${key}`);
    return readStep(row);
  }

  async facts(): Promise<readonly Fact[]> {
    return (await this.rows('FACT#')).map(readFact);
  }

  async referrals(): Promise<readonly Referral[]> {
    return (await this.rows('REFERRAL#')).map(readReferral);
  }

  async referral(subject: string): Promise<Referral> {
    const { cycle } = await this.journey();
    const found = (await this.referrals()).find((each) => each.subject === subject && each.cycle === cycle);
    if (!found) throw new Error(`There is no referral ${subject}`);
    return found;
  }

  async deliveries(): Promise<readonly Delivery[]> {
    const pages = await Promise.all(
      ALL_AGENCIES.map(({ id }) =>
        this.table.query({ partition: keys.agency(id).pk, startsWith: 'DELIVERY#', limit: 1000 }),
      ),
    );
    return pages.flatMap(({ items }) => items.map(readDelivery));
  }

  outbox() {
    return this.rows('OUTBOX#');
  }

  /**
   * The process ends, without a word to anyone, and another begins on the same table: what ran is forgotten, and
   * taken up from the record.
   */
  async comesBack(options: Pick<WorldOptions, 'calendar' | 'law' | 'definitions'> = {}): Promise<void> {
    this.die();
    lives += 1;
    this.options = { ...this.options, ids: `w${lives}x`, ...options };
    this.runtime = this.begin();
    await this.runtime.resume();
    await this.settle();
  }

  /** Lets the process die right after so many more commits: nothing it does from then on reaches the table. */
  dieAfter(commits: number): void {
    this.commitsToLive = commits;
  }

  /** It is to die after some more commits. */
  get mayDie(): boolean {
    return this.commitsToLive !== Infinity;
  }

  get dead(): boolean {
    return this.commitsToLive <= 0;
  }

  private die(): void {
    this.commitsToLive = 0;
    this.runtime.close();
    this.sender.cutOff();
  }

  close(): void {
    this.die();
    this.table.close();
  }

  private rows(startsWith: string) {
    return readAll(this.table, keys.journey(this.id).pk, startsWith);
  }
}

/** A world with its agencies, ready for a journey to start. */
export async function journeyWorld(options: WorldOptions): Promise<JourneyWorld> {
  const world = new JourneyWorld(options);
  await keepAgencies(world.table);
  await keepStaff(world.table);
  return world;
}

export function newJourney(given: Starting, today: IsoDate): NewJourney {
  const { releaseDate, dateType, sentence, ...person } = given;
  return {
    prisonNumber: PERSON,
    firstName: 'Zebedee',
    lastName: 'Quillfeather',
    dateOfBirth: '1990-05-17',
    prison: PRISON,
    region: REGION,
    ...person,
    sentence: { startDate: today, releaseKind: 'DETERMINATE', ...supervisionAfter(releaseDate), ...sentence },
    ...(releaseDate !== undefined && { release: { date: releaseDate, dateType: dateType ?? 'CRD' } }),
  };
}

function supervisionAfter(
  releaseDate: IsoDate | undefined,
): Pick<NewJourney['sentence'], 'supervisionEndsOn'> {
  if (releaseDate === undefined) return {};
  return { supervisionEndsOn: Temporal.PlainDate.from(releaseDate).add({ months: 9 }).toString() };
}

/** An agency's integration. */
export function agencyUser(agencyId: string): User {
  return {
    id: `${agencyId}-desk`,
    name: agencyId,
    roles: ['partner'],
    duties: [],
    prisons: [],
    regions: [],
    agencyId,
  };
}

export function ok<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused with ${result.code}: ${result.detail} ${JSON.stringify(result)}`);
  return result.value;
}

export function refused<T>(result: Result<T>): Refusal {
  if (result.ok) throw new Error(`Not refused: ${JSON.stringify(result.value)}`);
  return result;
}

function nineOn(date: IsoDate): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:00' })
    .toInstant();
}
