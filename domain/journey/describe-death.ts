import { sayDate } from '../law/say-date.ts';
import type { FactData } from '../record/facts.ts';
import type { NotifiedOfDeath } from '../record/death.ts';
import { listed } from './describe-closing.ts';
import { describeWaitsFor, type Names } from './words.ts';

const OUTSIDE: Readonly<Record<NotifiedOfDeath, string>> = {
  FAMILY: 'the family',
  POLICE_AND_CORONER: 'the police and the coroner',
  OMBUDSMAN: 'the Prisons and Probation Ombudsman',
  HEALTHCARE: 'healthcare, or the GP',
  DWP: 'the Department for Work and Pensions',
  // Every time: it knows whether there is a victim contact case, and nobody else does.
  VICTIM_LIAISON: 'the victim liaison unit',
};

/** Everyone who must be notified of a death, one each. */
export function notifiedOfDeath(
  { outside, inside }: { readonly outside: readonly string[]; readonly inside: readonly string[] },
  names: Names = {},
): readonly string[] {
  const known: Readonly<Record<string, string>> = OUTSIDE;
  return [
    ...outside.map((each) => known[each] ?? each),
    ...inside.map((each) => describeWaitsFor(each, names)),
  ];
}

export function describeDeath(data: FactData, names: Names): string {
  const where = data['inCustody'] === true ? 'in custody' : 'in the community';
  const everyone = notifiedOfDeath(
    { outside: listed(data['outside']), inside: listed(data['inside']) },
    names,
  );
  return `The person died ${where} on ${sayDate(data['on'])}. To be notified: ${everyone.join('; ')}.`;
}
