import { decideProposal } from '../../application/commands/decide-proposal.ts';
import { recallPerson } from '../../application/commands/recall-person.ts';
import { recordAtLarge, recordReturn } from '../../application/commands/record-return.ts';
import { varyLicence } from '../../application/commands/vary-licence.ts';
import type { Result } from '../../application/refusal.ts';
import type { GivenVariation } from '../../domain/record/licence-variation.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { GivenRecall, GivenReturn } from '../../domain/record/recall.ts';
import { usualRecall } from '../officer-script.ts';
import { HEAD_OF_PDU_OF, staffMember } from '../sample/staff.ts';
import { expectDone, StoryError, type Act, type Stage } from './acts.ts';

/** The community officer asks for a recall, and the head of the probation delivery unit approves it. */
export function isRecalled(revokedOn: IsoDate, given: Partial<GivenRecall> = {}): Act {
  return async (stage) => {
    const { services } = stage.runtime;
    const com = staffMember(stage.part.com);
    const recall = { ...usualRecall(revokedOn), ...given };
    await approve(stage, await recallPerson(services, com, stage.journeyId, recall));
  };
}

/** The community officer proposes a change of the licence, and the head of the probation delivery unit approves it. */
export function hasLicenceVaried(given: GivenVariation): Act {
  return async (stage) => {
    const { services } = stage.runtime;
    const com = staffMember(stage.part.com);
    await approve(stage, await varyLicence(services, com, stage.journeyId, given));
  };
}

/** The head of the probation delivery unit approves what was proposed. */
async function approve(stage: Stage, asked: Result<{ readonly proposal: string }>): Promise<void> {
  if (!asked.ok) throw new StoryError(asked.detail);
  const { id, region } = await journeyOf(stage);
  const head = HEAD_OF_PDU_OF[region];
  if (head === undefined) throw new StoryError(`No sample head of a delivery unit works in ${region}.`);
  const { services } = stage.runtime;
  const { proposal } = asked.value;
  expectDone(await decideProposal(services, staffMember(head), id, proposal, { decision: 'APPROVE' }));
}

/** The community officer records that the person has not come back. */
export function isAtLargeSince(since: IsoDate): Act {
  return async ({ runtime, journeyId, part }) => {
    expectDone(await recordAtLarge(runtime.services, staffMember(part.com), journeyId, { since }));
  };
}

/** The prison records that the person is back. */
export function isBackInPrison(on: IsoDate, given: Partial<GivenReturn> = {}): Act {
  return async (stage) => {
    const { id, prison } = await journeyOf(stage);
    const omu = staffMember(stage.part.omu);
    expectDone(await recordReturn(stage.runtime.services, omu, id, { on, prison, ...given }));
  };
}

async function journeyOf({ runtime, journeyId }: Stage): Promise<Journey> {
  const head = await runtime.services.table.get(keys.journey(journeyId));
  if (head === undefined) throw new StoryError('The journey is not in the table.');
  return readJourney(head);
}
