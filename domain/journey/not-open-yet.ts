import { sayDate } from '../law/say-date.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import type { Step } from './step.ts';

/** Why an open step cannot be answered today, as a sentence; undefined when it can. */
export function notOpenYet({
  kind,
  state,
  opensOn,
}: Pick<Step, 'kind' | 'state' | 'opensOn'>): string | undefined {
  if (state !== 'SCHEDULED' || stepEntry(kind).earlyAnswer === true) return undefined;
  const when = opensOn === undefined ? 'on a day that is not known yet' : `on ${sayDate(opensOn)}`;
  return `This step opens ${when}. It cannot be answered before then.`;
}
