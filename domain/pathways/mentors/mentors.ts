import type { FactType } from '../../record/facts.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import type { BrokenRule } from '../step-entry.ts';
import { isWithPerson, MOST_MENTORS, notAtGate, type Mentor, type MentorRole } from './data.ts';

export const MENTOR_CHANGES = ['ACCEPTED', 'DECLINED', 'AT_GATE', 'NOT_AT_GATE', 'STOPPED'] as const;
export type MentorChange = (typeof MENTOR_CHANGES)[number];

const FACTS = {
  ACCEPTED: 'mentor-accepted',
  DECLINED: 'mentor-declined',
  AT_GATE: 'mentor-at-gate',
  NOT_AT_GATE: 'mentor-not-at-gate',
  STOPPED: 'mentor-stopped',
} as const satisfies Readonly<Record<MentorChange, FactType>>;

export const MENTOR_ROLE_WORDS: Readonly<Record<MentorRole, string>> = {
  MENTOR: 'mentor',
  VOLUNTEER: 'volunteer',
  PEER: 'peer',
};

/** "Sam Rowe, a mentor": who comes to the gate. */
export function whoMeets({ mentors = [] }: Pick<PersonRecord, 'mentors'>): string | undefined {
  const coming = mentors.find(({ atGate }) => atGate === true);
  return coming && `${coming.name}, a ${MENTOR_ROLE_WORDS[coming.role]}`;
}

export function mayOffer({ mentors = [] }: Pick<PersonRecord, 'mentors'>): BrokenRule | undefined {
  return mentors.filter(isWithPerson).length < MOST_MENTORS
    ? undefined
    : {
        rule: 'too-many-mentors',
        explanation: 'Record which mentors have stopped before another is offered.',
      };
}

/** Why a mentor cannot change so, as things stand. */
export function mayChange(
  { state, atGate }: Mentor,
  change: MentorChange,
  { releasedOn }: Pick<PersonRecord, 'releasedOn'>,
): BrokenRule | undefined {
  if (!isWithPerson({ state }))
    return { rule: 'mentor-is-over', explanation: 'This mentor has stopped, or the person declined.' };
  if (change === 'ACCEPTED' || change === 'DECLINED')
    return state === 'OFFERED'
      ? undefined
      : { rule: 'already-accepted', explanation: 'The person has accepted already.' };
  if (change === 'STOPPED') return undefined;
  if (state !== 'ACCEPTED')
    return { rule: 'not-accepted', explanation: 'The person has not accepted this mentor yet.' };
  if (releasedOn !== undefined)
    return { rule: 'person-is-out', explanation: 'The person has been released already.' };
  if (change === 'NOT_AT_GATE' && atGate !== true)
    return { rule: 'not-at-gate', explanation: 'This mentor was not to come to the gate.' };
  return undefined;
}

export function offer(draft: PathwayDraft, mentor: Mentor): void {
  const known = draft.journey.mentors ?? [];
  const over = known.filter((each) => !isWithPerson(each));
  const dropped = over.slice(0, Math.max(0, known.length + 1 - 2 * MOST_MENTORS));
  draft.update({ mentors: [...known.filter((each) => !dropped.includes(each)), mentor] });
  draft.record('mentor-offered', factOf(mentor));
}

/** Who comes to the gate is part of being ready for it; one mentor at most does. */
export function change(draft: PathwayDraft, id: string, to: MentorChange, reason: string | undefined): void {
  const { today } = draft.context;
  const mentors = (draft.journey.mentors ?? []).map((each) => {
    if (each.id !== id) return to === 'AT_GATE' ? notAtGate(each) : each;
    const { atGate: _before, ...rest } = { ...each, revision: each.revision + 1 };
    switch (to) {
      case 'AT_GATE':
        return { ...rest, atGate: true as const };
      case 'NOT_AT_GATE':
        return rest;
      default:
        return { ...rest, state: to, on: today, ...(reason !== undefined && { reason }) };
    }
  });
  const before = whoMeets(draft.journey);
  draft.update({ mentors });
  const changed = mentors.find((each) => each.id === id);
  if (changed) draft.record(FACTS[to], factOf(changed));
  const who = whoMeets(draft.journey);
  const { met, who: known, ...ready } = draft.journey.ready ?? {};
  if (who !== undefined) draft.update({ ready: { ...ready, met: 'MET', who } });
  else if (before !== undefined && known === before && met === 'MET') draft.update({ ready });
}

/** Without the name and the reason, which a fact would keep for ever. */
function factOf({ id, role, helpsWith }: Mentor) {
  return { mentor: id, role, helpsWith };
}
