import { capitalised } from '../law/capitalised.ts';
import type { LastingFigures } from '../law/figures.ts';
import type { FactData } from '../record/facts.ts';
import { isSupportPathway, SUPPORT_WORDS } from '../pathways/support/pathways.ts';
import { readStepKey } from '../record/step-key.ts';
import { describeWaitsFor, stepTitle, type Names } from './words.ts';

/** How a journey ended, and what was never answered. */
export function describeClosing(data: FactData, figures: LastingFigures): string {
  if (data['because'] === 'DEATH')
    return `The journey is closed, because the person has died.${neverAnswered(data, figures)}`;
  if (data['because'] === 'MERGE')
    return `The journey is closed, because it continues in another record of the person.${neverAnswered(data, figures)}`;
  const housed = data['housed'] === true ? 'housed' : 'not housed';
  const benefits = data['benefits'] === true ? 'with benefits in payment' : 'without benefits in payment';
  return `Supervision ended and the journey is closed: ${housed}, ${benefits}.${neverAnswered(data, figures)}`;
}

function neverAnswered(data: FactData, figures: LastingFigures): string {
  const unanswered = titlesOf(listed(data['unanswered']), figures);
  return unanswered.length === 0 ? '' : ` Never answered: ${unanswered.join('; ')}.`;
}

/** The titles of steps by their keys. */
export function titlesOf(keys: readonly string[], figures: LastingFigures): readonly string[] {
  return keys.flatMap((key) => {
    const parts = readStepKey(key);
    return parts === undefined ? [] : [stepTitle(parts.kind, figures, parts.subject)];
  });
}

/** Who is to offer voluntary follow-up after supervision, and about what. */
export function describeFollowUp(
  { about, owner }: { readonly about: readonly string[]; readonly owner: string },
  names: Names = {},
): string {
  return `${capitalised(describeWaitsFor(owner, names))} is to offer voluntary follow-up, because ${joined(about.map(unsettled))} ${areSeveral(about) ? 'are' : 'is'} not settled.`;
}

function areSeveral([first, ...others]: readonly string[]): boolean {
  return others.length > 0 || first === 'benefits';
}

function unsettled(about: string): string {
  return isSupportPathway(about) ? SUPPORT_WORDS[about].help : about;
}

/** "housing", "housing and benefits", "housing, benefits and help with drugs or alcohol". */
function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** A list in a fact; empty where it has none. */
export function listed(value: FactData[string]): readonly string[] {
  return typeof value === 'object' ? value : [];
}
