import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';
import type { Need } from './data.ts';

export interface SupportWords {
  readonly name: string;
  /** To follow "whether the person needs ...". */
  readonly help: string;
  /** How the usual officer assesses it. */
  readonly usually: 'SUPPORT_NEEDED' | 'NO_SUPPORT_NEEDED';
  /** The step that an assessed need opens, besides the question of a referral. */
  readonly also?: 'treatment-appointment' | 'work-preparation' | 'family-contact';
}

/** The pathways that assess a need, refer the person or not, and record the outcome. One more is one more line. */
export const SUPPORT_WORDS = {
  'drugs-and-alcohol': {
    name: 'Drugs and alcohol',
    help: 'help with drugs or alcohol',
    usually: 'SUPPORT_NEEDED',
    also: 'treatment-appointment',
  },
  'education-skills-and-work': {
    name: 'Education, skills and work',
    help: 'help with education, skills or work',
    usually: 'SUPPORT_NEEDED',
    also: 'work-preparation',
  },
  'children-families-and-communities': {
    name: 'Children, families and communities',
    help: 'help with children, family or ties in the community',
    usually: 'SUPPORT_NEEDED',
    also: 'family-contact',
  },
  'attitudes-thinking-and-behaviour': {
    name: 'Attitudes, thinking and behaviour',
    help: 'help with attitudes, thinking and behaviour',
    usually: 'NO_SUPPORT_NEEDED',
  },
} as const satisfies Readonly<Record<string, SupportWords>>;

export type SupportPathway = keyof typeof SUPPORT_WORDS;

export const SUPPORT_PATHWAYS = Object.keys(SUPPORT_WORDS).filter(isSupportPathway);

export function isSupportPathway(pathway: string): pathway is SupportPathway {
  return Object.hasOwn(SUPPORT_WORDS, pathway);
}

/** One entry for each pathway, under the pathway's name and a suffix, or its name alone. */
export function forEachPathway<Suffix extends string, Entry>(
  suffix: Suffix,
  make: (pathway: SupportPathway) => Entry,
): Readonly<Record<`${SupportPathway}${Suffix}`, Entry>> {
  const entries = SUPPORT_PATHWAYS.map((pathway) => [`${pathway}${suffix}`, make(pathway)] as const);
  return Object.fromEntries(entries) as Record<`${SupportPathway}${Suffix}`, Entry>;
}

export const SUPPORT_PATHWAY_ENTRIES = forEachPathway('', (pathway): Omit<PathwayEntry, 'machine'> => ({
  name: SUPPORT_WORDS[pathway].name,
  readiness: ({ support }) => sayNeed(support?.needs?.[pathway]),
}));

function sayNeed(need: Need | undefined): readonly string[] {
  if (need === undefined) return ['The need has not been assessed.'];
  const { answer, on, ownScore, referred } = need;
  const score =
    ownScore === undefined ? [] : [`The person’s own score was ${ownScore} of 10 on ${sayDate(on)}.`];
  if (answer === 'DECLINED') return [`The person declined support on ${sayDate(on)}.`, ...score];
  if (answer === 'NOT_NEEDED') return ['No support is needed.', ...score];
  return [
    referred === undefined
      ? 'Support is needed, and no referral is recorded.'
      : `Referred to ${referred.to} on ${sayDate(referred.on)}.`,
    ...score,
  ];
}
