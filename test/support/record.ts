import type { Recall } from '../../domain/record/recall.ts';
import type { SentenceDate } from '../../domain/record/sentence-dates.ts';

export const OFFICER = { kind: 'officer', id: 'p.taylor' } as const;
export const RECORDED_AT = '2027-01-04T09:00:00.000Z';

/** A standard recall of somebody who is not back in prison. */
export const recallOf = (patch: Partial<Recall> = {}): Recall => ({
  type: 'STANDARD',
  revokedOn: '2027-01-04',
  reason: 'LOST_CONTACT',
  explanation: 'No contact for two weeks',
  alternatives: 'Two warnings',
  sentenceKind: 'DETERMINATE',
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
  approvedBy: { kind: 'officer', id: 'h.parr' },
  ...patch,
});

/** A date of the sentence as the prison calculated it. */
export const dateOf = (dateType: SentenceDate['dateType'], date: string): SentenceDate => ({
  dateType,
  date,
  source: 'PRISON_CALCULATION',
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
});
