import type { FactData } from '../record/facts.ts';
import { sayDate } from '../law/say-date.ts';
import { describeVariation } from './describe-licence-fact.ts';
import { dateTypeWords, describeGround, officerName, say, sentence, type Names } from './words.ts';

/** The timeline's sentences about changes that need a second officer. */
export const describeProposalFact = {
  'change-proposed': (data: FactData): string =>
    `${proposedChange(data)} was proposed. It waits for a second officer.`,
  'proposal-approved': (data: FactData, names: Names): string =>
    `${proposedChange(data)} was approved. ${proposer(data, names)} proposed it.`,
  'proposal-declined': (data: FactData, names: Names): string =>
    `${proposedChange(data)} was declined. ${proposer(data, names)} proposed it. Reason: ${sentence(say(data['reason']))}`,
  'proposal-withdrawn': (data: FactData): string =>
    `${proposedChange(data)} was withdrawn by the officer who proposed it.`,
} as const;

/** What a second officer is asked to approve, at the start of a sentence. */
export function proposedChange(data: FactData): string {
  switch (data['change']) {
    case 'release':
      return `A release ${data['ground'] === 'IN_ERROR' ? 'in error ' : ''}on ${sayDate(data['on'])}`;
    case 'release-correction':
      return data['correction'] === 'ANOTHER_DAY'
        ? `A correction of the day of release to ${sayDate(data['on'])}`
        : `A correction that ${data['correction'] === 'NOT_RELEASED' ? 'the person was not released' : 'the person is back in custody'}`;
    case 'date-removal':
      return `The removal of the ${dateTypeWords(data['dateType'])} of ${sayDate(data['date'])}`;
    case 'licence-variation':
      return `A change of the licence from ${sayDate(data['from'])} (${describeVariation(data)})`;
    case 'recall':
      return `A recall with the licence revoked on ${sayDate(data['revokedOn'])}`;
    case 'recall-undoing':
      return 'Undoing a recall that was recorded wrongly';
    default:
      return `A confirmed release date of ${sayDate(data['date'])} ${describeGround(data['ground'])}`;
  }
}

function proposer({ proposedBy }: FactData, names: Names): string {
  return typeof proposedBy === 'string' ? officerName(proposedBy, names) : 'An officer';
}
