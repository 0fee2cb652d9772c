import * as z from 'zod';
import { importStaff as take, MOST_LINES } from '../../../application/commands/import-staff.ts';
import { listUnattended as list } from '../../../application/queries/list-unattended.ts';
import { UNATTENDED_REASONS } from '../../../application/unattended.ts';
import { route } from '../route.ts';
import { date } from '../schemas/fields.ts';

const count = z.int().min(0);

export const importStaff = route({
  method: 'POST',
  path: '/api/staff',
  roles: ['admin'],
  summary: `Import a part of the complete staff register, up to ${MOST_LINES} lines: as CSV text, or as objects with the same names. Lines that are refused are returned, with why.`,
  body: z.union([
    z.strictObject({
      csv: z.string().min(1).meta({
        description:
          'Lines of comma-separated values; the first names the columns id, name, roles, duties, prisons, regions, units and left.',
      }),
    }),
    z.strictObject({ staff: z.array(z.unknown()).meta({ description: 'Each is checked by itself.' }) }),
  ]),
  example: { csv: 'id,name,duties,regions,left\nann.ash,Ann Ash,COM PDU,N54,\n' },
  answer: z.strictObject({
    added: count,
    changed: count,
    unchanged: count,
    left: count.meta({ description: 'Of those changed: who has left since.' }),
    refused: z.array(z.strictObject({ line: z.int().min(1), problems: z.array(z.string()) })),
  }),
  handle: ({ services, user, body }) => take(services, user, body),
});

export const listUnattended = route({
  method: 'GET',
  path: '/api/unattended',
  roles: ['admin'],
  summary:
    'Open steps with nobody to act on them, nearest release first: their officer is not in the staff register or has left, or nobody works at their desk or at the one they were escalated to. With what to do.',
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        journeyId: z.string(),
        person: z.strictObject({ name: z.string(), prisonNumber: z.string() }),
        prison: z.string(),
        releaseDate: date.exactOptional(),
        daysToRelease: z.int().exactOptional(),
        stepKey: z.string(),
        title: z.string(),
        dueOn: date.exactOptional(),
        waitsFor: z.string(),
        escalatedTo: z.string().optional(),
        owner: z.string(),
        reason: z.enum(UNATTENDED_REASONS),
        whatToDo: z.string(),
      }),
    ),
    more: z.boolean().meta({ description: 'There are more than are listed.' }),
  }),
  handle: ({ services, user }) => list(services, user),
});
