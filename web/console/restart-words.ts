import { capitalised } from '../../domain/law/capitalised.ts';
import type { RestartPreview } from '../../application/queries/preview-restart.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { RootMachine } from '../../domain/record/machines.ts';
import { describeWaitsFor, type Names } from '../../domain/journey/words.ts';
import { formatCount, formatInstant } from './formats.ts';

/** What each machine is called on a page. */
export const MACHINE_NAMES: Readonly<Record<RootMachine, string>> = {
  reception: 'Reception',
  'pre-release': 'Pre-release',
  'release-day': 'Release day',
  community: 'Community',
};

interface ListedSteps {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly detail: string }[];
}

/** What a restart would do, for a page. */
export interface RestartWords {
  /** Asked again although it was answered; empty where nothing is. */
  readonly repeats: readonly string[];
  readonly sentences: readonly string[];
  readonly lists: readonly ListedSteps[];
}

/** A preview in sentences, with the steps behind each in a list. */
export function restartWords(preview: RestartPreview, names: Names): RestartWords {
  const { answered, stays, opens, repeats, closes, triedAgain, failed } = preview;
  return {
    repeats: repeats.map((step) => `${step.title}${answeredOn(step)}`),
    sentences: [
      ...runs(preview),
      ...(repeats.length === 0 ? ['Nothing that has been answered is asked again.'] : []),
      stays.length === 0
        ? 'No step is open.'
        : `${formatCount(stays.length, 'open step stays as it is', 'open steps stay as they are')}.`,
      opens.length === 0
        ? 'No new step opens.'
        : `${formatCount(opens.length, 'step opens', 'steps open')} that this journey does not have.`,
      ...when(closes, 'open step is answered', 'open steps are answered', 'by what is recorded.'),
      ...moved(preview),
      ...when(triedAgain, 'failure is', 'failures are', 'tried again.'),
      ...when(failed, 'thing', 'things', 'cannot be done now: an administrator is asked about it.'),
      ...referrals(preview),
    ],
    lists: [
      { title: 'Steps that open', rows: opens.map((step) => afterRow(step, names)) },
      { title: 'Open steps that stay', rows: stays.map((step) => afterRow(step, names)) },
      {
        title: 'Open steps that what is recorded answers',
        rows: closes.map(({ title }) => ({ title, detail: '' })),
      },
      {
        title: 'Steps that are answered and not asked again',
        rows: answered.map((step) => ({ title: step.title, detail: capitalised(answeredOn(step).slice(2)) })),
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}

function runs({ ends, starts }: RestartPreview): readonly string[] {
  if (ends.length === 0) return ['Nothing runs for this journey, so nothing ends or starts.'];
  const ending = ends.map(
    ({ machine, startedAt }) => `${MACHINE_NAMES[machine]}, started ${formatInstant(startedAt)}`,
  );
  const starting = starts.map(({ machine }) => MACHINE_NAMES[machine]);
  return [
    `What runs now ends: ${ending.join('; ')}.`,
    `What starts on the current definition: ${starting.join('; ')}.`,
  ];
}

function moved({ releaseDate }: RestartPreview): readonly string[] {
  if (releaseDate === undefined) return [];
  const day = (date: string | undefined): string => (date === undefined ? 'no date' : sayDate(date));
  return [
    `The release date in force changes from ${day(releaseDate.was)} to ${day(releaseDate.now)}, because of what is recorded.`,
  ];
}

function referrals({
  referralsKept: kept,
  referralsMade: made,
  messages,
}: RestartPreview): readonly string[] {
  return [
    kept.length === 0
      ? 'There are no referrals.'
      : `${formatCount(kept.length, 'referral stays as it is, and is', 'referrals stay as they are, and are')} not sent again.`,
    ...made.map(({ serviceName, agency }) => `A new referral is made: ${serviceName}, to ${agency}.`),
    messages.length === 0
      ? 'No agency receives a message.'
      : `These agencies receive a message: ${[...new Set(messages.map(({ agency }) => agency))].join('; ')}.`,
  ];
}

function afterRow(
  { title, waitsFor, opensOn, dueOn }: RestartPreview['opens'][number],
  names: Names,
): ListedSteps['rows'][number] {
  const owner = capitalised(describeWaitsFor(waitsFor, names));
  const days = [
    ...(opensOn === undefined ? [] : [`asked on ${sayDate(opensOn)}`]),
    ...(dueOn === undefined ? [] : [`due ${sayDate(dueOn)}`]),
  ];
  return { title, detail: [owner, ...days].join(', ') };
}

function answeredOn({ answeredOn: on }: RestartPreview['answered'][number]): string {
  return on === undefined ? '' : `, answered ${sayDate(on)}`;
}

function when(items: readonly unknown[], one: string, many: string, rest: string): readonly string[] {
  return items.length === 0 ? [] : [`${formatCount(items.length, one, many)} ${rest}`];
}
