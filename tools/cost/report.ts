import { table, withSection } from '../bench/document.ts';
import { billOf, centsOfPool, GROUPS, hasPool, type Bill, type Inputs, type Line } from './bill.ts';

/** What the product set out to cost, and at which size. */
const AIM = { cents: 2, journeysAYear: 100_000 } as const;
/** The page may differ by this much from what is counted now, so that a small change does not make it stale. */
const TOLERANCE = { share: 0.05, absolute: 0.11 };

/** Smaller lines are one line of the page. None is near this share, so that lines seldom change places. */
export const SHOWN_SHARE = 0.013;

/**
 * The counted part of `docs/cost.md`: lines below `shownShare` of the month are added up.
 * @throws RangeError without the size of the aim.
 */
export function reportOf(inputs: Inputs, shownShare = SHOWN_SHARE): string {
  const bills = inputs.assumptions.sizes.map((size) => billOf(inputs, size));
  const bill = bills.find(({ size }) => size.journeysAYear === AIM.journeysAYear);
  if (bill === undefined) throw new RangeError(`No size of ${whole(AIM.journeysAYear)} journeys is assumed.`);
  const { journey } = inputs.counts;
  return [
    `**A whole journey at ${whole(AIM.journeysAYear)} a year costs ${money(bill.centsAJourney)} US cents (aim: under ${AIM.cents}).**${signingIn(inputs, bill)}`,
    groupsTable(bills),
    linesTable(bill, bills, shownShare),
    `A whole journey has ${whole(journey.transitions)} state transitions, ${whole(journey.transactions)} transactions, ${whole(journey.facts)} facts and ${whole(journey.webhooks)} webhooks; officers answer ${whole(journey.answersByOfficers)} times and agencies ${whole(journey.answersByAgencies)} times. It reads ${whole(journey.table.readUnits)} units, writes ${whole(journey.table.writeUnits)} and ${whole(journey.table.indexWriteUnits)} in indexes, and leaves ${whole(journey.table.storedInTable / 1024)} KB.`,
  ].join('\n\n');
}

/** The first line of the page that differs from what is counted now; undefined when the page is current. */
export function staleLine(document: string, counted: string): string | undefined {
  const kept = document.split('\n');
  const now = withSection(document, 'counted', counted).split('\n');
  const index = now.findIndex((line, at) => !isNear(line, kept[at] ?? ''));
  if (index < 0 && now.length === kept.length) return undefined;
  return [
    'docs/cost.md is stale: run `npm run cost` and read what has changed. The first difference:',
    `  page  ${kept[index] ?? ''}`,
    `  now   ${now[index] ?? ''}`,
  ].join('\n');
}

const FIGURE = /\d[\d,]*(?:\.\d+)?/g;

function isNear(one: string, other: string): boolean {
  const words = (line: string): string => line.replace(FIGURE, '0').replace(/[ -]+/g, ' ');
  const figures = (line: string): number[] =>
    (line.match(FIGURE) ?? []).map((text) => Number(text.replaceAll(',', '')));
  if (words(one) !== words(other)) return false;
  const others = figures(other);
  return figures(one).every((figure, index) => {
    const apart = Math.abs(figure - (others[index] ?? NaN));
    return apart <= Math.max(TOLERANCE.absolute, TOLERANCE.share * figure);
  });
}

/** Who is not counted. */
function signingIn(inputs: Inputs, { size }: Bill): string {
  if (hasPool(inputs, size)) return '';
  const most = inputs.assumptions.figures.agenciesOfAPool.value;
  return ` Its ${whole(size.staff)} officers and ${whole(size.agencies)} agencies sign in at an issuer of the organisation's own, which is not counted: a user pool serves at most ${whole(most)} agencies. In a user pool, its officers alone would cost ${money(centsOfPool(inputs, size))} cents more.`;
}

function groupsTable(bills: readonly Bill[]): string {
  const row = (name: string, wanted: (line: Line) => boolean): string[] => [
    name,
    ...bills.flatMap(({ lines, usd, centsAJourney }) => {
      const part = usdOf(lines.filter(wanted));
      return [money(part), money((centsAJourney * part) / usd)];
    }),
  ];
  return table(
    [
      'Grows with',
      ...bills.flatMap(({ size }) => [`${whole(size.journeysAYear)} a year: $ a month`, 'cents a journey']),
    ],
    [...GROUPS.map((group) => row(group, (line) => line.group === group)), row('All', () => true)],
  );
}

/** In a fixed order, so that two lines of almost the same size do not change places. */
function linesTable(bill: Bill, bills: readonly Bill[], shownShare: number): string {
  const every = linesOfAny(bill, bills);
  const shown = every.filter(({ usd }) => usd / bill.usd >= shownShare);
  const names = new Set(shown.map(({ what }) => what));
  const others = every.length - shown.length;
  const sums = (wanted: (line: Line) => boolean): string[] =>
    bills.map(({ lines }) => money(usdOf(lines.filter(wanted))));
  const shareOf = (usd: number): string => `${((usd / bill.usd) * 100).toFixed(1)}%`;
  return table(
    [
      'What',
      'Unit',
      `Quantity at ${whole(bill.size.journeysAYear)}`,
      'Share',
      ...bills.map(({ size }) => `$ at ${whole(size.journeysAYear)}`),
    ],
    [
      ...shown.map(({ what, unit, quantity, usd }) => [
        what,
        unit,
        quantity < 10 ? money(quantity) : whole(quantity),
        shareOf(usd),
        ...sums((line) => line.what === what),
      ]),
      ...(others === 0
        ? []
        : [
            [
              `${others} others`,
              '',
              '',
              shareOf(bill.usd - usdOf(shown)),
              ...sums(({ what }) => !names.has(what)),
            ],
          ]),
    ],
  );
}

/** The lines of a bill, and those that only others have, which cost nothing in it. */
function linesOfAny({ lines }: Bill, bills: readonly Bill[]): readonly Line[] {
  const own = new Set(lines.map(({ what }) => what));
  const others = bills.flatMap((each) => each.lines).filter(({ what }) => !own.has(what));
  const once = new Map(others.map((line) => [line.what, { ...line, quantity: 0, usd: 0 }]));
  return [...lines, ...once.values()];
}

function usdOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function money(value: number): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
