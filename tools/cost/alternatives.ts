import type { Inputs } from './activity.ts';
import type { Size } from './assumptions.ts';
import { billOf } from './bill.ts';
import type { Deployed } from './deployed.ts';
import type { FixedUnits } from './fixed-units.ts';
import type { PriceList } from './prices.ts';

/** Something that could be built or agreed otherwise. */
export interface Alternative {
  readonly what: string;
  /** What is given up for it. */
  readonly for: string;
  /** US cents a journey saved, at the size asked about. */
  readonly savesCents: number;
}

interface Change {
  readonly what: string;
  readonly for: string;
  readonly make: (inputs: Inputs) => Inputs;
}

const withPlan = (inputs: Inputs, userPoolPlan: string): Inputs =>
  inputs.deployed.userPoolPlan === undefined
    ? inputs
    : { ...inputs, deployed: { ...inputs.deployed, userPoolPlan } };

const DAY_MINUTES = 1_440;

const withFixed = (inputs: Inputs, fixed: Partial<FixedUnits>): Inputs => ({
  ...inputs,
  deployed: { ...inputs.deployed, fixed: { ...inputs.deployed.fixed, ...fixed } },
});

const withTokens = (inputs: Inputs, atLeast: number): Inputs => {
  const { assumptions } = inputs;
  const { agencies } = assumptions;
  const tokenMinutes = { ...agencies.tokenMinutes, value: Math.max(atLeast, agencies.tokenMinutes.value) };
  return { ...inputs, assumptions: { ...assumptions, agencies: { ...agencies, tokenMinutes } } };
};

/** @param elsewhere what is deployed when the stage names an issuer of somebody else's. */
const changes = (elsewhere: Deployed): readonly Change[] => [
  {
    what: 'Staff and agencies sign in at an issuer of somebody else’s',
    for: 'Nothing of ours: the stage names the issuer. It must give the claims, and whoever runs it pays for it.',
    make: (inputs) => ({ ...inputs, deployed: elsewhere }),
  },
  {
    what: 'The Essentials plan of Cognito in place of Plus',
    for: 'Threat protection: passwords known to be stolen and risky sign-ins are not noticed. The first 10,000 members of staff a month would be free, which is not counted here.',
    make: (inputs) => withPlan(inputs, 'ESSENTIALS'),
  },
  {
    what: 'The Lite plan of Cognito in place of Plus',
    for: 'As with Essentials, and sign-in without passwords, which nothing here uses. The first 10,000 would be free too.',
    make: (inputs) => withPlan(inputs, 'LITE'),
  },
  {
    what: 'Access tokens of agencies valid for a day',
    for: 'A token that leaks, or an agency that is shut out, stays good for up to a day and not half of one.',
    make: (inputs) => withTokens(inputs, DAY_MINUTES),
  },
  {
    what: 'Webhooks from outside a network of ours, without a gateway',
    for: 'Addresses that stay the same, which agencies may let in by name, and a way out that leads nowhere else.',
    make: (inputs) => withFixed(inputs, { natGateways: 0, publicAddresses: 0 }),
  },
];

/** What each change by itself, and all of the changes together, would save; those that save nothing are left out. */
export function alternativesTo(
  inputs: Inputs,
  elsewhere: Deployed,
  prices: PriceList,
  size: Size,
): { readonly each: readonly Alternative[]; readonly allTogetherCents: number } {
  const now = centsOf(inputs, prices, size);
  const known = changes(elsewhere);
  const each = known
    .map(({ what, for: given, make }) => ({
      what,
      for: given,
      savesCents: now - centsOf(make(inputs), prices, size),
    }))
    .filter(({ savesCents }) => savesCents >= 0.005);
  const all = known.reduce((changed, { make }) => make(changed), inputs);
  return {
    each: each.toSorted((a, b) => b.savesCents - a.savesCents),
    allTogetherCents: centsOf(all, prices, size),
  };
}

/** US cents a journey. */
export function centsOf(inputs: Inputs, prices: PriceList, size: Size): number {
  const { usd, activity } = billOf(inputs, prices, size);
  return (usd * 100) / activity.journeys;
}
