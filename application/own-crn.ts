import { isCrn, isPnc, type KnownNumbers } from '../domain/record/identifiers.ts';
import { prisonNumberOf } from './events-of.ts';
import { keys } from './keys.ts';
import type { Write } from './ports/table.ts';
import { done, refuse, type FieldProblem, type Result } from './refusal.ts';
import type { Services } from './services.ts';

/** The number of a person that cannot be right: the one rule for a new journey, for a later record, and for their pages. */
export function wrongNumber({ crn, pnc }: KnownNumbers): FieldProblem | undefined {
  if (crn !== undefined && !isCrn(crn)) return { field: 'crn', problem: 'Enter a CRN, such as X123456' };
  if (pnc !== undefined && !isPnc(pnc))
    return {
      field: 'pnc',
      problem: 'Enter a PNC number whose last letter is right, such as 79/0163001B',
    };
  return undefined;
}

/** What leads a CRN to a person, where nothing does yet. @returns RULE_REFUSED for the CRN of another person. */
export async function leadCrn(
  services: Pick<Services, 'table'>,
  crn: string,
  prisonNumber: string,
): Promise<Result<readonly Write[]>> {
  const known = await prisonNumberOf(services, crn);
  if (known === undefined)
    return done([{ kind: 'put', item: { ...keys.crn(crn), prisonNumber }, when: { kind: 'absent' } }]);
  if (known === prisonNumber) return done([]);
  const problem = 'This CRN is recorded for another person. Check it, and the prison number of this person.';
  return refuse('RULE_REFUSED', problem, {
    rule: 'crn-of-another-person',
    fields: [{ field: 'crn', problem }],
  });
}
