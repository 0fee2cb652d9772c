import { afterEach, describe, expect, it } from '@jest/globals';
import { askForJourneyReconcile } from '../../application/commands/ask-reconcile.ts';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { Visitor } from '../support/console-visitor.ts';
import { ADMIN, closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, HEAD_OF_PDU } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import {
  councilsAsked,
  daysBeforeRelease,
  OFFICERS,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const LAST_DAY = addDays(PLAIN_RELEASE, 20);

function supervisedUntil(supervisionEndsOn: string, officers: object = OFFICERS): Promise<JourneyWorld> {
  return releasedAfter(10, { officers, sentence: { supervisionEndsOn } });
}

describe('the last day of licence or supervision', () => {
  it('has its row from the day of release, beside everything else', async () => {
    const world = await supervisedUntil(LAST_DAY);
    await expect(world).toBeWaitingFor('supervision-ends', 'first-appointment', 'claim-made');
    expect((await world.step('supervision-ends')).opensOn).toBe(LAST_DAY);
  });

  it('closes the journey with steps still open, and nothing stays overdue', async () => {
    const world = await supervisedUntil(LAST_DAY);
    await world.advanceTo(addDays(LAST_DAY, 27));
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'closed', executions: [], closed: { on: LAST_DAY } });
    expect((await world.openSteps()).map(({ kind }) => kind)).toEqual(['voluntary-follow-up']);
    expect(world.runtime.engine.running()).toEqual([]);
    const late = (await world.facts()).filter(
      ({ at, type, data }) =>
        type === 'step-overdue' && at > addDays(LAST_DAY, 1) && data['step'] !== 'voluntary-follow-up',
    );
    expect(late).toEqual([]);
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });

  it('lists what was never answered', async () => {
    const world = await supervisedUntil(LAST_DAY);
    await world.advanceTo(addDays(world.today(), 1));
    await world.complete('first-appointment', 'KEPT');
    await world.complete('claim-made', 'MADE');
    await world.advanceTo(LAST_DAY);
    const { closed } = await world.journey();
    expect(closed?.unanswered).toEqual(
      expect.arrayContaining(['1.identity-documents', '1.identity-verified']),
    );
    for (const key of ['1.first-appointment', '1.claim-made', '1.supervision-ends', '1.first-payment'])
      expect(closed?.unanswered).not.toContain(key);
    await expect(world).toHaveFact('journey-closed', { unanswered: closed?.unanswered });
  });

  it.each(['review-at-4-weeks', 'review-at-12-weeks'])(
    'refuses an answer to %s, and says that the journey has ended',
    async (kind) => {
      const lastDay = addDays(PLAIN_RELEASE, 100);
      const world = await supervisedUntil(lastDay);
      await world.advanceTo(lastDay);
      const { distance } = (await world.journey()).supervision ?? {};
      const refusal = refused(await world.tryComplete(kind, 'REVIEWED', { ownScore: 5 }));
      expect(refusal).toMatchObject({
        code: 'CONFLICT',
        detail: 'The journey has ended, so this step takes no answer.',
      });
      expect((await world.journey()).supervision?.distance).toEqual(distance);
    },
  );

  it('asks the community officer for voluntary follow-up where housing or benefits are unsettled', async () => {
    const world = await supervisedUntil(LAST_DAY);
    await world.advanceTo(LAST_DAY);
    const followUp = { about: ['housing', 'benefits'], owner: 'officer:c.ahmed' };
    expect((await world.journey()).closed?.followUp).toEqual(followUp);
    await expect(world).toHaveFact('follow-up-needed', followUp);
  });

  it('asks the probation unit where no officer is named', async () => {
    const world = await supervisedUntil(LAST_DAY, {});
    await world.advanceTo(LAST_DAY);
    expect((await world.journey()).closed?.followUp?.owner).toBe('role:PDU@N54');
  });

  it('asks for no follow-up about benefits of a person who will not claim', async () => {
    const world = await supervisedUntil(LAST_DAY);
    await world.complete('claim-made', 'NOT_CLAIMING');
    await world.advanceTo(LAST_DAY);
    expect((await world.journey()).closed?.followUp?.about).toEqual(['housing']);
  });

  it('asks for follow-up about support that is needed or goes on, and not about other needs', async () => {
    const world = await daysBeforeRelease(60, { sentence: { supervisionEndsOn: LAST_DAY } });
    const needed = { need: 'A sponsor', ownScore: 2 };
    await world.complete('drugs-and-alcohol-assessment', 'SUPPORT_NEEDED', needed);
    await world.complete('attitudes-thinking-and-behaviour-assessment', 'NO_SUPPORT_NEEDED');
    await released(world);
    await world.complete('claim-made', 'NOT_CLAIMING');
    await world.advanceTo(LAST_DAY);
    expect((await world.journey()).closed?.followUp?.about).toEqual(['housing', 'drugs-and-alcohol']);
    const { words } = await (await Visitor.signedInAs(COM, world)).open(`/journeys/${world.id}`);
    expect(words).toContain('because housing and help with drugs or alcohol are not settled.');
  });

  it('asks for none where both are settled', async () => {
    const world = await daysBeforeRelease(10);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    await world.complete('claim-made', 'NOT_CLAIMING');
    await world.advanceTo('2027-12-09');
    const { closed } = await world.journey();
    expect(closed?.housed).toBe(true);
    expect(closed?.followUp).toBeUndefined();
    await expect(world).not.toHaveFact('follow-up-needed');
  });

  it('comes with release itself for a person without a licence, who is asked about follow-up too', async () => {
    const world = await supervisedUntil(PLAIN_RELEASE);
    await world.runtime.sweep();
    await world.settle();
    const { phase, closed, open } = await world.journey();
    expect([phase, open.map(({ kind }) => kind)]).toEqual(['closed', ['voluntary-follow-up']]);
    expect(closed?.followUp).toMatchObject({ about: ['housing', 'benefits'], owner: 'officer:c.ahmed' });
    expect(world.problems).toEqual([]);
  });
});

describe('voluntary follow-up', () => {
  async function closed(officers: object = OFFICERS): Promise<JourneyWorld> {
    const world = await supervisedUntil(LAST_DAY, officers);
    await world.advanceTo(LAST_DAY);
    return world;
  }

  async function listOf(who: User, world: JourneyWorld): Promise<readonly string[]> {
    const visitor = await Visitor.signedInAs(who, world);
    const { $ } = await visitor.open('/steps');
    return $('tbody tr')
      .toArray()
      .map((each) => $(each).text().replace(/\s+/g, ' ').trim());
  }

  const OFFER = 'Offer voluntary follow-up';

  it('is on the list of the community officer, who answers it on its page', async () => {
    const world = await closed();
    expect(await listOf(COM, world)).toEqual([expect.stringContaining(OFFER)]);
    const visitor = await Visitor.signedInAs(COM, world);
    const form = await visitor.open(`/journeys/${world.id}/steps/1.voluntary-follow-up`);
    expect(form.words).toContain(OFFER);
    const said = 'Cass Ahmed is to offer voluntary follow-up';
    expect((await visitor.open(`/journeys/${world.id}`)).words).toContain(said);
    await visitor.open(form.path);
    const answer = { outcome: 'ACCEPTED', note: 'The housing charity helps from now on' };
    expect((await visitor.send('main form[method=post]', answer)).status).toBe(200);
    expect(await listOf(COM, world)).toEqual([]);
    const status = (await visitor.open(`/journeys/${world.id}`)).$('.govuk-inset-text').text();
    expect(status).not.toContain(said);
    await expect(world).toHaveFact('step-completed', { step: 'voluntary-follow-up', outcome: 'ACCEPTED' });
    expect(await world.journey()).toMatchObject({ phase: 'closed', open: [] });
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });

  it.each(['DECLINED', 'NOT_REACHED'])('ends when the answer is %s', async (outcome) => {
    const world = await closed();
    await world.complete('voluntary-follow-up', outcome);
    expect((await world.journey()).open).toEqual([]);
  });

  it('is not accepted without saying who helps', async () => {
    const world = await closed();
    expect(await world.tryComplete('voluntary-follow-up', 'ACCEPTED')).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'details.note' }],
    });
  });

  it('waits for the probation unit where no supervising officer is named', async () => {
    const world = await closed({ pom: 'p.taylor' });
    expect((await world.step('voluntary-follow-up')).waitsFor).toBe('role:PDU@N54');
    expect((await world.journey()).closed?.followUp?.owner).toBe('role:PDU@N54');
    expect(await listOf(COM, world)).toEqual([expect.stringContaining(OFFER)]);
  });

  it('is escalated to the head of the unit like any other step, and runs no machine', async () => {
    const world = await closed();
    const { dueOn = '' } = await world.step('voluntary-follow-up');
    await world.advanceTo(addDays(dueOn, 10));
    expect(await listOf(HEAD_OF_PDU, world)).toEqual([expect.stringContaining(OFFER)]);
    expect(world.runtime.engine.running()).toEqual([]);
    expect(world.problems).toEqual([]);
  });
});

describe('a journey that closed before follow-up was a step', () => {
  /** As it was stored then. */
  async function closedBefore(world: JourneyWorld): Promise<JourneyWorld> {
    await world.advanceTo(LAST_DAY);
    const { closed = { on: LAST_DAY, housed: false, benefits: false }, ...journey } = await world.journey();
    const { followUp: _none, ...rest } = closed;
    await world.table.transact([
      { kind: 'put', item: journeyItem({ ...journey, closed: rest, open: [] }) },
      { kind: 'delete', key: keys.step(world.id, '1.voluntary-follow-up') },
    ]);
    return world;
  }

  it('has it asked at the next reconcile, where an agency had a referral', async () => {
    const asked = await councilsAsked(undefined, undefined, { sentence: { supervisionEndsOn: LAST_DAY } });
    await released(asked);
    const world = await closedBefore(asked);
    await world.runtime.reconcile();
    await expect(world).toBeWaitingFor('voluntary-follow-up');
    expect((await world.journey()).closed?.followUp?.about).toEqual(['housing', 'benefits']);
    await world.complete('voluntary-follow-up', 'DECLINED');
    const { version } = await world.journey();
    await world.runtime.reconcile();
    expect((await world.journey()).version).toBe(version);
    expect(world.problems).toEqual([]);
  });

  it('has it asked when an administrator reconciles it', async () => {
    const world = await closedBefore(await supervisedUntil(LAST_DAY));
    await world.runtime.reconcile();
    await expect(world).not.toBeWaitingFor('voluntary-follow-up');
    ok(await askForJourneyReconcile(world.services, ADMIN, world.id));
    await world.settle();
    await expect(world).toBeWaitingFor('voluntary-follow-up');
    await expect(world).toHaveFact('follow-up-needed', { owner: 'officer:c.ahmed' });
    expect(world.problems).toEqual([]);
  });
});
