import { changeAbsence, recordAbsence } from '../../application/commands/record-absence.ts';
import { listAbsences } from '../../application/queries/list-absences.ts';
import { dateInLondon, type IsoDate } from '../../domain/law/time.ts';
import { staffMember } from '../sample/staff.ts';
import { expectDone, StoryError, type Act } from './acts.ts';

/** A member of staff is away from today. */
export function isAway(officer: string, until: IsoDate): Act {
  return async ({ runtime: { services } }) => {
    const from = dateInLondon(services.clock.now()).toString();
    const absence = { from, until, reason: 'LEAVE' } as const;
    expectDone(await recordAbsence(services, staffMember(officer), officer, absence));
  };
}

/** They are back before their last day. */
export function isBack(officer: string): Act {
  return async ({ runtime: { services } }) => {
    const listed = await listAbsences(services, staffMember(officer), officer);
    if (!listed.ok) throw new StoryError(listed.detail);
    const now = listed.value.absences.find(({ state }) => state === 'now');
    expectDone(await changeAbsence(services, staffMember(officer), officer, now?.id ?? '', { over: true }));
  };
}
