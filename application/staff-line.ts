import * as z from 'zod';
import { isKnownPrison, isKnownRegion } from '../domain/journey/transfer.ts';
import { ROLES, USER_ID_PATTERN } from '../domain/access/user.ts';
import { DUTIES, DUTIES_OF } from '../domain/record/duties.ts';
import { hasHiddenCharacters } from '../domain/record/text.ts';

/** More work is nobody's, and would be more rows than are written at once. */
const MOST_PLACES = 20;

const STAFF_ROLES = ROLES.filter((role) => role !== 'partner');
const UNIT = /^[A-Z]\d{2}[A-Z0-9]{1,9}$/;

/** One line of an import: a member of staff as they are now. */
export const staffLine = z
  .strictObject({
    id: z.string().regex(USER_ID_PATTERN, { error: 'The id is like ann.ash.' }),
    name: z
      .string()
      .trim()
      .min(1, { error: 'The name is missing.' })
      .max(100, { error: 'The name has more than 100 characters.' })
      .refine((name) => !hasHiddenCharacters(name), { error: 'The name has hidden characters.' }),
    roles: z
      .array(z.enum(STAFF_ROLES, { error: `A role is one of ${STAFF_ROLES.join(', ')}.` }))
      .min(1, { error: 'There must be a role.' })
      .default(['officer']),
    duties: z
      .array(z.enum(DUTIES, { error: `A duty is one of ${DUTIES.join(', ')}.` }))
      .max(DUTIES.length)
      .default([]),
    prisons: places(isKnownPrison, 'There is no such prison.'),
    regions: places(isKnownRegion, 'There is no such probation region.'),
    /** Probation delivery units, local admin units and teams. */
    units: places((unit) => UNIT.test(unit), 'A unit is like N54A or N54A2.'),
    /** They no longer work here. */
    left: z.boolean().default(false),
  })
  .check(({ value: { duties, prisons, regions, units }, issues }) => {
    for (const duty of duties) {
      const { worksIn } = DUTIES_OF[duty];
      if ((worksIn === 'prison' ? prisons : regions).length > 0) continue;
      const message = `The duty ${duty} needs a ${worksIn === 'prison' ? 'prison' : 'probation region'}.`;
      issues.push({ code: 'custom', message, input: duty, path: ['duties'] });
    }
    for (const unit of units) {
      if (regions.some((region) => unit.startsWith(region))) continue;
      const message = `The unit ${unit} is in none of the person’s regions.`;
      issues.push({ code: 'custom', message, input: unit, path: ['units'] });
    }
  });

export type StaffLine = z.infer<typeof staffLine>;

function places(isKnown: (id: string) => boolean, error: string) {
  return z
    .array(z.string().refine(isKnown, { error }))
    .max(MOST_PLACES, { error: `At most ${MOST_PLACES} of these.` })
    .default([]);
}

/** What is wrong with a line, each problem once and with the part that it is about. */
export function problemsOfLine({ issues }: z.ZodError): readonly string[] {
  return [
    ...new Set(
      issues.map(({ path: [part], message }) =>
        part === undefined ? `The line cannot be read: ${message}.` : `${String(part)}: ${message}`,
      ),
    ),
  ];
}
