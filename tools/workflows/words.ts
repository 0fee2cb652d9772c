import { lengthOf, type DayRule } from '../../domain/law/day-rules.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import type { Asked } from '../../domain/pathways/asked.ts';
import type { StepEntry } from '../../domain/pathways/step-entry.ts';

/** The pictures show the law and policy as they will be once every change that is known has come. */
const LATEST_FIGURES = publishedLaw().onRelease('2199-12-31');

const ASKED: Readonly<Record<Asked, string>> = {
  pom: 'POM',
  com: 'COM',
  responsible: 'POM or COM',
  omu: 'OMU',
  governor: 'governor',
  'head-of-om': 'head of offender management',
  'head-of-pdu': 'head of PDU',
  'work-coach': 'prison work coach',
  'id-administrator': 'ID and banking administrator',
  healthcare: 'healthcare',
  'homelessness-team': 'homelessness prevention team',
  'victim-liaison': 'victim liaison unit',
  administrator: 'administrator',
  agency: 'agency',
  date: 'a day',
  event: 'an event',
};

export function askedInWords(step: StepEntry): string {
  const { asked, carried } = step;
  return carried === undefined ? ASKED[asked] : `${ASKED[asked]}, after release ${ASKED[carried.asked]}`;
}

/** When a step is asked, due, and answers itself, in one line. */
export function daysInWords(step: StepEntry): string {
  const { opens, due, carried, answersItself, beforeRelease } = step;
  const parts = [
    ...(opens === undefined ? [] : [`${step.asked === 'date' ? 'comes' : 'asked'} ${dayInWords(opens)}`]),
    ...(due === undefined ? [] : [`due ${dayInWords(due)}`]),
    ...(due?.from === 'opened' && beforeRelease === true ? ['by release at the latest'] : []),
    ...(carried === undefined ? [] : [`or ${dayInWords(carried.due)} when carried`]),
    ...(due === undefined || answersItself === undefined ? [] : [`then answers itself ${answersItself}`]),
  ];
  return parts.length === 0 ? 'no deadline' : parts.join(', ');
}

/** "8 weeks before release", "1 working day after it opens", "on the day of release". */
export function dayInWords(rule: DayRule): string {
  if (rule.from === 'full-age') return 'when the person is of full age';
  if (rule.from === 'supervision-end') return 'on the last day of licence or supervision';
  const length = lengthOf(rule, LATEST_FIGURES);
  const [count, unit] = length.unit === 'day' ? inWeeks(length.count) : [length.count, length.unit];
  if (rule.from === 'nights-change') return 'when a place to sleep begins or ends';
  if (count === 0) return ON_THE_DAY[rule.from] ?? `on the day of ${STARTS[rule.from]}`;
  const distance = `${Math.abs(count)} ${unit}${Math.abs(count) === 1 ? '' : 's'}`;
  return `${distance} ${count < 0 ? 'before' : 'after'} ${STARTS[rule.from]}`;
}

const STARTS = {
  release: 'release',
  released: 'release',
  opened: 'it opens',
  claimed: 'the claim',
  'last-night': 'the last night',
  sentenced: 'the sentence',
  'licence-hard-stop': 'the hard stop of the licence',
  'late-allocation': 'the day on which allocation is late',
  'first-appointment': 'the first appointment',
  'review-hearing': 'the review hearing',
  'tag-fitting': 'the fitting of the tag',
  'housing-element-ends': 'the last day of the housing element',
  handover: 'the day of handover to the community',
} as const;

const ON_THE_DAY: Partial<Readonly<Record<DayRule['from'], string>>> = {
  opened: 'on the day it opens',
  'late-allocation': 'on the day on which allocation is late',
  handover: 'on the day of handover to the community',
};

function inWeeks(days: number): readonly [number, string] {
  return days !== 0 && days % 7 === 0 ? [days / 7, 'week'] : [days, 'day'];
}
