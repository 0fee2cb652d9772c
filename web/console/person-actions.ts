import type { JourneyView } from '../../application/queries/get-journey.ts';
import { decide } from '../../domain/access/access.ts';
import { hasReleaseToCorrect } from '../../domain/journey/correct-release.ts';
import { recallToUndo } from '../../domain/journey/undo-recall.ts';
import { isOnLicence } from '../../domain/pathways/licence-and-release-date/variation.ts';
import { awaitsReturn } from '../../domain/record/recall.ts';
import type { SignedInRequest } from './page-request.ts';
import { mayStillDecide } from './release-words.ts';

/** Whether the list beside the person has anything in it; the rest is linked from where it belongs. */
export function listsWork({
  decide: _decide,
  recordSentence: _sentence,
  changeDate: _date,
  withdraw: _withdraw,
  mentor: _mentor,
  recordConsent: _consent,
  ...listed
}: ReturnType<typeof mayDo>): boolean {
  return Object.values(listed).includes(true);
}

/** What the reader may do about the person now. */
export function mayDo({ user, today }: SignedInRequest, journey: JourneyView) {
  const subject = { journey, today };
  const returns = journey.phase === 'recalled' && awaitsReturn(journey);
  const inside = journey.releasedOn === undefined && journey.phase !== 'closed';
  const onRemand = journey.sentence.releaseKind === 'REMAND';
  return {
    decide: mayStillDecide(journey, today) && decide(user, 'decide-release-day', subject).allowed,
    recordSentence: inside && onRemand && decide(user, 'record-sentence', subject).allowed,
    changeDate: inside && !onRemand && decide(user, 'set-release-date', subject).allowed,
    release: inside && !returns && decide(user, 'record-release', subject).allowed,
    correctRelease: hasReleaseToCorrect(journey) && decide(user, 'correct-release', subject).allowed,
    varyLicence: isOnLicence(journey) && decide(user, 'vary-licence', subject).allowed,
    recall:
      journey.phase === 'community' &&
      !journey.proposals.some(({ kind }) => kind === 'recall') &&
      decide(user, 'recall-person', subject).allowed,
    undoRecall: recallToUndo(journey) !== undefined && decide(user, 'recall-person', subject).allowed,
    recordReturn: returns && decide(user, 'record-return', subject).allowed,
    recordDetails: journey.phase !== 'closed' && decide(user, 'record-details', subject).allowed,
    arrange: journey.death === undefined && decide(user, 'arrange-appointment', subject).allowed,
    mentor: journey.phase !== 'closed' && decide(user, 'arrange-mentor', subject).allowed,
    withdraw: journey.phase !== 'closed' && decide(user, 'withdraw-referral', subject).allowed,
    transfer: inside && decide(user, 'transfer-person', subject).allowed,
    changeOfficers: journey.phase !== 'closed' && decide(user, 'change-officers', subject).allowed,
    hold: journey.phase !== 'closed' && decide(user, 'hold-journey', subject).allowed,
    recordDeath: journey.phase !== 'closed' && decide(user, 'record-death', subject).allowed,
    limitAccess: decide(user, 'limit-access', subject).allowed,
    // For everybody in their care, so that the links say nothing.
    victimContact: decide(user, 'read-victim-contact', subject).allowed,
    victimConditions: decide(user, 'read-victim-conditions', subject).allowed,
    merge: journey.phase !== 'closed' && decide(user, 'merge-records', subject).allowed,
    recordConsent: journey.phase !== 'closed' && decide(user, 'record-consent', subject).allowed,
    restart: journey.phase !== 'closed' && decide(user, 'restart-journey', subject).allowed,
  };
}
