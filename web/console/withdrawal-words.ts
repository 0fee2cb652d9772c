import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { ReferralView } from '../../application/queries/referral-view.ts';
import {
  afterWithdrawal,
  ENDED_BY_WITHDRAWAL,
  endsEveryDutyToRefer,
} from '../../domain/pathways/referrals/withdrawal.ts';
import { isLiveState, type WithdrawalReason } from '../../domain/record/referral.ts';
import { readReferralSubject } from '../../domain/record/subjects.ts';

export const REASON_TITLES: Readonly<Record<WithdrawalReason, string>> = {
  NEW_REFERRAL: 'A new referral is to take its place',
  INCORRECT_LOCAL_AUTHORITY: 'It went to the wrong local authority',
  NO_CONSENT: 'The person does not consent to it',
  DISENGAGED: 'The person is no longer in contact',
  HOUSING_NEED_RESOLVED: 'The person has somewhere to live',
  NOT_ELIGIBLE: 'The person is not eligible',
  OTHER: 'Another reason',
};

/** What withdrawing a referral would do, before it is done. Uses the rules of the withdrawal itself. */
export function withdrawalMeans(
  journey: JourneyView,
  referral: ReferralView,
  reason: WithdrawalReason,
  agencyName: (id: string) => string,
): readonly string[] {
  const every = endsEveryDutyToRefer(referral.service, reason);
  const ended = journey.referrals.filter(
    ({ id, service, state }) =>
      id === referral.id || (every && service === referral.service && isLiveState(state)),
  );
  const closed = journey.steps.filter(
    ({ kind, subject }) =>
      Object.hasOwn(ENDED_BY_WITHDRAWAL, kind) && ended.some((each) => each.subject === subject),
  );
  return [
    ...ended.map(
      ({ agency }) => `A message goes to ${agency}: the referral is withdrawn. It can no longer answer it.`,
    ),
    ...(ended.length > 1
      ? ['Every referral under the duty to refer ends: the agreement is to them all.']
      : []),
    ...(ended.some(({ state }) => state === 'accepted')
      ? ['The acceptance stays in the timeline, and no longer counts.']
      : []),
    ...closed.map(({ title }) => `The step “${title}” closes.`),
    ...(reason === 'HOUSING_NEED_RESOLVED'
      ? ['No address is recorded by this. Record the address as well, if it is not yet.']
      : []),
    ...next(journey, referral, reason, agencyName),
  ];
}

function next(
  journey: JourneyView,
  { service, subject }: ReferralView,
  reason: WithdrawalReason,
  agencyName: (id: string) => string,
): readonly string[] {
  if (journey.releasedOn !== undefined)
    return ['If the person has nowhere to live, the supervising officer is asked whether to refer again.'];
  if (service !== 'DTR') return ['Nobody else is asked in its place.'];
  const after = afterWithdrawal(
    { housing: journey.housing, consents: journey.consents, referrals: summaries(journey) },
    subject,
    reason,
  );
  switch (after.next) {
    case 'CHOICE':
      return [`${councilOf(journey, after.subject, agencyName)}, the person’s next choice, is asked.`];
    case 'OTHER_ASKED':
      return [`The referral to ${councilOf(journey, after.subject, agencyName)} is not changed.`];
    case 'NO_CHOICE_LEFT':
      return ['No other council is on the person’s list, so an officer is asked to add one or say why not.'];
    case 'OFFICER_DECIDES':
      return ['No other council is asked before an officer adds one to the list.'];
    case 'NO_AGREEMENT':
      return [
        'No council is shown the person’s name or how to contact them, and none is asked before they agree again.',
      ];
  }
}

function councilOf({ housing }: JourneyView, subject: string, agencyName: (id: string) => string): string {
  const id = housing.authorities[(readReferralSubject(subject)?.choice ?? 0) - 1];
  return id === undefined ? 'Another council' : agencyName(id);
}

function summaries({ referrals }: JourneyView) {
  return referrals.map(({ subject, state }) => ({
    subject,
    live: isLiveState(state),
    ...(state === 'accepted' && { answer: 'ACCEPTED' as const }),
    ...(state === 'unanswered' && { unanswered: true as const }),
  }));
}
