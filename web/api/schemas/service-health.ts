import * as z from 'zod';
import { AGENCY_STATES } from '../../../application/queries/list-agencies.ts';
import { FINDINGS } from '../../../domain/record/findings.ts';
import { SERVICES } from '../../../domain/record/referral.ts';
import { STUCK_CODES } from '../../../domain/journey/stuck-causes.ts';
import { PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { actor, day } from './release.ts';

const instant = z.string().meta({ format: 'date-time' });
const more = z.boolean().meta({ description: 'There are more than were counted.' });

const run = z.strictObject({
  completedAt: instant.optional().meta({ description: 'Absent until it has been completed once.' }),
  late: z.boolean(),
});

const agencyCounts = z.strictObject({
  working: z.int(),
  paused: z.int(),
  failing: z.int(),
  disabled: z.int(),
  page: z.int(),
});

export const serviceHealth = z
  .strictObject({
    sweep: run,
    overdue: z.strictObject({
      rows: z.array(
        z.strictObject({
          kind: z.enum(['step', 'delivery', 'victim-contact', 'mailbox', 'events', 'absences']),
          dueAt: instant,
          journeyId: z.string().optional(),
          agencyId: z.string().optional(),
        }),
      ),
      more,
    }),
    reconcile: run,
    found: z
      .array(z.strictObject({ finding: z.enum(FINDINGS), repaired: z.int(), incidents: z.int() }))
      .meta({ description: 'What the last reconcile found.' }),
    unsent: z.strictObject({
      rows: z.array(
        z.strictObject({
          kind: z.enum(['answer-task', 'start-execution', 'stop-execution', 'tell', 'deliver']),
          writtenAt: instant,
          journeyId: z.string().optional(),
        }),
      ),
      more,
    }),
    parked: z.int().meta({ description: 'Steps that ask about messages that could not be delivered.' }),
    deadlinesMissed: z.int().meta({ description: 'Steps past their deadline.' }),
    moreStuck: more,
    agencies: agencyCounts,
  })
  .meta({ id: 'ServiceHealth' });

export const stuckGroups = z
  .strictObject({
    groups: z.array(
      z.strictObject({
        code: z.enum(STUCK_CODES),
        pathway: z.enum(PATHWAYS).optional(),
        agencyId: z.string().optional(),
        journeys: z.int(),
        steps: z.int(),
        releasingSoon: z.int().meta({ description: 'Released today or in the next three days.' }),
        justReleased: z.int().meta({ description: 'Released in the last seven days.' }),
        nearestRelease: day.optional().meta({ description: 'Those of the last seven days among them.' }),
        since: day
          .optional()
          .meta({ description: 'Since when the first of them has been stuck, where it is known.' }),
      }),
    ),
    steps: z.int(),
    late: z.int(),
    more,
  })
  .meta({ id: 'StuckGroups' });

export const agencyState = z.enum(AGENCY_STATES);

const pause = z.strictObject({ agencyId: z.string(), since: instant, by: actor, reason: z.string() });

const agencyFields = {
  id: z.string(),
  name: z.string(),
  services: z.array(z.enum(SERVICES)),
  state: agencyState,
  parked: z.int().meta({ description: 'Journeys with messages to it that could not be delivered.' }),
  pause: pause.optional().meta({ description: 'While it is paused.' }),
};

export const agencyView = z
  .strictObject({
    ...agencyFields,
    heldBack: z
      .int()
      .meta({ description: 'Messages that wait because it is paused; 100 stands for 100 or more.' }),
    pauses: z
      .array(
        pause.extend({
          resumed: z.strictObject({ at: instant, by: actor, reason: z.string() }).optional(),
        }),
      )
      .meta({ description: 'Its latest pauses, the last first.' }),
  })
  .meta({ id: 'Agency' });

export const agencyHealth = z
  .strictObject({
    items: z.array(z.strictObject(agencyFields)),
    counts: agencyCounts,
  })
  .meta({ id: 'Agencies' });
