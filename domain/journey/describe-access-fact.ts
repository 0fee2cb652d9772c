import type { FactData } from '../record/facts.ts';
import { sayDate } from '../law/say-date.ts';
import { listed } from './describe-closing.ts';
import { officerName, say, sentence, type Names } from './words.ts';

/** The timeline's sentences about who may see the person. */
export const describeAccessFact = {
  'access-excluded': ({ officer, reason }: FactData, names: Names): string =>
    `${officerName(say(officer), names)} may not see this person. Reason: ${sentence(say(reason))}`,
  'access-restricted': ({ officers, reason }: FactData, names: Names): string =>
    `Only officers on a list may see this person. Added to the list: ${listed(officers)
      .map((id) => officerName(id, names))
      .join(', ')}. Reason: ${sentence(say(reason))}`,
  'access-list-shortened': ({ officer, list, reason }: FactData, names: Names): string => {
    const which = list === 'EXCLUDED' ? 'may not' : 'may';
    return `${officerName(say(officer), names)} was taken off the list of officers who ${which} see this person. Reason: ${sentence(say(reason))}`;
  },
  'access-limits-lifted': ({ reason }: FactData): string =>
    `Access to this person is not limited any more. Reason: ${sentence(say(reason))}`,
  'opened-in-emergency': ({ officer, reason, until }: FactData, names: Names): string =>
    `${officerName(say(officer), names)} opened this record in an emergency, until the end of ${sayDate(until)}. Reason: ${sentence(say(reason))}`,
  'emergency-access-ended': ({ officer }: FactData, names: Names): string =>
    `The access that ${officerName(say(officer), names)} took in an emergency ended.`,
} as const;
