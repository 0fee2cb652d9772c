import type { FactData } from '../record/facts.ts';
import type { LastingFigures } from '../law/figures.ts';
import { readStepKey } from '../record/step-key.ts';
import { describeWaitsFor, say, stepTitle, type Names } from './words.ts';

/** Sentences about messages: "told" only of one that was handed over. */
export const describeMessageFact = {
  'message-handed-over': (data: FactData, names: Names, figures: LastingFigures): string =>
    `${reader(data, names)} was told${HOW[say(data['by'])] ?? ''}: ${about(data, figures)}.`,
  'message-not-handed-over': (data: FactData, names: Names, figures: LastingFigures): string =>
    `A message to ${describeWaitsFor(say(data['to']), names)} was not handed over, because ${WHY[say(data['why'])] ?? 'it could not be sent'}. It was about: ${about(data, figures)}.`,
};

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

/** “Housing need” is overdue, “Bank account” is new */
function about(data: FactData, figures: LastingFigures): string {
  return SAID.flatMap(([field, standing]) => {
    const keys = data[field];
    if (!Array.isArray(keys)) return [];
    return keys.map((key: unknown) => `“${titleOf(say(key), figures)}” is ${standing}`);
  }).join(', ');
}

function titleOf(key: string, figures: LastingFigures): string {
  const { kind, subject } = readStepKey(key) ?? {};
  return kind === undefined ? key : stepTitle(kind, figures, subject);
}

function reader(data: FactData, names: Names): string {
  const words = describeWaitsFor(say(data['to']), names);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
