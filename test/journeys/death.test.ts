import { afterEach, describe, expect, it } from '@jest/globals';
import { contactItem } from '../../application/mailbox-items.ts';
import { completeStep } from '../../application/commands/complete-step.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { isLive } from '../../domain/record/referral.ts';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, GOVERNOR, POM } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

async function diedInPrison(): Promise<JourneyWorld> {
  const world = await councilsAsked();
  ok(await world.tryDeath({}, POM));
  await world.settle();
  return world;
}

describe('a death', () => {
  it('stops everything: steps, executions and referrals end, and no day wakes anything again', async () => {
    const world = await diedInPrison();
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'closed', closed: { because: 'DEATH' }, executions: [] });
    expect(world.runtime.engine.running()).toEqual([]);
    expect((await world.openSteps()).map(({ kind }) => kind)).toEqual(['notify-of-death']);
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    ok(await completeStep(world.services, POM, notified(world)));
    const { version } = await world.journey();
    await world.advanceTo(addDays(PLAIN_RELEASE, 400));
    expect((await world.journey()).version).toBe(version);
    expect(verifyChain(await world.facts()).ok).toBe(true);
    expect(world.problems).toEqual([]);
  });

  it('lists everyone who must be notified, and says nothing of the death to an agency', async () => {
    const world = await diedInPrison();
    const { death } = await world.journey();
    expect(death).toMatchObject({
      inCustody: true,
      outside: ['FAMILY', 'POLICE_AND_CORONER', 'OMBUDSMAN', 'HEALTHCARE', 'DWP', 'VICTIM_LIAISON'],
    });
    expect(death?.inside).toEqual([
      'role:GOVERNOR@MDI',
      'role:OMU@MDI',
      'role:HEAD_OF_PDU@N54',
      'officer:p.taylor',
      'officer:c.ahmed',
      'officer:d.evans',
      expect.stringMatching(/^agency:/),
      `agency:${EASTMOOR.id}`,
    ]);
    const sent = (await world.deliveries()).filter(({ type }) => type.endsWith('withdrawn'));
    expect(sent.length).toBeGreaterThan(0);
    for (const { body } of sent) expect(body).not.toMatch(/death|died|dead/i);
  });

  it.each([
    { days: 14, ombudsman: true },
    { days: 15, ombudsman: false },
  ])('$days days after release, is for the ombudsman: $ombudsman', async ({ days, ombudsman }) => {
    const world = await releasedAfter(3);
    await world.advanceTo(addDays(PLAIN_RELEASE, days));
    ok(await world.tryDeath({}, COM));
    const { death } = await world.journey();
    expect(death?.inCustody).toBe(false);
    expect(death?.outside.includes('OMBUDSMAN')).toBe(ombudsman);
    await expect(world).toBeWaitingFor('notify-of-death');
    expect((await world.step('notify-of-death')).waitsFor).toBe(`officer:${COM.id}`);
  });

  it('stays on the stuck list while nobody has said that everyone was notified', async () => {
    const world = await diedInPrison();
    await world.advanceTo(addDays(world.today(), 2));
    const listed = async () => ok(await listStuck(world.services, ADMIN_USER)).items.map(({ kind }) => kind);
    expect(await listed()).toEqual(['notify-of-death']);
    const without = await completeStep(world.services, POM, { ...notified(world), details: {} });
    expect(refused(without).code).toBe('VALIDATION_FAILED');
    ok(await completeStep(world.services, POM, notified(world)));
    expect(await listed()).toEqual([]);
  });

  it('takes the person off every list of people with nowhere to live', async () => {
    const world = await releasedAfter(3);
    ok(await world.tryDeath({}, COM));
    const { flags } = ok(await getJourney(world.services, COM, world.id));
    expect(flags).not.toContain('NOWHERE_TO_LIVE');
  });

  it('sends the officer who is to notify a message, although the journey is closed', async () => {
    const world = await councilsAsked();
    const contact = { email: 'pat@justice.example', by: 'EMAIL', when: 'DAILY' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem('p.taylor', contact) }]);
    await world.advanceTo(addDays(world.today(), 2));
    const before = world.inbox.arrived.length;
    ok(await world.tryDeath({}, POM));
    await world.advanceTo(addDays(world.today(), 1));
    const [message] = world.inbox.arrived.slice(before);
    expect(message?.to).toBe(contact.email);
  });

  it('shows on the person’s page who must be notified', async () => {
    const world = await diedInPrison();
    const person = await Visitor.signedInAs(POM, world);
    const page = await person.open(`/journeys/${world.id}`);
    expect(page.words).toContain('Must be notified');
    expect(page.words).toContain('Never answered');
    expect(page.$('#release-heading')).toHaveLength(0);
    expect(page.$('a[href$="/appointments"]')).toHaveLength(0);
    expect(page.words).toContain('the Prisons and Probation Ombudsman');
    expect(page.words).toContain('Send them nothing.');
  });

  it.each([
    { user: COUNCIL, code: 'NOT_PERMITTED' },
    { user: ELSEWHERE, code: 'NOT_PERMITTED' },
    { user: ADMIN_USER, code: 'NOT_PERMITTED' },
  ])('is not recorded by $user.id', async ({ user, code }) => {
    const world = await daysBeforeRelease(3);
    expect(refused(await world.tryDeath({}, user)).code).toBe(code);
  });

  it('may be recorded by the governor, once', async () => {
    const world = await daysBeforeRelease(3);
    ok(await world.tryDeath({}, GOVERNOR));
    expect(refused(await world.tryDeath({}, GOVERNOR)).code).toBe('CONFLICT');
  });

  it.each([
    { on: '2031-01-01', problem: 'The day must be today or in the past.' },
    { on: '2020-01-01', problem: expect.stringMatching(/when the sentence began/) },
  ])('on $on is refused with a plain message', async ({ on, problem }) => {
    const world = await daysBeforeRelease(3);
    expect(refused(await world.tryDeath({ on }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: problem,
    });
  });

  it('is recorded on a page, which asks for the day', async () => {
    const world = await daysBeforeRelease(3);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/death`);
    expect((await visitor.send('main form', {})).errors).toEqual(['Enter the day of death']);
    const [year = '', month = '', day = ''] = world.today().split('-');
    const after = await visitor.send('main form', { 'on-day': day, 'on-month': month, 'on-year': year });
    expect(after.words).toContain('Notify everyone on the list.');
    expect((await visitor.open(`/journeys/${world.id}/death`)).status).toBe(409);
  });
});

function notified(world: JourneyWorld) {
  return {
    journeyId: world.id,
    key: '1.notify-of-death',
    outcome: 'NOTIFIED',
    details: { note: 'Everyone, by telephone' },
  };
}
