import { Temporal } from 'temporal-polyfill';
import { sayDate } from '../../domain/law/say-date.ts';
import { sayTime } from '../../domain/law/say-time.ts';
import type { IsoDate } from '../../domain/law/time.ts';

export const PLAN_LANGUAGES = ['en', 'cy'] as const;
export type PlanLanguage = (typeof PLAN_LANGUAGES)[number];

/** What the printed plan says to the person, in one language. */
export interface PlanWords {
  readonly lang: PlanLanguage;
  readonly date: (date: IsoDate) => string;
  readonly time: (time: string) => string;
  readonly title: string;
  /** After release. */
  readonly titleOutside: string;
  readonly leave: string;
  readonly left: string;
  readonly leaveOn: (day: string) => string;
  readonly leftOn: (day: string) => string;
  readonly leaveNotSettled: string;
  readonly live: string;
  readonly lives: string;
  readonly placeAt: string;
  readonly placeKnown: string;
  readonly stayUntil: (day: string) => string;
  readonly noPlace: (officer: string) => string;
  readonly meets: string;
  readonly isMet: (who: string) => string;
  readonly notMet: string;
  readonly appointments: string;
  readonly appointment: (day: string, time: string, place: string) => string;
  readonly noAppointment: (officer: string) => string;
  readonly cannotCome: string;
  readonly medicine: string;
  readonly askMedicine: string;
  readonly money: string;
  readonly claim: string;
  readonly claimNow: string;
  readonly claimed: string;
  readonly interviewOn: (day: string) => string;
  readonly notClaiming: string;
  readonly documents: string;
  readonly phone: string;
  readonly getsPhone: string;
  readonly call: string;
  readonly officerIs: (officer: string, place: string) => string;
  /** Before a line to write it on: no number of an officer is recorded for the person to call. */
  readonly officerNumber: string;
  readonly yourOfficer: string;
  readonly helplines: readonly string[];
  readonly printed: (day: string) => string;
}

const ENGLISH: PlanWords = {
  lang: 'en',
  date: sayDate,
  time: sayTime,
  title: 'Your release plan',
  titleOutside: 'Your plan',
  leave: 'When you leave',
  left: 'When you left',
  leaveOn: (day) => `You leave prison on ${day}.`,
  leftOn: (day) => `You left prison on ${day}.`,
  leaveNotSettled: 'This day is not settled yet. Ask before you make plans for it.',
  live: 'Where you go',
  lives: 'Where you stay',
  placeAt: 'You have a place to stay:',
  placeKnown: 'You have a place to stay. Ask your officer for the address.',
  stayUntil: (day) =>
    `You can stay there until the night of ${day}. Your officer helps you find a home after that.`,
  noPlace: (officer) => `We have not found you a place yet. Ask ${officer} what is being done.`,
  meets: 'Who meets you',
  isMet: (who) => `At the gate you are met by ${who}.`,
  notMet: 'Nobody has been arranged to meet you.',
  appointments: 'Your appointments',
  appointment: (day, time, place) => `${day} at ${time}: ${place}`,
  noAppointment: (officer) => `You have no appointment yet. Ask ${officer} when you must go.`,
  cannotCome: 'If you cannot come, call your officer before the appointment.',
  medicine: 'Medicine',
  askMedicine: 'If you take medicine, ask healthcare what you take with you.',
  money: 'Money and documents',
  claim: 'You can claim Universal Credit from the day you leave.',
  claimNow: 'You can claim Universal Credit.',
  claimed: 'You have claimed Universal Credit.',
  interviewOn: (day) => `Your interview at the Jobcentre is on ${day}.`,
  notClaiming: 'You said that you do not want to claim Universal Credit. You can change your mind.',
  documents: 'Your identity document leaves with you. Ask for it at the gate.',
  phone: 'Phone',
  getsPhone: 'You will be given a phone.',
  call: 'Who to call',
  officerIs: (officer, place) => `Your officer is ${officer}, ${place}.`,
  officerNumber: 'Their phone number:',
  yourOfficer: 'your officer',
  helplines: [
    'In an emergency: 999',
    'For health advice: 111',
    'To talk to the Samaritans, day or night: 116 123',
  ],
  printed: (day) => `Printed on ${day}. Things can change: ask your officer.`,
};

// Days follow a colon, because after a preposition they would mutate. No translator has checked these words yet.
const WELSH: PlanWords = {
  lang: 'cy',
  date: welshDate,
  time: (time) => time,
  title: 'Eich cynllun rhyddhau',
  titleOutside: 'Eich cynllun',
  leave: 'Pryd y byddwch yn gadael',
  left: 'Pryd y gadawsoch',
  leaveOn: (day) => `Y diwrnod y byddwch yn gadael y carchar: ${day}.`,
  leftOn: (day) => `Y diwrnod y gadawsoch y carchar: ${day}.`,
  leaveNotSettled: 'Nid yw’r diwrnod hwn wedi’i gadarnhau eto. Gofynnwch cyn gwneud trefniadau.',
  live: 'Ble y byddwch yn mynd',
  lives: 'Ble rydych yn aros',
  placeAt: 'Mae gennych le i aros:',
  placeKnown: 'Mae gennych le i aros. Gofynnwch i’ch swyddog am y cyfeiriad.',
  stayUntil: (day) =>
    `Y noson olaf yno: ${day}. Bydd eich swyddog yn eich helpu i ddod o hyd i gartref wedyn.`,
  noPlace: (officer) =>
    `Nid ydym wedi dod o hyd i le i chi eto. Gofynnwch i ${officer} beth sy’n cael ei wneud.`,
  meets: 'Pwy fydd yn cwrdd â chi',
  isMet: (who) => `Wrth y giât: ${who}.`,
  notMet: 'Nid oes neb wedi’i drefnu i gwrdd â chi.',
  appointments: 'Eich apwyntiadau',
  appointment: (day, time, place) => `${day} am ${time}: ${place}`,
  noAppointment: (officer) =>
    `Nid oes gennych apwyntiad eto. Gofynnwch i ${officer} pryd mae’n rhaid i chi fynd.`,
  cannotCome: 'Os na allwch ddod, ffoniwch eich swyddog cyn yr apwyntiad.',
  medicine: 'Meddyginiaeth',
  askMedicine:
    'Os ydych yn cymryd meddyginiaeth, gofynnwch i’r tîm gofal iechyd beth fyddwch yn ei gael wrth adael.',
  money: 'Arian a dogfennau',
  claim: 'Gallwch hawlio Credyd Cynhwysol o’r diwrnod y byddwch yn gadael.',
  claimNow: 'Gallwch hawlio Credyd Cynhwysol.',
  claimed: 'Rydych wedi hawlio Credyd Cynhwysol.',
  interviewOn: (day) => `Eich cyfweliad yn y Ganolfan Byd Gwaith: ${day}.`,
  notClaiming: 'Dywedoch chi nad ydych am hawlio Credyd Cynhwysol. Cewch newid eich meddwl.',
  documents: 'Byddwch yn cael eich dogfen adnabod wrth adael. Gofynnwch amdani wrth y giât.',
  phone: 'Ffôn',
  getsPhone: 'Byddwch yn cael ffôn.',
  call: 'Pwy i’w ffonio',
  officerIs: (officer, place) => `Eich swyddog yw ${officer}, ${place}.`,
  officerNumber: 'Rhif ffôn eich swyddog:',
  yourOfficer: 'eich swyddog',
  helplines: [
    'Mewn argyfwng: 999',
    'Am gyngor iechyd: 111',
    'I siarad â’r Samariaid, ddydd neu nos: 116 123',
  ],
  printed: (day) => `Argraffwyd: ${day}. Gall pethau newid: gofynnwch i’ch swyddog.`,
};

export const PLAN_WORDS: Readonly<Record<PlanLanguage, PlanWords>> = { en: ENGLISH, cy: WELSH };

const WELSH_DAYS = [
  'dydd Llun',
  'dydd Mawrth',
  'dydd Mercher',
  'dydd Iau',
  'dydd Gwener',
  'dydd Sadwrn',
  'dydd Sul',
];
const WELSH_MONTHS = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
];

/** "dydd Mawrth 9 Mawrth 2027" */
export function welshDate(date: IsoDate): string {
  const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(date);
  return `${WELSH_DAYS[dayOfWeek - 1] ?? ''} ${day} ${WELSH_MONTHS[month - 1] ?? ''} ${year}`;
}
