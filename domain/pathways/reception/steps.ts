import * as z from 'zod';
import { spanOf } from '../../law/number-words.ts';
import { none, OPENED, OVERTAKEN, staffId } from '../answer-details.ts';
import { supervisorOf, type Officers } from '../../record/head.ts';
import type { PathwayDraft } from '../person-record.ts';
import { setCustody } from '../custody/handover.ts';
import { step } from '../step-entry.ts';
import { HOUSING_ELEMENT_STEPS } from './housing-element-step.ts';
import { NEEDS_STEPS } from './needs.ts';

const CORRECTED = { label: 'The date of birth was corrected', system: true, passing: true } as const;

/** Steps from reception until pre-release work opens. */
export const RECEPTION_STEPS = {
  ...HOUSING_ELEMENT_STEPS,
  'allocate-officers': step({
    title: 'Allocate officers',
    awaits: 'to name the prison and community offender managers and a deputy',
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    // After release the access of the prison ends.
    carried: { asked: 'com', due: { from: 'opened', workingDays: 2 } },
    settledBy: ({ officers }) =>
      officers.pom !== undefined && supervisorOf({ officers }) !== undefined ? 'ALLOCATED' : undefined,
    details: z.strictObject({
      pom: staffId,
      com: staffId.optional(),
      yot: staffId.optional(),
      deputy: staffId.optional(),
      earlyAllocation: z.boolean().optional(),
    }),
    form: [
      {
        kind: 'officer',
        duty: 'POM',
        name: 'pom',
        label: 'Prison offender manager',
        problem: 'Choose the prison offender manager',
      },
      {
        kind: 'officer',
        duty: 'COM',
        name: 'com',
        label: 'Community offender manager (optional)',
        hint: 'The supervising officer of an adult, from sentence onward',
        problem: 'Choose the community offender manager from the list',
      },
      {
        kind: 'officer',
        duty: 'YOT',
        name: 'yot',
        label: 'Youth offending team worker (optional)',
        hint: 'The supervising officer of a child, in place of the community offender manager',
        problem: 'Choose the youth offending team worker from the list',
      },
      {
        kind: 'officer',
        duty: 'COM',
        name: 'deputy',
        label: 'Deputy (optional)',
        hint: 'Stands in when the supervising officer is away',
        problem: 'Choose the deputy from the list',
      },
      {
        kind: 'checkbox',
        name: 'earlyAllocation',
        label: 'Allocated to the community early',
        hint: 'The handover to the community is then earlier',
        problem: 'Tick it or not',
      },
    ],
    shows: ['earlyAllocation'],
    usually: ({ pom, com, deputy, yot }) => ({
      outcome: 'ALLOCATED',
      details: yot === undefined ? { pom, com, ...(deputy !== undefined && { deputy }) } : { pom, yot },
    }),
    outcomes: {
      ALLOCATED: {
        label: 'Allocated',
        recounts: true,
        mayAnswer: ['late-allocation'],
        does(draft, { details: { earlyAllocation, ...named } }) {
          allocate(draft, named);
          if (earlyAllocation === true) setCustody(draft, { earlyAllocation });
        },
      },
    },
  }),
  'comes-of-age': step({
    title: 'Of full age',
    awaits: ({ adultAge }) => `for the person to be ${adultAge}`,
    asked: 'date',
    acrossCycles: true,
    opens: { from: 'full-age' },
    answersItself: 'OPENED',
    details: none,
    form: [],
    outcomes: {
      OPENED: { ...OPENED, recounts: true, opens: [{ kind: 'adult-supervisor' }] },
      CORRECTED,
    },
  }),
  'adult-supervisor': step({
    title: 'Name the community offender manager',
    awaits: ({ adultAge }) =>
      `to name who supervises the person after the youth offending team, now that they are ${adultAge}`,
    asked: 'omu',
    acrossCycles: true,
    due: { from: 'opened', workingDays: 2 },
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'opened', workingDays: 2 } },
    settledBy: ({ officers }) => (officers.com === undefined ? undefined : 'NAMED'),
    details: z.strictObject({ com: staffId, deputy: staffId.optional() }),
    form: [
      {
        kind: 'officer',
        duty: 'COM',
        name: 'com',
        label: 'Community offender manager',
        problem: 'Choose the community offender manager',
      },
      {
        kind: 'officer',
        duty: 'COM',
        name: 'deputy',
        label: 'Deputy (optional)',
        problem: 'Choose the deputy from the list',
      },
    ],
    usually: ({ com }) => ({ outcome: 'NAMED', details: { com } }),
    outcomes: {
      NAMED: { label: 'Named', recounts: true, does: (draft, { details }) => allocate(draft, details) },
      CORRECTED,
      OVERTAKEN,
    },
  }),
  'youth-supervisor': step({
    title: 'Name the youth offending team worker',
    awaits: ({ adultAge }) =>
      `to name who supervises the person, who is under ${adultAge} by the date of birth now recorded`,
    asked: 'omu',
    due: { from: 'opened', workingDays: 2 },
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'opened', workingDays: 2 } },
    settledBy: ({ officers }) => (officers.yot === undefined ? undefined : 'NAMED'),
    details: z.strictObject({ yot: staffId }),
    form: [
      {
        kind: 'officer',
        duty: 'YOT',
        name: 'yot',
        label: 'Youth offending team worker',
        problem: 'Choose the youth offending team worker',
      },
    ],
    usually: ({ yot, com }) => ({ outcome: 'NAMED', details: { yot: yot ?? com } }),
    outcomes: {
      NAMED: { label: 'Named', recounts: true, does: (draft, { details }) => allocate(draft, details) },
      CORRECTED,
      OVERTAKEN,
    },
  }),
  ...NEEDS_STEPS,
  'pre-release-opens': step({
    title: 'Pre-release work opens',
    awaits: ({ preReleaseDays }) => `${spanOf(preReleaseDays)} before release`,
    asked: 'date',
    opens: { from: 'release', before: 'preReleaseDays' },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN' },
    details: none,
    form: [],
    outcomes: { OPENED: { ...OPENED, entersPhase: 'pre-release' }, OVERTAKEN },
  }),
};

type Named = { readonly [K in keyof Officers]: Officers[K] | undefined };

/** Names officers. A supervising officer of the other kind is replaced, and their deputy with them. */
function allocate(draft: PathwayDraft, named: Named): void {
  const { officers: now } = draft.journey;
  const ofOtherKind = named.com === undefined ? named.yot && now.com : now.yot;
  const kept = ofOtherKind === undefined ? now : given({ pom: now.pom });
  const officers = { ...kept, ...given(named) };
  draft.update({ officers });
  draft.record('officers-allocated', { ...officers });
}

function given(named: Named): Officers {
  return Object.fromEntries(Object.entries(named).filter(([, id]) => id !== undefined));
}
