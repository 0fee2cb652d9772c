import type { JourneyView } from '../../application/queries/get-journey.ts';
import { spanInDigits } from '../../domain/law/number-words.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { dayInLondon } from '../../domain/law/time.ts';
import { CONTACT_MEANS_NAMES } from '../../domain/pathways/community/contact.ts';
import { MISSED_BECAUSE_NAMES } from '../../domain/pathways/community/missed.ts';
import { formatCount } from './formats.ts';
import { recordRow, type RecordRow } from './record-rows.ts';

const MISSED_SHOWN = 3;

/** Contacts, missed appointments and enforcement after release. */
export function supervisionRows({ answered, supervision = {}, sentence }: JourneyView): readonly RecordRow[] {
  const { contacts = [], contactEveryDays, hearingOn, missed = [], warnings = 0 } = supervision;
  const latest = contacts.at(-1);
  return [
    recordRow('Contact', [
      latest === undefined
        ? (firstKept(answered) ?? 'None is recorded.')
        : `The latest on ${sayDate(latest.on)}. ${CONTACT_MEANS_NAMES[latest.means]}.`,
      ...(contactEveryDays === undefined
        ? []
        : [`Face to face at least every ${spanInDigits(contactEveryDays)}.`]),
    ]),
    recordRow('Missed appointments', [
      ...missed
        .slice(-MISSED_SHOWN)
        .toReversed()
        .map(({ on, because }) => `${sayDate(on)}. ${MISSED_BECAUSE_NAMES[because]}.`),
      ...(missed.length === 0 ? ['None.'] : []),
      ...(missed.length > MISSED_SHOWN ? [`${missed.length} in all.`] : []),
    ]),
    recordRow('Warnings', warnings === 0 ? [] : [formatCount(warnings, 'warning', 'warnings')]),
    recordRow('Review hearing', hearingOn === undefined ? [] : [`${sayDate(hearingOn)}.`]),
    recordRow('Ends', [
      sentence.supervisionEndsOn === undefined ? 'Not known.' : `${sayDate(sentence.supervisionEndsOn)}.`,
    ]),
  ].flat();
}

/** For a journey from before the first appointment was kept as a contact. */
function firstKept(answered: JourneyView['answered']): string | undefined {
  const kept = answered.find(({ kind, outcome }) => kind === 'first-appointment' && outcome === 'KEPT');
  return kept && `The first appointment was kept, as recorded on ${sayDate(dayInLondon(kept.at))}.`;
}
