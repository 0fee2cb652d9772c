import { answerStep } from '../../../domain/journey/answer-step.ts';
import { recountStep } from '../../../domain/journey/recount.ts';
import { alreadySettled } from '../../../domain/journey/settled.ts';
import { isAdultOn } from '../../../domain/law/age.ts';
import { rowsTouchedBy } from '../../../domain/journey/touched-rows.ts';
import type { Change } from '../../change.ts';
import { refuseOfficers } from '../../named-officers.ts';
import { done } from '../../refusal.ts';
import { askAbout } from './ask-about.ts';
import type { EventServices, EventType } from './event-type.ts';

/** Probation has allocated a community offender manager. */
export const communityManagerAllocated: EventType = {
  eventType: 'person.community.manager.allocated',
  versions: [1],
  latestOf: 'community manager',
  async prepare({ id, prisonNumber, crn }, services) {
    const fetched = await services.hmpps.communityManager(crn ?? prisonNumber ?? '');
    if (!fetched.ok) return fetched;
    return { ok: true, value: (change) => nameManager(change, services, id, fetched.value.officer) };
  },
};

async function nameManager(change: Change, services: EventServices, event: string, com: string | undefined) {
  const { draft } = change;
  const { officers, phase, dateOfBirth } = draft.journey;
  const { today, law } = draft.context;
  if (phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' } as const);
  if (com === undefined) return done({ state: 'done', outcome: 'nobody-named' } as const);
  if (officers.com === com) return done({ state: 'done', outcome: 'already-so' } as const);
  const child = !isAdultOn(dateOfBirth, today, law);
  const refused = await refuseOfficers(
    services,
    [{ role: 'com', id: com, field: 'com' }],
    draft.journey,
    child,
  );
  if (refused !== undefined) {
    const problem = refused.detail;
    const step = await askAbout(change, event, { problem });
    return done({ state: 'contradictory', outcome: 'officer-unknown', problem, step } as const);
  }
  await change.loadSteps(draft.journey.open.map(({ key }) => key));
  draft.update({ officers: { ...officers, com } });
  draft.record('officers-allocated', { ...draft.journey.officers });
  for (const step of draft.openSteps()) {
    const settled =
      step.kind === 'allocate-officers' || step.kind === 'adult-supervisor'
        ? alreadySettled(step.kind, draft.journey, step.subject, law, today)
        : undefined;
    if (settled === undefined) {
      recountStep(draft, step);
    } else {
      await change.load(rowsTouchedBy(draft.journey, step, settled, { details: {}, today }));
      answerStep(draft, step, settled);
    }
  }
  return done({ state: 'done', outcome: 'officer-named' } as const);
}
