import { afterEach, describe, expect, it } from '@jest/globals';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { runDo } from '../../application/background/run-do.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { COUNCIL } from '../support/people.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { councilsAsked, daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

/** A journey that has ended with a referral unanswered, of a person who has since begun another. */
async function endedAndBegunAnew(): Promise<JourneyWorld> {
  const world = await councilsAsked();
  const journey = await world.journey();
  const person = keys.person(journey.prisonNumber);
  const version = journey.version + 1;
  await world.table.transact([
    { kind: 'put', item: journeyItem({ ...journey, version, phase: 'closed', open: [], executions: [] }) },
    { kind: 'put', item: { ...person, journeyId: 'another' } },
  ]);
  return world;
}

describe('what happens to a journey after it has ended', () => {
  it('is not opened or closed again when its last state runs again', async () => {
    const world = await daysBeforeRelease(10);
    await playToTheEnd(world);
    const { releasedOn, executions } = await world.journey();
    expect([typeof releasedOn, executions]).toEqual(['string', []]);
    const request = {
      action: 'await-supervision-end',
      subject: 'none',
      execution: `${world.id}-community-1-9`,
    };
    ok(await runDo(world.services, { journeyId: world.id, ...request }));
    await world.runtime.sweep();
    expect((await world.journey()).open).toEqual([]);
    expect((await world.facts()).filter(({ type }) => type === 'journey-closed')).toHaveLength(1);
  });

  it('leaves the person’s next journey theirs', async () => {
    const world = await endedAndBegunAnew();
    const { id } = await world.referral('DTR-1');
    ok(await discloseReferral(world.services, COUNCIL, id));
    const { prisonNumber } = await world.journey();
    expect(await world.table.get(keys.person(prisonNumber))).toMatchObject({ journeyId: 'another' });
  });

  it('keeps a late answer as a fact, and opens no step', async () => {
    const world = await endedAndBegunAnew();
    const step = await world.step('referral-answer.DTR-1');
    await world.table.transact([
      {
        kind: 'put',
        item: {
          ...keys.step(world.id, step.key),
          step: { ...step, state: 'DONE', outcome: 'SILENT' } as never,
        },
      },
    ]);
    await world.agencyAnswers('DTR-1', 'ACCEPTED');
    expect((await world.facts()).at(-1)?.type).toBe('referral-answered-late');
    expect((await world.journey()).open).toEqual([]);
  });
});
