import type { Duty } from '../domain/record/duties.ts';
import type { Head, Officers } from '../domain/record/head.ts';
import { mayBeNamed } from '../domain/record/limited-access.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Services } from './services.ts';

export type OfficerRole = keyof Officers;

/** Someone named on a journey. `field` is where the request names them. */
export interface NamedOfficer {
  readonly role: OfficerRole;
  readonly id: string;
  readonly field: string;
}

const CALLED = {
  POM: 'prison offender manager',
  COM: 'community offender manager',
  YOT: 'youth offending team worker',
} as const satisfies Partial<Record<Duty, string>>;

function dutyOf(role: OfficerRole, child: boolean): keyof typeof CALLED {
  if (role === 'pom') return 'POM';
  return role === 'yot' || (role === 'deputy' && child) ? 'YOT' : 'COM';
}

export const OFFICER_ROLES = ['pom', 'com', 'yot', 'deputy'] as const satisfies readonly OfficerRole[];

/**
 * Refuses to name somebody who does not exist, does other work or may not see the person, and the same person twice on
 * one journey.
 * @param now the officers the journey already has, those named again being replaced; and who may see the person.
 * @param child the person is under full age: the youth offending team supervises them.
 * @returns RULE_REFUSED with the field of the first who cannot be named; undefined when all can.
 */
export async function refuseOfficers(
  { staff }: Pick<Services, 'staff'>,
  named: readonly NamedOfficer[],
  now: Pick<Head, 'officers' | 'limitedAccess'>,
  child: boolean,
): Promise<Refusal | undefined> {
  for (const { role, id, field } of named) {
    const wrongAge = child ? role === 'com' : role === 'yot';
    if (wrongAge) return refusal('officer-of-another-age', field, child ? CHILD : ADULT);
    const duty = dutyOf(role, child);
    const found = await staff.find(id);
    if (found === undefined) {
      const problem = `Nobody called ${id} is in the staff register. A person is added to it when they first sign in or use the API.`;
      return refusal('officer-not-in-register', field, problem);
    }
    if (found.left !== undefined)
      return refusal('officer-has-left', field, `${found.name} no longer works here.`);
    if (!found.duties.includes(duty)) {
      return refusal('officer-has-another-role', field, `${found.name} is not a ${CALLED[duty]}.`);
    }
    if (!mayBeNamed(id, now)) return refusal('officer-may-not-see-person', field, shutOut(found.name));
  }
  const all: Officers = { ...now.officers, ...Object.fromEntries(named.map(({ role, id }) => [role, id])) };
  const twice = named.find(({ role, id }) =>
    Object.entries(all).some(([other, officer]) => other !== role && officer === id),
  );
  return (
    twice &&
    refusal(
      'officer-named-twice',
      twice.field,
      'Name a different person for each role of this person’s team.',
    )
  );
}

function shutOut(name: string): string {
  return `Access to this person is limited, and ${name} may not see them. Change who may see the person first.`;
}

const CHILD =
  'The person is a child: name a youth offending team worker in place of the community offender manager.';
const ADULT = 'The person is an adult: name a community offender manager, not a youth offending team worker.';

/** The officers that a request names, each with the field that it is in. */
export function namedIn(
  given: Readonly<Record<string, unknown>>,
  fieldOf: (role: OfficerRole) => string,
): readonly NamedOfficer[] {
  return OFFICER_ROLES.flatMap((role) => {
    const id = given[role];
    return typeof id === 'string' ? [{ role, id, field: fieldOf(role) }] : [];
  });
}

function refusal(rule: string, field: string, problem: string): Refusal {
  return refuse('RULE_REFUSED', problem, { rule, fields: [{ field, problem }] });
}
