import { capitalised } from '../../../domain/law/capitalised.ts';
import * as z from 'zod';
import { changeMentor, offerMentor } from '../../../application/commands/arrange-mentor.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { note } from '../../../domain/pathways/answer-details.ts';
import { PATHWAY_ENTRIES, PATHWAYS } from '../../../domain/pathways/catalogue.ts';
import { TOO_LONG, type Choice } from '../../../domain/pathways/form-field.ts';
import { MENTOR_ROLES, type Mentor } from '../../../domain/pathways/mentors/data.ts';
import {
  mayChange,
  MENTOR_CHANGES,
  MENTOR_ROLE_WORDS,
  type MentorChange,
} from '../../../domain/pathways/mentors/mentors.ts';
import { journeyForm } from '../journey-form.ts';
import { mentorWords } from '../mentor-words.ts';
import type { SignedInRequest } from '../page-request.ts';

const CHANGE_WORDS: Readonly<Record<MentorChange, string>> = {
  ACCEPTED: 'The person accepts',
  DECLINED: 'The person declines',
  AT_GATE: 'They meet the person at the gate',
  NOT_AT_GATE: 'They do not come to the gate',
  STOPPED: 'They stop',
};

const CLOSED = 'The journey of this person is closed.';

export const offer = journeyForm({
  action: 'arrange-mentor',
  heading: 'Offer a mentor, volunteer or peer',
  button: 'Record the offer',
  lines: () => ['They help beside staff, in one pathway or at the gate, and are never asked to do a step.'],
  fields: () => [
    {
      kind: 'radios',
      name: 'role',
      label: 'Who they are',
      choices: MENTOR_ROLES.map((value) => ({ value, text: capitalised(MENTOR_ROLE_WORDS[value]) })),
      problem: 'Choose a mentor, a volunteer or a peer',
    },
    {
      kind: 'text',
      name: 'name',
      label: 'Name',
      problem: 'Enter the name on one line of up to 100 characters',
    },
    {
      kind: 'text',
      name: 'organisation',
      label: 'Organisation (optional)',
      problem: 'Enter the organisation on one line of up to 100 characters',
    },
    {
      kind: 'select',
      name: 'helpsWith',
      label: 'What they help with',
      choices: [
        ...PATHWAYS.map((value) => ({ value, text: PATHWAY_ENTRIES[value].name })),
        { value: 'gate', text: 'The gate' },
      ],
      problem: 'Choose a pathway, or the gate',
    },
  ],
  given: z.strictObject({
    role: z.enum(MENTOR_ROLES),
    name: z.string(),
    organisation: z.string().optional(),
    helpsWith: z.string(),
  }),
  closedTo: ({ phase }) => (phase === 'closed' ? CLOSED : undefined),
  run: ({ services, user }, id, given, terms) => offerMentor(services, user, id, given, terms),
  done: () => 'The offer is recorded.',
});

export const change = journeyForm({
  action: 'arrange-mentor',
  heading: 'Change a mentor, volunteer or peer',
  button: 'Record',
  lines: (journey, request) => {
    const mentor = mentorOf(journey, request);
    return mentor === undefined ? [] : [`${mentorWords(mentor)}.`];
  },
  fields: (journey, request) => [
    {
      kind: 'radios',
      name: 'change',
      label: 'What changes',
      choices: choicesFor(journey, request),
      problem: 'Choose what changes',
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason (optional)',
      hint: 'Needed when they stop',
      problem: `${TOO_LONG} for the reason`,
    },
  ],
  given: z.strictObject({ change: z.enum(MENTOR_CHANGES), reason: note.optional() }),
  closedTo: (journey, request) => {
    if (journey.phase === 'closed') return CLOSED;
    return choicesFor(journey, request).length === 0
      ? 'There is no such mentor, or they have stopped already.'
      : undefined;
  },
  run: ({ services, user, params }, id, given, terms) =>
    changeMentor(services, user, id, params['mentorId'] ?? '', given, terms),
  done: () => 'The change is recorded.',
});

function mentorOf({ mentors }: JourneyView, { params }: SignedInRequest): Mentor | undefined {
  return mentors.find(({ id }) => id === params['mentorId']);
}

function choicesFor(journey: JourneyView, request: SignedInRequest): readonly Choice[] {
  const mentor = mentorOf(journey, request);
  if (mentor === undefined) return [];
  const { releasedOn } = journey;
  const out = releasedOn === undefined ? {} : { releasedOn };
  return MENTOR_CHANGES.filter(
    (each) => mayChange(mentor, each, out) === undefined && !(each === 'AT_GATE' && mentor.atGate === true),
  ).map((value) => ({ value, text: CHANGE_WORDS[value] }));
}
