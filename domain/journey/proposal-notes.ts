import { sayDate } from '../law/say-date.ts';
import type { IsoDate } from '../law/time.ts';
import { namesOfItems } from '../pathways/release/gate-items.ts';
import type { Proposal } from '../record/proposals.ts';
import { describeRecallReason } from './describe-recall-fact.ts';
import { describeReleaseGround } from './describe-release-fact.ts';
import type { Journey } from './journey.ts';
import { missingAtRelease } from './release.ts';
import { sentence } from './words.ts';

/** What a second officer must know before they answer, a sentence each. */
export function proposalNotes(proposal: Proposal, journey: Journey, today: IsoDate): readonly string[] {
  switch (proposal.kind) {
    case 'early-release-date':
      return [];
    case 'date-removal':
      return [
        `Reason: ${sentence(proposal.change.reason)}`,
        `Without it the release date is ${sayDate(proposal.change.releaseDate)}, which is earlier.`,
      ];
    case 'licence-variation': {
      const { from, reason, text } = proposal.change;
      return [
        ...(text === undefined ? [] : [`It would say: ${sentence(text)}`]),
        `Reason: ${sentence(reason)}`,
        from < today
          ? `${sayDate(from)} has passed: the change would count from today.`
          : 'It is explained to the person, who signs it.',
      ];
    }
    case 'release-correction':
    case 'recall-undoing':
      return [`Reason: ${sentence(proposal.change.reason)}`];
    case 'recall': {
      const { type, reason, explanation, alternatives } = proposal.change;
      return [
        `Reason: ${sentence(describeRecallReason(reason))} ${sentence(explanation)}`,
        `Tried before: ${sentence(alternatives)}`,
        type === 'STANDARD'
          ? 'A standard recall: until the Parole Board directs release, or the sentence ends.'
          : 'A recall for a fixed term.',
      ];
    }
    case 'release': {
      const { ground, reason, identityConfirmed, inHand } = proposal.change;
      return [
        `Released ${describeReleaseGround(ground)}.`,
        ...(reason === undefined ? [] : [`Reason: ${sentence(reason)}`]),
        identityConfirmed ? 'Identity is confirmed.' : 'Identity is not confirmed.',
        ...(inHand.length === 0 ? [] : [`In hand: ${namesOfItems(inHand)}.`]),
        ...missingAtRelease(journey, proposal.change, today),
      ];
    }
  }
}
