import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import type { Health } from './data.ts';

export function setHealth(draft: PathwayDraft, patch: Partial<Health>): void {
  draft.update({ health: { ...draft.journey.health, ...patch } });
}

type Record = Pick<PersonRecord, 'health' | 'releaseDateInForce'>;

/** The medicine was prepared for another day of release, after which other days may be closed. */
export function medicineIsForAnotherDay({ health, releaseDateInForce }: Record): boolean {
  return health?.medicine !== undefined && health.medicine.releaseDate !== releaseDateInForce;
}

export function forgetMedicine(draft: PathwayDraft): void {
  const { medicine: _old, ...health } = draft.journey.health ?? {};
  draft.update({ health });
}

/** What stays true of a person who is back in prison: what helps them. The rest is assessed again. */
export function healthAfterReturn({ whatHelps }: Health = {}): Health {
  return whatHelps === undefined ? {} : { whatHelps };
}
