import * as z from 'zod';
import { countOf } from '../../law/number-words.ts';
import { missing, NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD, type FormField } from '../form-field.ts';
import { step, type Need } from '../step-entry.ts';
import { broughtBy, recordPlace, setHousing, type FoundPlace } from './address.ts';
import { SEXES, TIERS, type Characteristics } from '../../record/characteristics.ts';
import { SEX_CHOICES, TIER_CHOICES } from '../characteristics.ts';
import { tiersForApprovedPremises } from './approved-premises.ts';

/** Other ways to a bed or a home, side by side with the referrals. */

const placeOffered = z.strictObject({
  sex: z.enum(SEXES).optional(),
  tier: z.enum(TIERS).optional(),
  lastNight: z.iso.date().optional(),
  reason: note.optional(),
});

const deposit = z.strictObject({
  scheme: note.max(100).optional(),
  landlord: note.max(100).optional(),
  weeklyRent: z.int().min(1).max(5_000).optional(),
  sum: z.int().min(1).max(50_000).optional(),
  inAdvance: z.int().min(0).max(50_000).optional(),
  note: note.optional(),
});

export const OPTION_STEPS = {
  'cas1-decision': step({
    title: 'Approved premises (CAS1)',
    awaits: 'to say whether approved premises offer the person a place',
    asked: 'responsible',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'cas1Days' },
    due: { from: 'release', days: -42 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details: placeOffered,
    form: [
      {
        kind: 'radios',
        name: 'sex',
        label: 'Sex',
        hint: 'Only if a place is offered and it is not recorded yet: men and others are eligible by different tiers',
        choices: SEX_CHOICES,
        problem: 'Choose the sex',
      },
      {
        kind: 'select',
        name: 'tier',
        label: 'Tier',
        hint: 'Only if a place is offered, and the tier is not recorded yet or has changed',
        choices: TIER_CHOICES,
        problem: 'Choose the tier from the list',
      },
      {
        kind: 'date',
        name: 'lastNight',
        label: 'Last night',
        hint: 'Only if a place is offered',
        problem: 'Enter the last night as a real date, like 23 12 2026',
      },
      { ...REASON_FIELD, label: 'Reason (optional)', hint: 'If it is not suitable' },
    ],
    shows: ['sex', 'tier', 'lastNight', 'reason'],
    usually: { outcome: 'NOT_SUITABLE', details: { reason: 'Risk is managed without approved premises.' } },
    outcomes: {
      PLACE_OFFERED: {
        label: 'A place is offered',
        faultsIn: (
          { lastNight, ...given },
          { releaseDateInForce, ...record },
        ): readonly Need<'sex' | 'tier' | 'lastNight'>[] => {
          const { sex, tier } = knownOf(given, record);
          const early =
            lastNight !== undefined && releaseDateInForce !== undefined && lastNight < releaseDateInForce;
          return [
            ...missing('sex', sex, 'Choose the sex.'),
            ...missing('tier', tier, 'Choose the tier.'),
            ...missing('lastNight', lastNight, 'Enter the last night of the place.'),
            ...(early
              ? [
                  {
                    field: 'lastNight' as const,
                    problem: 'The last night must not be before the first, the day of release.',
                  },
                ]
              : []),
          ];
        },
        forbiddenBy(record, today, _subject, details) {
          const { sex, tier } = knownOf(details, record);
          if (sex === undefined || tier === undefined) return undefined;
          const tiers = tiersForApprovedPremises(sex, today);
          if (tiers.includes(tier)) return undefined;
          return {
            rule: 'tier-not-eligible',
            explanation: `Approved premises are for tiers ${tiers.join(', ')}. The tier of this person is ${tier}.`,
          };
        },
        brings: ({ details }, record, today) => broughtBy(bedOffered(details), record, today),
        recounts: true,
        does(draft, { details }) {
          draft.update(knownOf(details, draft.journey));
          recordPlace(draft, bedOffered(details));
        },
      },
      NOT_SUITABLE: {
        label: 'Not suitable, or no place is offered',
        needs: { field: 'reason', problem: 'Say why not.' },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'rent-deposit': step({
    title: 'Help with a rent deposit or bond',
    awaits: 'to say whether a local scheme helps with a rent deposit or bond',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'release', days: -21 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details: deposit,
    form: [
      text('scheme', 'Scheme', 'Enter the name of the scheme, in 100 characters or fewer'),
      {
        ...text('landlord', 'Landlord', 'Enter the landlord, in 100 characters or fewer'),
        personal: true,
      },
      pounds('weeklyRent', 'Rent for a week, in pounds', 1, 5_000),
      pounds('sum', 'Deposit or bond, in pounds', 1, 50_000),
      pounds('inAdvance', 'Rent in advance, in pounds (optional)', 0, 50_000),
      NOTE_FIELD,
    ],
    shows: ['scheme', 'weeklyRent', 'sum', 'inAdvance', 'note'],
    usually: { outcome: 'NO_SCHEME' },
    outcomes: {
      ARRANGED: {
        label: 'Help is arranged',
        faultsIn: (details): readonly Need<keyof z.output<typeof deposit>>[] =>
          (['scheme', 'landlord', 'weeklyRent', 'sum'] as const).flatMap((name) =>
            missing(name, details[name], MISSING[name]),
          ),
        forbiddenBy(_record, today, _subject, { weeklyRent = 0, sum = 0, inAdvance = 0 }, { law }) {
          const { mostRentDepositWeeks: weeks, mostRentInAdvanceMonths: months } = law.on(today);
          if (weeks !== undefined && sum > weeks * weeklyRent) {
            return {
              rule: 'deposit-too-large',
              explanation: `By law a deposit is at most ${countOf(weeks, 'week')} of rent: £${weeks * weeklyRent} here.`,
            };
          }
          if (months !== undefined && inAdvance * 12 > months * weeklyRent * 52) {
            return {
              rule: 'advance-too-large',
              explanation: `By law at most ${countOf(months, 'month')} of rent is paid in advance: £${Math.floor((months * weeklyRent * 52) / 12)} here.`,
            };
          }
          return undefined;
        },
        does(draft, { details: { scheme = '', landlord = '', sum = 0 } }) {
          setHousing(draft, { rentDeposit: { scheme, landlord, sum, on: draft.context.today } });
        },
      },
      NO_SCHEME: { label: 'No scheme here helps' },
      NOT_WANTED: { label: 'Not wanted' },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};

function bedOffered({ lastNight }: z.output<typeof placeOffered>): FoundPlace {
  return { kind: 'CAS1', ...(lastNight !== undefined && { until: lastNight }) };
}

/** What is entered here replaces what was recorded. */
function knownOf(given: Optional<Characteristics>, record: Characteristics): Characteristics {
  const [sex, tier] = [given.sex ?? record.sex, given.tier ?? record.tier];
  return { ...(sex !== undefined && { sex }), ...(tier !== undefined && { tier }) };
}

type Optional<T> = { readonly [K in keyof T]: T[K] | undefined };

const MISSING = {
  scheme: 'Enter the name of the scheme.',
  landlord: 'Enter the landlord.',
  weeklyRent: 'Enter the rent for a week.',
  sum: 'Enter the deposit or bond.',
} as const;

function text<N extends string>(name: N, label: string, problem: string): FormField<N> {
  return { kind: 'text', name, label, hint: 'Only if help is arranged', problem };
}

function pounds<N extends string>(name: N, label: string, least: number, most: number): FormField<N> {
  return {
    kind: 'number',
    least,
    most,
    name,
    label,
    problem: `Enter a whole number of pounds, from ${least} to ${most.toLocaleString('en-GB')}`,
  };
}
