import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Journey } from '../../domain/journey/journey.ts';
import { stepDays } from '../../domain/journey/step-days.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import {
  awaitedBy,
  isStepKind,
  PATHWAY_ENTRIES,
  PATHWAYS,
  stepEntry,
  STEP_KINDS,
  titleOf,
  type StepKind,
} from '../../domain/pathways/catalogue.ts';
import { MILESTONE_NAMES } from '../../domain/pathways/milestones.ts';
import { serviceEntry } from '../../domain/pathways/services.ts';
import { SUPPORT_PATHWAYS } from '../../domain/pathways/support/pathways.ts';
import type { Cast } from '../../domain/pathways/cast.ts';
import { SERVICES } from '../../domain/record/referral.ts';
import { usualAnswer } from '../../local/officer-script.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { aJourney, NO_HOLIDAYS } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

/** Every kind that a state of any machine asks for or opens, and what the answers to those open in turn. */
function kindsOfMachines(): ReadonlySet<string> {
  const text = JSON.stringify(definitionsByName());
  const asked = [...text.matchAll(/"kind":"([a-z0-9-]+)"/g)].map(([, kind]) => kind ?? '');
  const opened = [...text.matchAll(/"kinds":\[([^\]]+)\]/g)].flatMap(([, kinds = '']) =>
    kinds.split(',').map((kind) => kind.slice(1, -1)),
  );
  const found = new Set(asked);
  const rows = new Set([...asked, ...opened]);
  for (const kind of rows) {
    found.add(kind);
    if (!isStepKind(kind)) continue;
    for (const { opens = [] } of Object.values(stepEntry(kind).outcomes))
      for (const next of opens) rows.add(next.kind);
  }
  return found;
}

const KINDS_OF_MACHINES = kindsOfMachines();

/** Kinds that rules open, not machines. */
const OPENED_BY_RULES = [
  'needs-after-sentence',
  'handover',
  'custody-review',
  'crs-again',
  'cas3-again',
  'emergency-access-review',
  'emergency-access-ends',
  'last-night',
  'care-appointments',
  'social-care-referral',
  'what-helps',
  'pre-release-opens',
  'release-day-opens',
  'release-day-proposal',
  'second-day-request',
  'comes-of-age',
  'adult-supervisor',
  'youth-supervisor',
  'early-release-approval',
  'date-removal-approval',
  'release-approval',
  'release-correction-approval',
  'missing-medicine',
  'missing-item',
  'release-in-error-informed',
  'release-in-error',
  'changed-timeline',
  'contradictory-events',
  'higher-tier',
  'late-answer',
  'referral-unanswered',
  'refer-again',
  'housing-plan',
  'refer-to-council',
  'refer-to-services',
  'delivery-parked',
  'supervision-ends',
  'licence-variation-approval',
  'recall-approval',
  'recall-undoing-approval',
  'return-to-custody',
  'unlawfully-at-large',
  'recall-release-date',
  'parole-board-direction',
  'voluntary-follow-up',
  'treatment-appointment',
  'work-preparation',
  'family-contact',
  ...SUPPORT_PATHWAYS.flatMap((pathway) => [`${pathway}-referral`, `${pathway}-outcome`]),
  'notify-of-death',
  'hold-review',
  'dates-after-hold',
];

/** Kinds that the usual officer leaves: an address that is not found, a failure, and a decision with a page of its own. */
const WITHOUT_USUAL_ANSWER = ['next-address', 'incident', 'release-day-decision', 'referral-answer'];

const FIGURES = THE_LAW.onRelease('2027-03-09');
const CAST: Cast = { pom: 'p.one', com: 'c.two', deputy: 'd.three', authorities: ['a-council'] };

const HEALTH_NEEDS = {
  medicine: true,
  opioidSubstitution: true,
  mentalHealth: true,
  socialCare: true,
  neurodiversity: true,
};

/**
 * Somebody with a home and every health need, for whom a council and a service were asked, and the day on which the
 * step is due. Only a step that is counted from release asks somebody who is out.
 */
function whenAsked(kind: StepKind): { readonly record: Journey; readonly today: IsoDate } {
  const entry = stepEntry(kind);
  const out = entry.opens?.from === 'released' || entry.due?.from === 'released';
  const record = aJourney({
    health: { needs: HEALTH_NEEDS },
    housing: {
      authorities: [],
      places: [{ kind: 'SETTLED', recordedAt: '2026-12-01T09:00:00.000Z' }],
      dutyToReferOn: '2026-12-01',
      crsReferredOn: '2026-12-01',
    },
    ...(out && { releasedOn: '2027-03-09', phase: 'community' }),
  });
  const openedOn = out ? '2027-03-09' : '2026-12-01';
  const { dueOn = openedOn } = stepDays({ openedOn, escalation: 0 }, entry, record, openedOn, {
    calendar: NO_HOLIDAYS,
    law: THE_LAW,
  });
  return { record, today: dueOn };
}

describe.each(STEP_KINDS)('the entry of %s', (kind) => {
  const entry = stepEntry(kind);
  const outcomes = Object.entries(entry.outcomes);
  const offered = outcomes.filter(([, { system }]) => system !== true);
  const details = entry.details instanceof z.ZodObject ? Object.keys(entry.details.shape) : [];

  it('has a title, says what it waits for, and has a label for each outcome', () => {
    for (const words of [
      titleOf(kind, FIGURES),
      awaitedBy(kind, FIGURES),
      ...outcomes.map(([, { label }]) => label),
    ])
      expect(words).toMatch(/\S{2,}/);
  });

  it('resets kinds that exist', () => {
    for (const [, { resets = [] }] of outcomes)
      expect(
        resets
          .map((each) => (typeof each === 'string' ? each : each.kind))
          .filter((each) => !isStepKind(each)),
      ).toEqual([]);
  });

  it('answers itself only with an outcome that people cannot choose', () => {
    if (entry.answersItself === undefined) return;
    expect(entry.outcomes[entry.answersItself]?.system).toBe(true);
  });

  it('ends at a milestone with an outcome of its own that only the product gives', () => {
    for (const milestone of MILESTONE_NAMES) {
      const outcome = entry.endsWhen?.[milestone];
      if (outcome !== undefined) expect(entry.outcomes[outcome]?.system).toBe(true);
    }
  });

  it('says when it ends if it has an outcome for it', () => {
    expect(entry.endsWhen?.released).toBe('OVERTAKEN' in entry.outcomes ? 'OVERTAKEN' : undefined);
    if (entry.endsWhen?.housed !== undefined) expect(entry.endsWhen.housed).toBe('NOT_NEEDED');
  });

  it('can be told that the date changed if a moved date touches it', () => {
    expect(entry.outcomes['DATE_CHANGED'] !== undefined).toBe(entry.dateMoved !== undefined);
  });

  it('can be answered: by a person, by itself, or by an event', () => {
    const byItself = entry.answersItself !== undefined || entry.asked === 'event';
    expect(offered.length > 0 || byItself || entry.answeredOn !== undefined).toBe(true);
  });

  it('has a due day when a person or an agency owns it', () => {
    if (entry.asked !== 'date' && entry.asked !== 'event') expect(entry.due).toBeDefined();
    if (entry.asked === 'date') expect([entry.opens, entry.answersItself]).not.toContain(undefined);
  });

  it('refuses details it does not know', () => {
    expect(entry.details.safeParse({ nobodyAskedForThis: 'x' }).success).toBe(false);
    expect(entry.details.safeParse(null).success).toBe(false);
  });

  it('needs, and shows, only details that it has', () => {
    const named = outcomes.flatMap(([, { needs }]) => needs?.field ?? []);
    for (const field of [...named, ...(entry.shows ?? [])]) expect(details).toContain(field);
  });

  it('says in a sentence what is missing', () => {
    for (const [, { needs }] of outcomes)
      if (needs !== undefined) expect(needs.problem).toMatch(/^[A-Z\d].{5,}\.$/);
  });

  it('has a field for each detail it takes and no other, if a person answers it', () => {
    const fields = offered.length > 0 ? entry.form.map(({ name }) => name) : details;
    expect([...fields].sort()).toEqual([...details].sort());
  });

  it('says of each field what is wrong with it, in words of its own', () => {
    for (const { problem } of entry.form) expect(problem).toMatch(/^[A-Z].{10,}[^.]$/);
  });

  it('is opened by a state machine or by a rule', () => {
    expect(KINDS_OF_MACHINES.has(kind) || OPENED_BY_RULES.includes(kind)).toBe(true);
  });

  it('has a usual answer that it offers and accepts, if an officer answers it', () => {
    const { record, today } = whenAsked(kind);
    const usual = usualAnswer(kind, CAST, today);
    const expected = offered.length > 0 && !WITHOUT_USUAL_ANSWER.includes(kind);
    expect(usual !== undefined).toBe(expected);
    if (usual === undefined) return;
    expect(offered.map(([name]) => name)).toContain(usual.outcome);
    expect(entry.details.safeParse(usual.details ?? {}).error).toBeUndefined();
    const given = usual.details ?? {};
    const { needs, faultsIn, forbiddenBy } = entry.outcomes[usual.outcome] ?? {};
    if (needs) expect(Object.keys(given)).toContain(needs.field);
    expect(faultsIn?.(given, record, today) ?? []).toEqual([]);
    expect(
      forbiddenBy?.(record, today, undefined, given, { law: THE_LAW, calendar: NO_HOLIDAYS }),
    ).toBeUndefined();
  });
});

it.each(PATHWAYS)('the pathway %s has a name of its own on pages', (pathway) => {
  const names = PATHWAYS.map((each) => PATHWAY_ENTRIES[each].name);
  expect(PATHWAY_ENTRIES[pathway].name).toMatch(/^[A-Z][A-Za-z, ]{3,}$/);
  expect(names.filter((name) => name === PATHWAY_ENTRIES[pathway].name)).toHaveLength(1);
});

it('has every kind that a state machine awaits', () => {
  expect([...KINDS_OF_MACHINES].filter((kind) => !isStepKind(kind))).toEqual([]);
});

it('takes no name that every object has for a kind', () => {
  expect(['constructor', 'toString', '__proto__', ''].filter(isStepKind)).toEqual([]);
});

it.each(SERVICES)(
  'the service %s names steps that wait for an event and are settled by the record',
  (service) => {
    for (const kind of serviceEntry(service).mayAnswer ?? []) {
      const entry = isStepKind(kind) ? stepEntry(kind) : undefined;
      expect([kind, entry?.asked, typeof entry?.settledBy]).toEqual([kind, 'event', 'function']);
    }
  },
);

it('the checklist has the name that the glossary gives it', () => {
  expect(titleOf('release-checklist', FIGURES)).toBe('Release-day checklist');
});
