import { table } from '../bench/document.ts';
import type { Inputs } from './activity.ts';
import { alternativesTo, type Alternative } from './alternatives.ts';
import type { Size } from './assumptions.ts';
import { billOf, GROUPS, type Bill, type Group, type Line } from './bill.ts';
import type { Deployed } from './deployed.ts';
import { countsTables } from './report-counts.ts';
import { assumptionsTable, deployedTable, pricesTable } from './report-data.ts';
import { decimals, significant, whole } from './say.ts';
import { usdFree, type PriceList } from './prices.ts';

/** What the product set out to cost, and where. */
const REACH = { cents: 2, journeysAYear: 100_000 } as const;

const GROWS_WITH: Readonly<Record<Group, string>> = {
  journeys: 'Journeys themselves',
  fixed: 'Being there, by the month',
  staff: 'Staff who sign in',
  agencies: 'Agencies',
};

export interface Report {
  readonly text: string;
  /** In one line: whether the reach was reached. */
  readonly verdict: string;
  readonly reached: boolean;
}

/**
 * The part of `docs/cost.md` that is made from counts, prices and assumptions.
 *
 * @param elsewhere what is deployed when staff and agencies sign in at an issuer of somebody else's.
 * @throws RangeError without the size of the reach.
 */
export function reportOf(inputs: Inputs, elsewhere: Deployed, prices: PriceList): Report {
  const bills = inputs.assumptions.sizes.map((size) => billOf(inputs, prices, size));
  const bill = bills.find(({ size }) => size.journeysAYear === REACH.journeysAYear);
  if (bill === undefined)
    throw new RangeError(`No size of ${whole(REACH.journeysAYear)} journeys a year is assumed.`);
  const cents = centsAJourney(bill);
  const reached = cents < REACH.cents;
  const verdict = `A whole journey at ${whole(REACH.journeysAYear)} a year costs ${decimals(cents, 2)} US cents, all services counted (aim: under ${REACH.cents}): ${reached ? 'reached' : 'not reached'}.`;
  const text = [
    `Prices as understood on ${prices.asOf}, in US dollars before tax, without free tiers. Sizes are journeys begun in a year, in a steady state: as many begin as end.`,
    `**${verdict}**`,
    '### What a journey costs',
    groupsTable(bills),
    dominance(bill),
    otherwiseSignedIn(bill, billOf({ ...inputs, deployed: elsewhere }, prices, bill.size), prices),
    '### What would bring it down',
    ...alternatives(inputs, elsewhere, prices, bill.size),
    '### Line by line',
    linesTable(bills, prices),
    '### What was counted',
    ...countsTables(inputs),
    '### What is deployed',
    deployedTable(inputs.deployed),
    '### Prices',
    pricesTable(prices),
    '### Assumptions',
    assumptionsTable(inputs.assumptions),
  ].join('\n\n');
  return { text, verdict, reached };
}

function groupsTable(bills: readonly Bill[]): string {
  const head = [
    '',
    ...bills.flatMap(({ size }) => [`${whole(size.journeysAYear)} a year: cents a journey`, '$ a month']),
  ];
  const row = (name: string, wanted: (line: Line) => boolean): string[] => [
    name,
    ...bills.flatMap((bill) => {
      const usd = usdOf(bill.lines.filter(wanted));
      return [decimals((usd * 100) / bill.activity.journeys, 2), decimals(usd, 2)];
    }),
  ];
  return table(head, [
    ...GROUPS.map((group) => row(GROWS_WITH[group], (line) => line.group === group)),
    row('All', () => true),
  ]);
}

const MOST_NAMED = 4;

/** What dominates, in words. */
function dominance(bill: Bill): string {
  const share = (usd: number): string => `${whole((usd / bill.usd) * 100)}%`;
  const largest = bill.lines.toSorted((a, b) => b.usd - a.usd).slice(0, MOST_NAMED);
  const named = largest
    .map(({ service, what, usd }) => `${service}, ${lowered(what)} (${share(usd)})`)
    .join('; ');
  const journeys = usdOf(bill.lines.filter(({ group }) => group === 'journeys'));
  return `At ${whole(bill.size.journeysAYear)} a year the largest lines are ${named}. What grows with journeys is ${share(journeys)} of all: ${decimals((journeys * 100) / bill.activity.journeys, 2)} cents a journey.`;
}

/** What it costs where identity is somebody else's to give, and what AWS gives for nothing. */
function otherwiseSignedIn(bill: Bill, elsewhere: Bill, prices: PriceList): string {
  const cents = (each: Bill, usd: number): string => decimals((usd * 100) / each.activity.journeys, 2);
  const less = (each: Bill): string => cents(each, each.usd - freeOf(each, prices));
  return `Where staff and agencies sign in at an issuer of somebody else’s, a whole journey at ${whole(bill.size.journeysAYear)} a year costs ${cents(elsewhere, elsewhere.usd)} cents. What AWS gives free for ever is not taken off: in an account with nothing else in it, ${less(bill)} and ${less(elsewhere)} cents would be left.`;
}

/** US dollars a month, of all the lines of each price together. */
export function freeOf({ lines }: Pick<Bill, 'lines'>, prices: PriceList): number {
  const together = Map.groupBy(lines, ({ priced }) => priced);
  return [...together].reduce((sum, [priced, of]) => {
    const quantity = of.reduce((all, line) => all + line.quantity, 0);
    return sum + usdFree(prices, priced, quantity);
  }, 0);
}

function alternatives(inputs: Inputs, elsewhere: Deployed, prices: PriceList, size: Size): readonly string[] {
  const { each, allTogetherCents } = alternativesTo(inputs, elsewhere, prices, size);
  if (each.length === 0) return ['Nothing that is known to.'];
  const row = ({ what, savesCents, for: given }: Alternative): string[] => [
    what,
    decimals(savesCents, 2),
    given,
  ];
  return [
    `Each by itself, at ${whole(size.journeysAYear)} journeys a year. They overlap; all together would leave ${decimals(allTogetherCents, 2)} cents.`,
    table(['Change', 'Cents a journey saved', 'For it we give up'], each.map(row)),
  ];
}

function linesTable(bills: readonly Bill[], prices: PriceList): string {
  const keyOf = ({ group, service, what }: Line): string => JSON.stringify([group, service, what]);
  const known = new Map(bills.flatMap(({ lines }) => lines.map((line) => [keyOf(line), line] as const)));
  const ordered = [...known].toSorted(([, a], [, b]) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  const head = [
    'Grows with',
    'Service',
    'What',
    'Unit',
    ...bills.flatMap(({ size }) => [whole(size.journeysAYear), '$']),
  ];
  const rows = ordered.map(([key, { group, service, what, priced }]) => [
    group,
    service,
    what,
    prices.prices[priced].unit,
    ...bills.flatMap(({ lines }) => {
      const line = lines.find((each) => keyOf(each) === key);
      return line === undefined ? ['', ''] : [significant(line.quantity), decimals(line.usd, 2)];
    }),
  ]);
  return `Units and dollars a month, at each number of journeys a year.\n\n${table(head, rows)}`;
}

function centsAJourney(bill: Bill): number {
  return (bill.usd * 100) / bill.activity.journeys;
}

function usdOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

/** As it reads within a sentence; NAT and the like stay as they are. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
