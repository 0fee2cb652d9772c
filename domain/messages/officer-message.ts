import { NOTICE_KINDS, type NoticeKind } from '../record/notice.ts';
import type { Channel } from './mailbox.ts';

/** What one message says about one person: a first name, how many steps, what is not ready, and where to read about them. */
export interface AboutPerson {
  readonly firstName: string;
  readonly journeyId: string;
  readonly kinds: readonly NoticeKind[];
  /** "Not ready: address, income": essentials by name, where a step is late. */
  readonly notReady?: string;
}

export interface MessageWords {
  readonly subject: string;
  readonly body: string;
}

/** The longest list in an email; the link at its end leads to everything. */
const MOST_LISTED = 50;

/** All that a message says to a victim liaison unit. */
export const TO_PASS_ON = 'There is a date to pass on';

/**
 * The words of an officer's message: for each person a first name and a link. What the steps are about is on the pages,
 * behind sign-in: a message says nothing of offence or risk. Where a step is late it names the essentials that are not
 * ready, medicine among them, as the page of the person does to everybody who may open it, and never why.
 * @param forUnit there is something for a victim liaison unit too, of which nothing more is said.
 */
export function officerMessage(
  people: readonly AboutPerson[],
  by: Channel,
  consoleUrl: string,
  forUnit = false,
): MessageWords {
  const toPassOn = `${TO_PASS_ON}:${by === 'TEXT' ? ' ' : '\n'}${consoleUrl}/dates-to-pass-on`;
  if (people.length === 0)
    return { subject: TO_PASS_ON, body: by === 'TEXT' ? `Through the Gate. ${toPassOn}` : toPassOn };
  const [only] = people;
  const everything = countKinds(people.flatMap(({ kinds }) => kinds));
  const about =
    people.length === 1 && only !== undefined
      ? `${only.firstName}: ${everything}`
      : `${people.length} people: ${everything}`;
  const all = `${consoleUrl}/steps`;
  const first = only === undefined || people.length > 1 ? all : linkTo(only, consoleUrl);
  if (by === 'TEXT') {
    const unready = people.length === 1 && only?.notReady !== undefined ? ` ${only.notReady}.` : '';
    const unit = forUnit ? ` ${toPassOn}` : '';
    return { subject: about, body: `Through the Gate. ${about}.${unready} ${first}${unit}` };
  }
  const more = people.length - MOST_LISTED;
  const lines = people
    .slice(0, MOST_LISTED)
    .map((person) =>
      [
        `${person.firstName}: ${countKinds(person.kinds)}`,
        ...(person.notReady === undefined ? [] : [person.notReady]),
        linkTo(person, consoleUrl),
      ].join('\n'),
    );
  return {
    subject: about,
    body: [
      ...lines,
      ...(more > 0 ? [`And ${more} more ${more === 1 ? 'person' : 'people'}.`] : []),
      ...(forUnit ? [toPassOn] : []),
      `Everything that waits for you:\n${all}`,
    ].join('\n\n'),
  };
}

const COUNTED: Readonly<Record<NoticeKind, (count: number) => string>> = {
  'step-escalated': (count) => `${steps(count)} escalated to you`,
  'step-overdue': (count) => `${steps(count)} overdue`,
  'step-due': (count) => `${steps(count)} due soon`,
  'step-opened': (count) => (count === 1 ? '1 new step' : `${count} new steps`),
  'standing-in': (count) =>
    count === 1 ? 'standing in for an officer who is away' : `standing in for officers of ${count} people`,
  'appointment-missed': (count) => `${appointments(count)} missed`,
  'appointment-cancelled': (count) => `${appointments(count)} cancelled`,
  'appointment-changed': (count) => `${appointments(count)} changed`,
  'appointment-made': (count) => `${appointments(count)} made`,
  'appointment-soon': (count) => `${appointments(count)} soon`,
  'date-to-pass-on': (count) => (count === 1 ? '1 date to pass on' : `${count} dates to pass on`),
};

/** "1 step overdue, 2 new steps" */
export function countKinds(kinds: readonly NoticeKind[]): string {
  return NOTICE_KINDS.flatMap((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 0 ? [] : [COUNTED[kind](count)];
  }).join(', ');
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}

function appointments(count: number): string {
  return count === 1 ? '1 appointment' : `${count} appointments`;
}

function linkTo({ journeyId }: AboutPerson, consoleUrl: string): string {
  return `${consoleUrl}/journeys/${journeyId}`;
}
