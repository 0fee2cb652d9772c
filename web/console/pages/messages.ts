import { recordContact, type GivenContact } from '../../../application/commands/record-contact.ts';
import {
  listMessages,
  type MessagesView,
  type MessageView,
} from '../../../application/queries/list-messages.ts';
import { formatCount, formatInstant } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import type { PageHandler } from '../page-request.ts';
import { notFound, page, problemPage, redirect, type PageResponse } from '../page-response.ts';

/** The reader's own messages. */
export const messages: PageHandler = async ({ services, user, localInbox }) => {
  const listed = await listMessages(services, user, user.id);
  if (!listed.ok) return problemPage(listed);
  const { reachable, waiting, messages: sent } = listed.value;
  return page('messages', {
    title: 'Messages',
    reachable,
    local: localInbox !== undefined,
    ...(waiting && {
      waiting: { ...waiting, at: formatInstant(waiting.sendAt), more: moreWords(waiting.more) },
    }),
    messages: sent.map((message) => ({
      ...message,
      when: formatInstant(message.at),
      how: howWords(message),
      sent: message.outcome === 'HANDED_OVER',
      more: moreWords(message.more),
    })),
  });
};

export const contactForm: PageHandler = async ({ services, user }) => {
  const listed = await listMessages(services, user, user.id);
  return listed.ok ? drawContact(givenIn(listed.value), NO_PROBLEMS) : problemPage(listed, '/messages');
};

export const changeContact: PageHandler = async ({ services, user, form }) => {
  const given: GivenContact = {
    email: form.get('email') ?? '',
    mobile: form.get('mobile') ?? '',
    by: form.get('by') === 'TEXT' ? 'TEXT' : 'EMAIL',
    when: form.get('when') === 'AT_ONCE' ? 'AT_ONCE' : 'DAILY',
  };
  const recorded = await recordContact(services, user, user.id, given);
  if (recorded.ok) return redirect('/messages', 'Where your messages are sent is recorded.');
  if (recorded.code !== 'VALIDATION_FAILED') return problemPage(recorded, '/messages');
  return drawContact(given, problemsOf(recorded.fields ?? []), 400);
};

/** Every message of the local product, as it would arrive. On AWS there is no such page. */
export const arrivedMessages: PageHandler = async ({ localInbox }) => {
  if (localInbox === undefined) return notFound();
  const arrived = await localInbox.arrived();
  return page('arrived-messages', {
    title: 'Messages as they would arrive',
    messages: arrived.map((message) => ({
      ...message,
      when: formatInstant(message.at),
      kind: message.by === 'EMAIL' ? 'Email' : 'Text',
      lines: message.body.split('\n'),
    })),
  });
};

function givenIn({ contact }: MessagesView): GivenContact {
  return {
    email: contact?.email ?? '',
    mobile: contact?.mobile ?? '',
    by: contact?.by ?? 'EMAIL',
    when: contact?.when ?? 'DAILY',
  };
}

function drawContact(given: GivenContact, problems: Problems, status = 200): PageResponse {
  const data = { title: 'Where your messages are sent', given, back: '/messages' };
  return page('contact', { ...data, ...problems }, status);
}

function moreWords(more: number): string | undefined {
  return more === 0 ? undefined : `and ${formatCount(more, 'more person', 'more people')}`;
}

function howWords({ outcome, by }: Pick<MessageView, 'outcome' | 'by'>): string {
  switch (outcome) {
    case 'HANDED_OVER':
      return by === 'TEXT' ? 'Sent by text' : 'Sent by email';
    case 'REFUSED':
      return 'Not sent: your email address or mobile number was refused. Correct it.';
    case 'GAVE_UP':
      return 'Not sent: GOV.UK Notify did not take it within a day.';
    case 'NO_CONTACT':
    case 'NOBODY':
      return 'Not sent: you have recorded no email address or mobile number.';
  }
}
