import { capitalised } from '../../domain/law/capitalised.ts';
import { RECALL_REASON_WORDS } from '../../domain/journey/describe-recall-fact.ts';
import { describeActor, sentence, type Names } from '../../domain/journey/words.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { EarlierCycle, Recall } from '../../domain/record/recall.ts';

/** What a person's page says of the latest recall, a sentence or two each. */
export function recallWords(recall: Recall, names: Names): readonly string[] {
  const { revokedOn, type, reason, explanation, alternatives, returnedOn, atLargeSince } = recall;
  const kind = type === 'STANDARD' ? 'a standard recall' : 'a recall for a fixed term';
  return [
    `The licence was revoked on ${sayDate(revokedOn)}, ${kind}. ${describeActor(recall.recordedBy, names)} asked for it and ${describeActor(recall.approvedBy, names)} approved it.`,
    `${sentence(RECALL_REASON_WORDS[reason])} ${sentence(explanation)} Tried before: ${sentence(alternatives)}`,
    returnedOn === undefined
      ? atLargeSince === undefined
        ? 'No return to prison is recorded.'
        : `Unlawfully at large since ${sayDate(atLargeSince)}.`
      : `Back in prison on ${sayDate(returnedOn)}.`,
  ];
}

/** A cycle that has ended, as the text of a link to it. */
export function earlierCycleWords({ releasedOn, endedOn, because }: EarlierCycle): string {
  const released = releasedOn === undefined ? '' : `Released on ${sayDate(releasedOn)}, `;
  const ended = `${because === 'RECALL' ? 'recalled' : 'sentenced again'} on ${sayDate(endedOn)}`;
  return released === '' ? capitalised(ended) : `${released}${ended}`;
}
