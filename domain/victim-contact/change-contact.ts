import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../record/actor.ts';
import type { Head } from '../record/head.ts';
import { sayDate } from '../law/say-date.ts';
import { dayInLondon } from '../law/time.ts';
import type { AskedCondition, ContactCase, VictimContact } from './contact.ts';
import type { ContactChange } from './contact-change.ts';
import { ask, withoutWait, type ContactContext } from './follow-journey.ts';
import { noted, type EntryType, type WithEntries } from './history.ts';
import { isToPassOn, sayStanding, standingKey, standingOf } from './standing.ts';
import type { FactData } from '../record/facts.ts';

export interface ChangeContext extends ContactContext {
  readonly by: Actor;
  readonly newId: () => string;
  readonly journey: Pick<
    Head,
    'phase' | 'releasedOn' | 'releaseDateInForce' | 'death' | 'sentence' | 'region'
  >;
}

export type ContactChanged =
  | (WithEntries & { readonly ok: true; readonly id: string })
  | {
      readonly ok: false;
      readonly code: 'VALIDATION_FAILED' | 'NOT_FOUND' | 'CONFLICT' | 'RULE_REFUSED';
      readonly detail: string;
      readonly field?: string;
    };

export const MOST_CASES = 20;
export const MOST_CONDITIONS = 20;

/** Carries out what the unit records. Agencies stop waiting once every open case has what is to be passed on. */
export function changeContact(
  contact: VictimContact,
  change: ContactChange,
  context: ChangeContext,
): ContactChanged {
  const changed =
    change.do === 'open-case' ? open(contact, change, context) : within(contact, change, context);
  if (!changed.ok) return changed;
  const asked = ask(changed, standingOf(context.journey), context);
  const settled = asked.contact.toPassOn === undefined ? withoutWait(asked.contact) : asked.contact;
  return { ...changed, ...asked, contact: settled };
}

type Change<D extends ContactChange['do']> = Extract<ContactChange, { readonly do: D }>;

function open(contact: VictimContact, change: Change<'open-case'>, context: ChangeContext): ContactChanged {
  const { journey, now, newId } = context;
  if (journey.phase === 'closed') return refused('CONFLICT', 'The journey of this person is closed.');
  if (contact.cases.length >= MOST_CASES)
    return refused('RULE_REFUSED', `A person has at most ${MOST_CASES} victim contact cases.`);
  if (change.basis === 'STATUTORY' && isTooShort(context)) {
    const { victimContactSentenceMonths: months } = context.law.on(dayInLondon(now));
    return refused(
      'RULE_REFUSED',
      `The sentence is shorter than ${months} months, so the duty in law does not apply. Record the case as one by discretion.`,
      'basis',
    );
  }
  const { do: _do, reference, note, ...rest } = change;
  const opened: ContactCase = {
    ...rest,
    id: newId(),
    ...(reference !== undefined && { reference }),
    ...(note !== undefined && { note }),
    conditions: [],
    openedAt: now,
  };
  return keep({ ...contact, cases: [...contact.cases, opened] }, context, opened.id, 'case-opened', {
    ...rest,
  });
}

/** By the length that is recorded; one that is not known is left to the unit. */
function isTooShort({ journey: { sentence }, now, law }: ChangeContext): boolean {
  if (sentence.lengthDays === undefined) return false;
  const { victimContactSentenceMonths: months } = law.on(dayInLondon(now));
  const start = Temporal.PlainDate.from(sentence.startDate);
  return sentence.lengthDays < start.until(start.add({ months }), { largestUnit: 'days' }).days;
}

function within(
  contact: VictimContact,
  change: Exclude<ContactChange, { readonly do: 'open-case' }>,
  context: ChangeContext,
): ContactChanged {
  const found = contact.cases.find(({ id }) => id === change.case);
  if (found === undefined) return refused('NOT_FOUND', 'There is no such victim contact case.');
  if (found.closed !== undefined) return refused('CONFLICT', 'This victim contact case is closed.');
  switch (change.do) {
    case 'change-case': {
      const { entitlements, officer, note } = change;
      const { note: _before, ...rest } = found;
      const changed = { ...rest, entitlements, officer, ...(note !== undefined && { note }) };
      return put(contact, changed, context, 'case-changed', { entitlements, officer });
    }
    case 'close-case': {
      const { reason } = change;
      const closed = { at: context.now, by: context.by.id, reason };
      return put(contact, { ...found, closed }, context, 'case-closed', { reason });
    }
    case 'pass-on':
      return passOn(contact, found, change, context);
    case 'ask-condition': {
      if (found.conditions.length >= MOST_CONDITIONS)
        return refused('RULE_REFUSED', `A case has at most ${MOST_CONDITIONS} licence conditions.`);
      const { kind, text } = change;
      const asked: AskedCondition = { id: context.newId(), kind, text, askedOn: dayInLondon(context.now) };
      const conditions = [...found.conditions, asked];
      return put(contact, { ...found, conditions }, context, 'condition-asked', {
        condition: asked.id,
        kind,
      });
    }
    case 'put-condition':
    case 'answer-condition':
      return moveCondition(contact, found, change, context);
  }
}

function passOn(
  contact: VictimContact,
  found: ContactCase,
  { standing, outcome, means, on }: Change<'pass-on'>,
  context: ChangeContext,
): ContactChanged {
  const now = standingOf(context.journey);
  if (standing !== standingKey(now))
    return refused(
      'CONFLICT',
      `This has changed since. It is now: ${sayStanding(now)}. Pass that on instead.`,
    );
  if (!isToPassOn(found, now)) return refused('CONFLICT', 'This has been dealt with already.');
  if (outcome === 'PASSED_ON' && means === undefined)
    return refused('VALIDATION_FAILED', 'Choose how it was passed on.', 'means');
  const today = dayInLondon(context.now);
  if (on > today) return refused('VALIDATION_FAILED', 'The day must not be in the future.', 'on');
  const since = contact.toPassOn?.since;
  if (since !== undefined && on < dayInLondon(since)) {
    const detail = `The day must be on or after ${sayDate(dayInLondon(since))}, when the unit had it.`;
    return refused('VALIDATION_FAILED', detail, 'on');
  }
  const how = { standing, outcome, on, ...(means !== undefined && outcome === 'PASSED_ON' && { means }) };
  const passedOn = { ...how, at: context.now, by: context.by.id };
  return put(contact, { ...found, passedOn }, context, 'passed-on', how);
}

function moveCondition(
  contact: VictimContact,
  found: ContactCase,
  change: Change<'put-condition'> | Change<'answer-condition'>,
  context: ChangeContext,
): ContactChanged {
  const condition = found.conditions.find(({ id }) => id === change.condition);
  if (condition === undefined) return refused('NOT_FOUND', 'There is no such licence condition.');
  const today = dayInLondon(context.now);
  const moved = (next: AskedCondition) => ({
    ...found,
    conditions: found.conditions.map((each) => (each.id === next.id ? next : each)),
  });
  if (change.do === 'put-condition') {
    if (condition.putOn !== undefined)
      return refused('CONFLICT', 'This has been put to the community offender manager already.');
    return put(contact, moved({ ...condition, putOn: today }), context, 'condition-put', {
      condition: condition.id,
    });
  }
  if (condition.putOn === undefined)
    return refused('CONFLICT', 'This has not been put to the community offender manager yet.');
  const { answer } = change;
  return put(contact, moved({ ...condition, answer, answeredOn: today }), context, 'condition-answered', {
    condition: condition.id,
    answer,
  });
}

function put(
  contact: VictimContact,
  changed: ContactCase,
  context: ChangeContext,
  type: EntryType,
  data: FactData,
): ContactChanged {
  const cases = contact.cases.map((each) => (each.id === changed.id ? changed : each));
  return keep({ ...contact, cases }, context, changed.id, type, data);
}

function keep(
  contact: VictimContact,
  { now, by }: ChangeContext,
  id: string,
  type: EntryType,
  data: FactData,
): ContactChanged {
  return { ok: true, id, ...noted({ contact, entries: [] }, now, by, type, { case: id, ...data }) };
}

function refused(
  code: 'VALIDATION_FAILED' | 'NOT_FOUND' | 'CONFLICT' | 'RULE_REFUSED',
  detail: string,
  field?: string,
): ContactChanged {
  return { ok: false, code, detail, ...(field !== undefined && { field }) };
}
