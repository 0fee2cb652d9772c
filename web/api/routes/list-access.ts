import * as z from 'zod';
import { ACCESS_KINDS } from '../../../application/access-log-items.ts';
import { listAccess as list, type AccessOf } from '../../../application/queries/list-access.ts';
import { USER_ID_PATTERN } from '../../../domain/access/user.ts';
import { RELATIONS } from '../../../domain/access/relations.ts';
import { route } from '../route.ts';
import { pageOf } from '../schemas/answers.ts';
import { cursor, date, journeyId, limit } from '../schemas/fields.ts';
import { instant } from '../schemas/messages.ts';

const ONE_OF = 'Give one of day, user and journey.';

const accessRow = z
  .strictObject({
    kind: z.enum(ACCESS_KINDS),
    at: instant,
    user: z.string(),
    agencyId: z.string().optional(),
    action: z.string().meta({ description: 'What was asked for, such as read-journey.' }),
    relation: z.enum(RELATIONS).optional(),
    where: z.string().optional().meta({ description: 'The page or the route.' }),
    query: z.string().optional().meta({ description: 'What a list was asked for, as JSON.' }),
    rows: z.int().optional().meta({ description: 'How many rows the list showed.' }),
    reason: z.string().optional().meta({ description: 'Why it was refused.' }),
    person: z
      .strictObject({ journeyId: z.string().optional(), name: z.string().optional() })
      .optional()
      .meta({ description: 'Empty for a person whom the caller may not see.' }),
  })
  .meta({ id: 'LoggedAccess' });

export const listAccess = route({
  method: 'GET',
  path: '/api/access-log',
  roles: ['admin'],
  summary:
    'Who consulted which record, or was refused: on a day, by a user, or of a journey, the latest first.',
  query: z
    .strictObject({
      kind: z.enum(ACCESS_KINDS).exactOptional(),
      day: date.exactOptional(),
      user: z.string().regex(USER_ID_PATTERN, { error: 'This is not the id of a user.' }).exactOptional(),
      journey: journeyId.exactOptional(),
      cursor: cursor.exactOptional(),
      limit: limit.exactOptional(),
    })
    .refine(
      ({ day, user, journey }) => [day, user, journey].filter((each) => each !== undefined).length === 1,
      {
        error: ONE_OF,
        path: ['day'],
      },
    ),
  answer: pageOf(accessRow),
  errors: ['NOT_FOUND'],
  handle: ({ services, user, query }) => {
    const { kind = 'consultation', day, user: by, journey, ...page } = query;
    return list(services, user, { kind, of: ofQuery(day, by, journey ?? ''), ...page });
  },
});

function ofQuery(day: string | undefined, by: string | undefined, journeyId: string): AccessOf {
  if (day !== undefined) return { day };
  return by === undefined ? { journeyId } : { by };
}
