import type { FactData } from '../record/facts.ts';
import { OFFICER_POSTS, officerName, placeName, say, type Names } from './words.ts';

export const describePlaceFact = {
  transferred: ({ from, to, fromRegion, toRegion }: FactData, names: Names): string => {
    const prison =
      from === to && toRegion !== undefined
        ? ''
        : `The person was transferred from ${place(from, names)} to ${place(to, names)}.`;
    const region =
      toRegion === undefined
        ? ''
        : `The probation region changed from ${place(fromRegion, names)} to ${place(toRegion, names)}.`;
    return `${prison} ${region}`.trim();
  },
  'officers-changed': (data: FactData, names: Names): string => {
    const changed = OFFICER_POSTS.flatMap(([post, called]) => {
      const now = data[post];
      const was = data[`${post}Was`];
      if (typeof now !== 'string') return [];
      const before = typeof was === 'string' ? `, in place of ${officerName(was, names)}` : '';
      return [`${called} ${officerName(now, names)}${before}`];
    });
    const handed = Number(data['handedOver'] ?? 0);
    const work =
      handed === 0
        ? 'No open step was handed over.'
        : `${handed} open ${handed === 1 ? 'step was' : 'steps were'} handed over.`;
    return `${changed.length === 0 ? 'Officers changed' : `Officers changed: ${changed.join('; ')}`}. ${work}`;
  },
} as const;

function place(id: unknown, names: Names): string {
  return placeName(say(id), names);
}
