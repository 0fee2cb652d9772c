import { textIn, type IncomingEvent } from '../../../domain/events/incoming-event.ts';
import { recordDetails } from '../../../domain/journey/record-details.ts';
import { isCrn } from '../../../domain/record/identifiers.ts';
import type { Change } from '../../change.ts';
import { readCrn, survivingCrn, writeCrn } from '../../crn-rows.ts';
import { linkCrn } from '../../events-of.ts';
import { keys } from '../../keys.ts';
import { done } from '../../refusal.ts';
import type { Services } from '../../services.ts';
import { askAbout } from './ask-about.ts';
import type { EventType } from './event-type.ts';

/** Probation has merged two cases of one person: the CRN of the one leads to the CRN of the other from now on. */
export const crnMerged: EventType = {
  eventType: 'probation-case.merge.completed',
  versions: [1],
  async prepare(event, services) {
    return { ok: true, value: (change) => follow(change, services, event) };
  },
  async followed(event, services) {
    const { source, target } = crnsMerged(event);
    if (source === undefined || target === undefined || event.prisonNumber === undefined) return;
    // Only once the merge is followed do both lead to this person.
    if ((await readCrn(services, source)).mergedInto !== target) return;
    for (const crn of [source, target, await survivingCrn(services, target)])
      await linkCrn(services, crn, event.prisonNumber);
  },
};

/** The CRN that went, and the one that stays. */
export function crnsMerged({ additionalInformation }: IncomingEvent): {
  readonly source: string | undefined;
  readonly target: string | undefined;
} {
  const named = (name: string): string | undefined => {
    const crn = textIn(additionalInformation, name);
    return crn !== undefined && isCrn(crn) ? crn : undefined;
  };
  return { source: named('sourceCRN'), target: named('targetCRN') };
}

async function follow(change: Change, services: Services, event: IncomingEvent) {
  const { journey } = change.draft;
  if (journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' } as const);
  const merge = await read(services, event, journey);
  if ('problem' in merge) {
    const { problem } = merge;
    const step = await askAbout(change, event.id, { problem });
    return done({ state: 'contradictory', outcome: 'contradicts', problem, step } as const);
  }
  const { source, target, surviving } = merge;
  const known = await readCrn(services, source);
  if (known.mergedInto === target && journey.crn === surviving)
    return done({ state: 'done', outcome: 'already-so' } as const);
  const { prisonNumber } = journey;
  change.alsoWrite(writeCrn({ crn: source, prisonNumber, mergedInto: target }));
  if (surviving !== target)
    change.alsoWrite(writeCrn({ ...(await readCrn(services, target)), prisonNumber }));
  change.alsoWrite(writeCrn({ crn: surviving, prisonNumber }));
  recordDetails(change.draft, { crn: surviving, reason: 'Probation has merged two cases of this person.' });
  // The rows are written also where the record has the surviving CRN already.
  change.draft.update({});
  return done({ state: 'done', outcome: 'crn-merged' } as const);
}

type Merge =
  | { readonly source: string; readonly target: string; readonly surviving: string }
  | { readonly problem: string };

/** The merge, or why it cannot be right beside what is known. */
async function read(
  services: Services,
  event: IncomingEvent,
  journey: Change['draft']['journey'],
): Promise<Merge> {
  const { source, target } = crnsMerged(event);
  if (source === undefined || target === undefined) return { problem: 'It does not name two CRNs.' };
  if (source === target) return { problem: 'It merges a CRN with itself.' };
  const surviving = await survivingCrn(services, target);
  if (surviving === source)
    return { problem: 'An earlier report merged these two CRNs the other way round.' };
  for (const crn of [source, surviving]) {
    if (!(await isOf(services, crn, journey.id)))
      return {
        problem:
          'The two CRNs are of two people here. If they are one person, merge the records of their prison numbers first.',
      };
  }
  const recorded = journey.crn === undefined ? undefined : await survivingCrn(services, journey.crn);
  if (recorded !== undefined && recorded !== source && recorded !== surviving)
    return { problem: 'The record of this person has a third CRN.' };
  return { source, target, surviving };
}

/** Nobody else is known under the CRN. */
async function isOf(services: Services, crn: string, journeyId: string): Promise<boolean> {
  const { prisonNumber } = await readCrn(services, crn);
  if (prisonNumber === undefined) return true;
  return (await services.table.get(keys.person(prisonNumber)))?.['journeyId'] === journeyId;
}
