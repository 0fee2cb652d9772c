import { calendarOf } from '../../domain/law/calendar.ts';
import { FIRST_HASH } from '../../domain/record/facts.ts';
import { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Law } from '../../domain/law/law.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { isLive, type Referral } from '../../domain/record/referral.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { THE_LAW } from './law.ts';

/** Every weekday a working day. */
export const NO_HOLIDAYS = calendarOf([]);

/** A journey in pre-release work, due out on Tuesday 9 March 2027. */
export function aJourney(patch: Partial<Journey> = {}): Journey {
  const at = '2027-01-04T09:00:00.000Z';
  const by = { kind: 'officer', id: 'p.taylor' } as const;
  const recorded = {
    date: '2027-03-09',
    dateType: 'CRD',
    source: 'OFFICER',
    recordedAt: at,
    recordedBy: by,
  } as const;
  return {
    id: 'journey-1',
    version: 0,
    prisonNumber: 'A1234BC',
    firstName: 'Zebedee',
    lastName: 'Quillfeather',
    dateOfBirth: '1990-05-17',
    prison: 'MDI',
    region: 'N54',
    sentence: { startDate: '2026-06-01', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-09' },
    phase: 'pre-release',
    cycle: 1,
    dates: [recorded],
    release: { ...recorded, revision: 1 },
    releaseRevision: 1,
    releaseDay: { revision: 1, known: false, explanation: [] },
    releaseDateInForce: '2027-03-09',
    officers: { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' },
    pathways: {
      accommodation: 'NOT_STARTED',
      'finance-benefits-id': 'NOT_STARTED',
      'licence-and-release-date': 'NOT_STARTED',
    },
    housing: { authorities: [] },
    benefits: {},
    open: [],
    referrals: [],
    executions: [],
    attempts: 0,
    incidents: 0,
    facts: { count: 0, lastHash: FIRST_HASH },
    outboxCount: 0,
    startedAt: at,
    updatedAt: at,
    ...patch,
  };
}

/** A draft of it on a day, at nine in the morning. */
export function aDraft(today: IsoDate, journey: Journey = aJourney(), law: Law = THE_LAW): JourneyDraft {
  let count = 0;
  return new JourneyDraft(journey, {
    now: `${today}T09:00:00.000Z`,
    today,
    by: { kind: 'officer', id: 'p.taylor' },
    calendar: NO_HOLIDAYS,
    law,
    newId: () => `id-${(count += 1)}`,
    publicUrl: 'https://gate.example',
  });
}

/** A row as it was stored, open since Monday 4 January 2027. */
export function aStep(kind: StepKind, patch: Partial<Step> = {}): Step {
  const { cycle = 1, subject } = patch;
  return {
    key: stepKey(cycle, kind, subject),
    kind,
    cycle,
    state: 'OPEN',
    waitsFor: 'officer:p.taylor',
    openedAt: '2027-01-04T09:00:00.000Z',
    openedOn: '2027-01-04',
    escalation: 0,
    ...patch,
  };
}

/** A referral to Eastmoor Council under the duty to refer, made on Monday 4 January 2027. */
export function aReferral(patch: Partial<Referral> = {}): Referral {
  return {
    id: 'r1',
    journeyId: 'journey-1',
    cycle: 1,
    service: 'DTR',
    subject: 'DTR-1',
    agencyId: 'eastmoor-council',
    releaseDate: '2027-03-09',
    sequence: 1,
    createdAt: '2027-01-04T09:00:00.000Z',
    ...patch,
  };
}

/** The rows of a journey, besides what it says itself. */
export interface Rows {
  readonly steps?: readonly Step[];
  readonly referrals?: readonly Referral[];
}

/** A draft of a journey that has these rows and no others, on a day. */
export function aDraftWith(
  today: IsoDate,
  { steps = [], referrals = [] }: Rows,
  patch: Partial<Journey> = {},
  law: Law = THE_LAW,
): JourneyDraft {
  const journey = aJourney({
    open: steps.filter(isOpen).map(({ key, kind, escalation, dueOn }) => ({
      key,
      kind,
      escalation,
      ...(dueOn !== undefined && { dueOn }),
    })),
    referrals: referrals.map((each) => {
      const { id, subject, agencyId } = each;
      const answer = each.answer?.answer;
      return { id, subject, agencyId, live: isLive(each), ...(answer && { answer }) };
    }),
    ...patch,
  });
  const draft = aDraft(today, journey, law);
  for (const step of steps) draft.loadStep(step.key, step);
  draft.loadReferrals(referrals);
  return draft;
}

/** What a draft says happened: each fact's type, in order. */
export function factsOf(draft: JourneyDraft): readonly string[] {
  return draft.facts.map(({ type }) => type);
}
