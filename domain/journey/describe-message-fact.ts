import { capitalised } from '../law/capitalised.ts';
import type { FactData } from '../record/facts.ts';
import type { LastingFigures } from '../law/figures.ts';
import { sayDate } from '../law/say-date.ts';
import { sayTime } from '../law/say-time.ts';
import { readStepKey } from '../record/step-key.ts';
import { describeWaitsFor, say, stepTitle, type Names } from './words.ts';

/** Sentences about appointments and messages: "told" only of a message that was handed over. */
export const describeMessageFact = {
  'appointment-made': (data: FactData): string => `An appointment ${when(data)} was made.`,
  'appointment-changed': (data: FactData): string => `An appointment was changed: it is ${when(data)}.`,
  'appointment-cancelled': (data: FactData): string => `The appointment ${when(data)} was cancelled.`,
  'appointment-kept': (data: FactData): string => `The appointment ${when(data)} was kept.`,
  'appointment-missed': (data: FactData): string =>
    `The appointment ${when(data)} was missed. The reason is asked for first: it is not by itself a breach.`,
  'contact-recorded': ({ agreed }: FactData): string =>
    agreed === true
      ? 'The person agreed to messages about their appointments.'
      : 'The person does not want messages about their appointments.',
  'message-handed-over': (data: FactData, names: Names, figures: LastingFigures): string =>
    `${reader(data, names)} was told${HOW[say(data['by'])] ?? ''}: ${about(data, figures)}.`,
  'message-not-handed-over': (data: FactData, names: Names, figures: LastingFigures): string =>
    `A message to ${data['to'] === 'person' ? 'the person' : describeWaitsFor(say(data['to']), names)} was not handed over, because ${WHY[say(data['why'])] ?? 'it could not be sent'}. It was about: ${about(data, figures)}.`,
};

function when({ on, at }: FactData): string {
  return `on ${sayDate(on)} at ${sayTime(say(at))}`;
}

const HOW: Readonly<Record<string, string>> = { EMAIL: ' by email', TEXT: ' by text' };

const WHY: Readonly<Record<string, string>> = {
  REFUSED: 'their email address or mobile number was refused',
  GAVE_UP: 'GOV.UK Notify did not take it within a day',
  NOBODY: 'nobody in the staff register does that work',
};

const SAID = [
  ['escalated', 'escalated'],
  ['overdue', 'overdue'],
  ['due', 'due soon'],
  ['opened', 'new'],
] as const;

/** “Housing need” is overdue, the appointment on Tuesday 1 December 2026 was missed */
function about(data: FactData, figures: LastingFigures): string {
  const steps = SAID.flatMap(([field, standing]) =>
    textsIn(data[field]).map((key) => `“${titleOf(key, figures)}” is ${standing}`),
  );
  const absence = data['standingIn'] === true ? ['an officer is away, and they stand in'] : [];
  return [...absence, ...steps, ...textsIn(data['appointments']).map(aboutAppointment)].join(', ');
}

const APPOINTMENTS: Readonly<Record<string, string>> = {
  'appointment-made': 'was made',
  'appointment-changed': 'was changed',
  'appointment-cancelled': 'was cancelled',
  'appointment-missed': 'was missed',
  'appointment-soon': 'is soon',
};

function aboutAppointment(text: string): string {
  const [kind = '', on] = text.split(' ');
  return `the appointment on ${sayDate(on)} ${APPOINTMENTS[kind] ?? 'was made'}`;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(say) : [];
}

function titleOf(key: string, figures: LastingFigures): string {
  const { kind, subject } = readStepKey(key) ?? {};
  return kind === undefined ? key : stepTitle(kind, figures, subject);
}

function reader(data: FactData, names: Names): string {
  if (data['to'] === 'person') return 'The person';
  return capitalised(describeWaitsFor(say(data['to']), names));
}
