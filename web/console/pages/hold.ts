import * as z from 'zod';
import { holdJourney, resumeJourney } from '../../../application/commands/hold-journey.ts';
import { describeHoldReason, HOLD_REASON_WORDS } from '../../../domain/journey/describe-hold.ts';
import { holdPolicy } from '../../../domain/journey/hold-policy.ts';
import { dateInLondon } from '../../../domain/law/time.ts';
import type { Services } from '../../../application/services.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { note } from '../../../domain/pathways/answer-details.ts';
import { NOTE_FIELD } from '../../../domain/pathways/form-field.ts';
import { HOLD_REASONS } from '../../../domain/record/hold.ts';
import { journeyForm } from '../journey-form.ts';

export const hold = journeyForm({
  action: 'hold-journey',
  heading: 'Put the journey on hold',
  button: 'Put on hold',
  lines: (_journey, { services }) => [
    'Steps can be answered while the journey is on hold, but no step has a deadline and the person is sent no messages. When you resume it, they are reminded of appointments to come.',
    `Deadlines go on while the person is ${continuing('clocks', services)}, and messages while they are ${continuing('messagesToPerson', services)}.`,
    'Release and the end of supervision stay on their days.',
  ],
  fields: () => [
    {
      kind: 'radios',
      name: 'reason',
      label: 'Why',
      choices: HOLD_REASONS.map((value) => ({ value, text: HOLD_REASON_WORDS[value] })),
      problem: 'Choose why the journey is on hold',
    },
    { kind: 'date', name: 'since', label: 'Since', problem: 'Enter the day from which it is on hold' },
    NOTE_FIELD,
  ],
  given: z.strictObject({ reason: z.enum(HOLD_REASONS), since: z.iso.date(), note: note.optional() }),
  closedTo: ({ phase, hold: now }) =>
    phase === 'closed'
      ? 'The journey of this person is closed.'
      : now && `It is on hold already, from ${sayDate(now.since)}: ${describeHoldReason(now.reason)}.`,
  run: ({ services, user }, id, { note: written, ...given }, terms) =>
    holdJourney(services, user, id, { ...given, ...(written !== undefined && { note: written }) }, terms),
  done: ({ heldSince }) => `The journey is on hold from ${sayDate(heldSince)}.`,
});

/** "at court or on temporary absence". */
function continuing(what: 'clocks' | 'messagesToPerson', { clock }: Services): string {
  const today = dateInLondon(clock.now()).toString();
  const going = HOLD_REASONS.filter((reason) => holdPolicy(reason, today)[what] === 'CONTINUE');
  return going.map(describeHoldReason).join(' or ');
}

export const resume = journeyForm({
  action: 'hold-journey',
  heading: 'Resume the journey',
  button: 'Resume',
  lines: ({ hold: now }) => [
    ...(now ? [`On hold from ${sayDate(now.since)}: ${describeHoldReason(now.reason)}.`] : []),
    'Deadlines count again, without the days on hold.',
  ],
  fields: () => [
    { kind: 'date', name: 'on', label: 'Resumed on', problem: 'Enter the day on which the hold ended' },
  ],
  given: z.strictObject({ on: z.iso.date() }),
  closedTo: ({ hold: now }) => (now === undefined ? 'The journey is not on hold.' : undefined),
  run: ({ services, user }, id, given, terms) => resumeJourney(services, user, id, given, terms),
  done: ({ resumedOn }) => `The journey was resumed on ${sayDate(resumedOn)}.`,
});
