/** The parts of a person's page that the list at its side links to, in order. */
const NAMES = {
  steps: 'Open steps',
  answered: 'Answered steps',
  about: 'About this person',
  pathways: 'Pathways',
  licence: 'Licence',
  supervision: 'Supervision',
  money: 'Money and debts',
  documents: 'Identity documents',
  health: 'Health',
  mentors: 'Mentors, volunteers and peers',
  safeguarding: 'Safeguarding of children',
  distance: 'Distance travelled',
  consent: 'Consent',
  referrals: 'Referrals',
  dates: 'Dates of the sentence',
  earlier: 'Earlier releases',
  timeline: 'Timeline',
} as const;
type SectionName = keyof typeof NAMES;

export interface Section {
  /** Of its heading. */
  readonly id: string;
  readonly name: string;
}

type Sections = Readonly<Partial<Record<SectionName, Section>>>;

/** @param shown whether the page has it; a part that is not named here is on every page. */
export function personSections(shown: Readonly<Partial<Record<SectionName, boolean>>>): Sections {
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([key, name]) =>
      shown[key as SectionName] === false ? [] : [[key, { id: idOf(name), name }]],
    ),
  );
}

/** "open-steps" of "Open steps", so that an address is read as easily as the page. */
function idOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}
