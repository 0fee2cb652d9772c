import { Temporal } from 'temporal-polyfill';
import { readFileSync } from 'node:fs';
import type { Step } from '../../domain/journey/step.ts';

/**
 * The deadlines of resettlement work, worked out a second time from the published rules and on purpose without the
 * product's own code: what it says of an open step must agree with this. Days are counted from the release date.
 */
interface Rule {
  readonly opens?: number;
  readonly opensWorkingDays?: number;
  readonly due?: number;
  readonly dueWorkingDays?: number;
  /** Working days from the day it was asked. */
  readonly notice?: number;
}

const RULES: Readonly<Record<string, Rule>> = {
  'pre-release-opens': { opens: -84 },
  'release-day-opens': { opensWorkingDays: -2 },
  'release-day-decision': { due: -14 },
  'housing-need': { due: -77 },
  'next-address': { due: -14 },
  'cas1-decision': { opens: -365, due: -42 },
  'rent-deposit': { due: -21 },
  'address-check': { opens: -7, dueWorkingDays: -2 },
  'crs-window': { opens: -84 },
  'dtr-window': { opens: -56 },
  'housing-consent': { due: -49 },
  'welsh-application': { opens: -56, due: -42 },
  'contact-agreement': { due: -14 },
  'authorities-exhausted': { notice: 2 },
  'crs-decision': { notice: 5 },
  'cas3-decision': { opens: -42, due: -28 },
  'referral-answer': { notice: 10 },
  'referral-more-information': { notice: 3 },
  'work-coach-meeting': { due: -63 },
  'claim-preparation': { opens: -42, due: -14 },
  'identity-documents': { opens: -84, due: -28 },
  'bank-account': { opens: -182, due: -42 },
  'jobcentre-interview': { opens: -7, dueWorkingDays: -2 },
  'release-checklist': { due: 0 },
  'release-confirmed': { opens: 0, due: 0 },
};

interface Feed {
  readonly 'england-and-wales': { readonly events: readonly { readonly date: string }[] };
}
const feed = JSON.parse(
  readFileSync(new URL('../../data/bank-holidays.json', import.meta.url), 'utf8'),
) as Feed;
const HOLIDAYS = new Set(feed['england-and-wales'].events.map(({ date }) => date));

export interface IndependentDays {
  readonly opensOn: string | undefined;
  readonly dueOn: string | undefined;
}

/** The days an open step must have; undefined for a kind that hangs on no date. */
export function independentDays(step: Step, releaseDate: string): IndependentDays | undefined {
  const rule = RULES[step.kind];
  if (rule === undefined) return undefined;
  const release = Temporal.PlainDate.from(releaseDate);
  const asked = Temporal.PlainDate.from(step.openedOn);
  const opens = offset(release, rule.opens, rule.opensWorkingDays);
  const start = opens !== undefined && after(opens, asked) ? opens : asked;
  const byRule = offset(release, rule.due, rule.dueWorkingDays);
  const byNotice = workingDays(start, rule.notice ?? 2);
  const gate = after(release, start) ? release : start;
  const wanted =
    rule.notice !== undefined ? byNotice : byRule && (after(byRule, byNotice) ? byRule : byNotice);
  const due = wanted && (after(wanted, gate) ? gate : wanted);
  return { opensOn: opens?.toString(), dueOn: due?.toString() };
}

function offset(
  from: Temporal.PlainDate,
  days: number | undefined,
  working: number | undefined,
): Temporal.PlainDate | undefined {
  if (working !== undefined) return workingDays(from, working);
  return days === undefined ? undefined : from.add({ days });
}

function workingDays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day = day.add({ days: Math.sign(count) });
    if (day.dayOfWeek < 6 && !HOLIDAYS.has(day.toString())) left -= 1;
  }
  return day;
}

function after(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
