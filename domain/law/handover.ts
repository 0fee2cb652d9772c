import { Temporal } from 'temporal-polyfill';
import type { Law } from './law.ts';
import type { IsoDate } from './time.ts';

export interface HandoverInput {
  readonly sentenceStart: IsoDate;
  /** The earliest day on which the person may be released; undefined while it is not known. */
  readonly earliestRelease?: IsoDate | undefined;
  readonly sentence: 'ORDINARY' | 'PAROLE_OR_INDETERMINATE';
  readonly earlyAllocation: boolean;
}

/**
 * The day on which the prison offender manager hands over to the community offender manager, by the policy of the day of
 * release. Early allocation goes before the kind of sentence, because it is meant to be earlier than either. Undefined
 * while no release is known, and where the sentence is so short that there is no handover.
 */
export function handoverDate(
  { sentenceStart, earliestRelease, sentence, earlyAllocation }: HandoverInput,
  law: Law,
): IsoDate | undefined {
  if (earliestRelease === undefined) return undefined;
  const figures = law.onRelease(earliestRelease);
  const release = Temporal.PlainDate.from(earliestRelease);
  const monthsBefore = (months: number): IsoDate => release.subtract({ months }).toString();
  if (earlyAllocation) return monthsBefore(figures.earlyAllocationMonths);
  if (sentence === 'PAROLE_OR_INDETERMINATE') return monthsBefore(figures.paroleHandoverMonths);
  const shortest = Temporal.PlainDate.from(sentenceStart).add({ months: figures.noHandoverMonths });
  if (Temporal.PlainDate.compare(shortest, release) >= 0) return undefined;
  return release
    .subtract({ months: figures.handoverMonths })
    .subtract({ days: figures.handoverMoreDays })
    .toString();
}
