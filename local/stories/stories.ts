import { death } from './death.ts';
import { events } from './events.ts';
import { first } from './first.ts';
import { fridayUndecided } from './friday-undecided.ts';
import { hold } from './hold.ts';
import { homeless } from './homeless.ts';
import { life } from './life.ts';
import { liferParole } from './lifer-parole.ts';
import { longSentence } from './long-sentence.ts';
import { merge } from './merge.ts';
import { movedDate } from './moved-date.ts';
import { noLicence } from './no-licence.ts';
import { officerAbsent } from './officer-absent.ts';
import { recall } from './recall.ts';
import { secondCouncil } from './second-council.ts';
import { sixCycles } from './six-cycles.ts';
import { shortSentence } from './short-sentence.ts';
import type { Story } from './story.ts';
import { temporaryBed } from './temporary-bed.ts';
import { timeServed } from './time-served.ts';
import { transferToWales } from './transfer-to-wales.ts';
import { victimContact } from './victim-contact.ts';
import { wales } from './wales.ts';
import { welshSpeaker } from './welsh-speaker.ts';
import { wholeLife } from './whole-life.ts';
import { withdrawnConsent } from './withdrawn-consent.ts';
import { womanWithChildren } from './woman-with-children.ts';
import { youngAdult } from './young-adult.ts';

/** The stories that the demonstration can show, by the name that is typed. */
export const STORIES: Readonly<Record<string, Story>> = {
  first,
  'whole-life': wholeLife,
  'second-council': secondCouncil,
  homeless,
  'temporary-bed': temporaryBed,
  'time-served': timeServed,
  life,
  'friday-undecided': fridayUndecided,
  'moved-date': movedDate,
  wales,
  recall,
  'six-cycles': sixCycles,
  death,
  merge,
  'withdrawn-consent': withdrawnConsent,
  hold,
  'officer-absent': officerAbsent,
  events,
  'transfer-to-wales': transferToWales,
  'short-sentence': shortSentence,
  'young-adult': youngAdult,
  'no-licence': noLicence,
  'welsh-speaker': welshSpeaker,
  'woman-with-children': womanWithChildren,
  'lifer-parole': liferParole,
  'long-sentence': longSentence,
  'victim-contact': victimContact,
};
