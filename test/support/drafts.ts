import { calendarOf } from '../../domain/law/calendar.ts';
import { FIRST_HASH } from '../../domain/record/facts.ts';
import { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Law } from '../../domain/law/law.ts';
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
