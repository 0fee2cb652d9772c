import { capitalised } from '../../domain/law/capitalised.ts';
import { Temporal } from 'temporal-polyfill';
import type { ListedState } from '../../application/queries/list-events.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { dateInLondon, LONDON } from '../../domain/law/time.ts';

export const STATE_WORDS: Readonly<Record<ListedState, { readonly name: string; readonly about: string }>> = {
  contradictory: {
    name: 'Contradictory',
    about:
      'They contradict what is recorded, so nothing was changed. The officer who is responsible for the person is asked what happened.',
  },
  waiting: {
    name: 'Waiting',
    about:
      'They could not be followed yet, and are tried again by themselves, each time after a longer while.',
  },
  unmatched: {
    name: 'Unmatched',
    about: 'They are about people who have no journey, and are followed when that journey begins.',
  },
  kept: { name: 'Kept', about: 'They change no journey, and are only kept.' },
};

const TYPES: Readonly<Record<string, string>> = {
  'prison-offender-events.prisoner.released': 'Released from prison',
  'prison-offender-events.prisoner.received': 'Received into prison',
  'prison-offender-events.prisoner.merged': 'Two prison records merged',
  'prison-offender-events.prisoner.sentence-dates-changed': 'Sentence dates changed',
  'prison-offender-events.prisoner.fixed-term-recall.changed': 'Fixed-term recall changed',
  'create-and-vary-a-licence.licence.activated': 'Licence activated',
  'create-and-vary-a-licence.licence.inactivated': 'Licence no longer active',
  'person.community.manager.allocated': 'Community offender manager allocated',
  'probation-case.merge.completed': 'Two probation cases merged',
  'probation-case.unmerge.completed': 'Merged probation cases separated',
  'tier.calculation.complete': 'Tier calculated',
};

/** A type of event in words; one that is not known by its last words. */
export function eventTypeWords(eventType: string): string {
  const known = TYPES[eventType];
  if (known !== undefined) return known;
  const words = eventType.replaceAll(/[.-]+/g, ' ');
  return capitalised(words);
}

const OUTCOMES: Readonly<Record<string, string>> = {
  'unknown-type': 'Nothing follows from events of this type.',
  'other-version': 'It is of a version that is not known here.',
  'not-acted-on': 'Nothing follows from events of this type yet.',
  'names-nobody': 'It names nobody.',
  'no-journey': 'The person has no journey.',
  'no-prison-number': 'The person record has no prison number for this CRN.',
  'not-yet': 'It is dated later than now.',
  NOT_FOUND: 'HMPPS’s services have nothing about it yet.',
  UNAVAILABLE: 'HMPPS’s services do not answer.',
  NOT_UNDERSTOOD: 'HMPPS’s services answered in a form that is not known here.',
  contradicts: 'It contradicts what is recorded.',
};

/** Why an event is where it is. */
export function eventReason(outcome: string | undefined, problem: string | undefined): string {
  return problem ?? OUTCOMES[outcome ?? ''] ?? 'It could not be followed.';
}

/** "Tuesday 9 March 2027 at 08:45", in London. */
export function eventMoment(instant: string): string {
  const at = Temporal.Instant.from(instant);
  const time = at.toZonedDateTimeISO(LONDON).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${sayDate(dateInLondon(at).toString())} at ${time}`;
}
