import { describe, expect, it } from '@jest/globals';
import { describeFact } from '../../domain/journey/describe.ts';
import { shownAnswers } from '../../domain/journey/shown-answers.ts';
import { STEP_KINDS, stepEntry, type StepKind } from '../../domain/pathways/catalogue.ts';
import { THE_LAW } from '../support/law.ts';

const FIGURES = THE_LAW.onRelease('2027-03-09');

/** Details of an answer that no page shows beside it, and why. */
const NOT_SHOWN: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  // A fact of its own says who was allocated.
  'allocate-officers': ['pom', 'com', 'yot', 'deputy'],
  'adult-supervisor': ['com', 'deputy'],
  'youth-supervisor': ['yot'],
};

/** The names of the details that an answer of this kind may carry. */
function detailsOf(kind: StepKind): readonly string[] {
  const { details } = stepEntry(kind);
  const shape: unknown = Reflect.get(details, 'shape');
  if (typeof shape !== 'object' || shape === null) throw new Error(`${kind} has details without names`);
  return Object.keys(shape);
}

const NAMES = {
  officer: (id: string) => (id === 'p.taylor' ? 'Pat Taylor' : undefined),
  agency: (id: string) => ({ eastmoor: 'Eastmoor Council', westhaven: 'Westhaven Council' })[id],
};

describe('every kind of step', () => {
  it.each(STEP_KINDS)('%s shows each detail of its answer, or says why not', (kind) => {
    const { shows = [], form, keepsPrivate = [] } = stepEntry(kind);
    // An address is in no fact, so it is shown from the record instead.
    const personal = form.flatMap(({ name, personal: is }) => (is === true ? [name] : []));
    const hidden = [
      ...(NOT_SHOWN[kind] ?? []),
      ...keepsPrivate,
      ...personal.filter((name) => !shows.includes(name)),
    ];
    const expected = detailsOf(kind).filter((name) => !hidden.includes(name));
    expect([...shows].sort()).toEqual([...expected].sort());
  });

  it.each(STEP_KINDS)('%s has a form that names each detail it shows', (kind) => {
    const { shows = [], form } = stepEntry(kind);
    const named = form.map(({ name }) => name);
    expect(shows.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('is not left out for a detail that it does not have', () => {
    const missing = STEP_KINDS.flatMap((kind) =>
      (NOT_SHOWN[kind] ?? []).filter((name) => !detailsOf(kind).includes(name)),
    );
    expect(missing).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    {
      case: 'choices by their own words, and ticks as yes or no',
      kind: 'immediate-needs' as const,
      details: {
        tenancy: 'KEEP',
        benefits: 'STOP',
        dependants: false,
        medicines: true,
        note: 'Rent is owed',
      },
      shown: [
        ['Tenancy', 'Keep it'],
        ['Benefits', 'Stop them'],
        ['Someone depends on them', 'No'],
        ['They take medicines', 'Yes'],
        ['Note', 'Rent is owed'],
      ],
    },
    {
      case: 'the checklist and who meets them',
      kind: 'release-checklist' as const,
      details: { identity: true, medicine: false, metBy: 'Their sister' },
      shown: [
        ['Identity documents', 'Yes'],
        ['Medicine or a prescription', 'No'],
        ['Who meets them at the gate', 'Their sister'],
      ],
    },
    {
      case: 'a score of zero',
      kind: 'review-at-4-weeks' as const,
      details: { ownScore: 0 },
      shown: [['The person’s own score, from 0 to 10', '0']],
    },
    {
      case: 'authorities by name, in order of choice',
      kind: 'housing-consent' as const,
      details: { authorities: ['westhaven', 'eastmoor', 'unknown'], shareContactDetails: true },
      shown: [
        [
          'Local housing authorities, in the person’s order of choice',
          'Westhaven Council, Eastmoor Council, unknown',
        ],
        ['They agree to be contacted, and that their contact details are shared with the authority', 'Yes'],
      ],
    },
    {
      case: 'nights in words',
      kind: 'urgent-housing' as const,
      details: { firstNight: '2027-03-16' },
      shown: [['First night', 'Tuesday 16 March 2027']],
    },
    {
      case: 'nothing that was not answered',
      kind: 'immediate-needs' as const,
      details: { note: '' },
      shown: [],
    },
    {
      case: 'a choice that the form no longer offers as it is',
      kind: 'immediate-needs' as const,
      details: { tenancy: 'Sublet' },
      shown: [['Tenancy', 'Sublet']],
    },
  ])('shows $case', ({ kind, details, shown }) => {
    expect(shownAnswers(kind, details, NAMES).map(({ label, value }) => [label, value])).toEqual(shown);
  });

  it('is read in the timeline with everything that was answered', () => {
    const data = { step: 'immediate-needs', outcome: 'RECORDED', tenancy: 'END', medicines: true };
    const by = { kind: 'officer', id: 'p.taylor' } as const;
    expect(describeFact({ type: 'step-completed', data, by }, FIGURES, NAMES)).toBe(
      'Immediate needs on reception: recorded. Tenancy: End it. They take medicines: Yes.',
    );
  });

  it('follows a question with its answer, and with no colon', () => {
    const data = { step: 'feedback', outcome: 'ANSWERED', listened: 'YES' };
    const by = { kind: 'officer', id: 'p.taylor' } as const;
    expect(describeFact({ type: 'step-completed', data, by }, FIGURES, NAMES)).toContain(
      'Did people listen to you? Yes.',
    );
  });
});
