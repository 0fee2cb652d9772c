import { PATHWAY_ENTRIES, isPathway } from '../pathways/catalogue.ts';
import { MENTOR_ROLES } from '../pathways/mentors/data.ts';
import { MENTOR_ROLE_WORDS } from '../pathways/mentors/mentors.ts';
import type { FactData } from '../record/facts.ts';

/** Sentences about mentors, volunteers and peers. Their names are on the person's page only. */
export const describeMentorFact = {
  'mentor-offered': (data: FactData): string => `${who(data)} was offered ${forWhat(data)}.`,
  'mentor-accepted': (data: FactData): string => `The person accepted ${lower(who(data))} ${forWhat(data)}.`,
  'mentor-declined': (data: FactData): string => `The person declined ${lower(who(data))} ${forWhat(data)}.`,
  'mentor-at-gate': (data: FactData): string => `${who(data)} meets the person at the gate.`,
  'mentor-not-at-gate': (data: FactData): string => `${who(data)} does not come to the gate.`,
  'mentor-stopped': (data: FactData): string => `${who(data)} ${forWhat(data)} stopped.`,
} as const;

function who(data: FactData): string {
  const role = MENTOR_ROLES.find((each) => each === data['role']) ?? 'MENTOR';
  return `A ${MENTOR_ROLE_WORDS[role]}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function forWhat(data: FactData): string {
  return `for ${helpsWithWords(String(data['helpsWith']))}`;
}

/** "the gate", "drugs and alcohol" */
export function helpsWithWords(helpsWith: string): string {
  return isPathway(helpsWith) ? lower(PATHWAY_ENTRIES[helpsWith].name) : 'the gate';
}
