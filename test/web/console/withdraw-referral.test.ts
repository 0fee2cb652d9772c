import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { stateOf } from '../../../domain/record/referral.ts';
import { EASTMOOR, WESTHAVEN } from '../../support/agencies.ts';
import { apiOver } from '../../support/api-world.ts';
import '../../matchers/journey-matchers.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, POM } from '../../support/people.ts';
import { councilsAsked, PLAIN_RELEASE, released } from '../../support/stages.ts';

afterEach(closeWorlds);

async function opened(world: JourneyWorld, subject: string, user = POM) {
  const { id } = await world.referral(subject);
  const address = `/journeys/${world.id}/referrals/${id}/withdraw`;
  const visitor = await Visitor.signedInAs(user, world);
  return { visitor, address, form: `form[action="${address}"]`, page: await visitor.open(address) };
}

const councils = (): Promise<JourneyWorld> => councilsAsked([EASTMOOR.id, WESTHAVEN.id]);

describe('withdrawing a referral', () => {
  it('is reached from the person’s page, shows what it would do, and counts only once confirmed', async () => {
    const world = await councils();
    const { visitor, address, form, page } = await opened(world, 'DTR-1');
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(1);
    expect(page.words).toContain('Duty to refer, to Eastmoor Council.');
    await visitor.open(address);

    const check = await visitor.send(form, { reason: 'INCORRECT_LOCAL_AUTHORITY' });
    for (const sentence of [
      'It went to the wrong local authority',
      'A withdrawal cannot be undone.',
      'A message goes to Eastmoor Council: the referral is withdrawn.',
      'The step “Agency’s answer (duty to refer)” closes.',
      'Westhaven Council, the person’s next choice, is asked.',
    ])
      expect(check.words).toContain(sentence);
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');

    const after = await visitor.send(form, { action: 'confirm' });
    await world.settle();
    expect(after.words).toContain('The referral to Eastmoor Council is withdrawn.');
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.words).toContain('Incorrect local authority,');
    expect(person.$(`a[href="${address}"]`)).toHaveLength(0);
    expect((await visitor.open(address)).status).toBe(404);
  });

  it.each([
    ['DTR-1', 'NO_CONSENT', 'none is asked before they agree again'],
    ['DTR-1', 'DISENGAGED', 'No other council is asked before an officer adds one to the list.'],
    ['DTR-1', 'HOUSING_NEED_RESOLVED', 'No address is recorded by this.'],
    ['CRS-1', 'NOT_ELIGIBLE', 'Nobody else is asked in its place.'],
  ])('says what follows (%s, %s)', async (subject, reason, sentence) => {
    const { visitor, form } = await opened(await councils(), subject);
    expect((await visitor.send(form, { reason })).words).toContain(sentence);
  });

  it('says that no choice is left', async () => {
    const { visitor, form } = await opened(await councilsAsked([EASTMOOR.id]), 'DTR-1');
    const check = await visitor.send(form, { reason: 'NEW_REFERRAL' });
    expect(check.words).toContain('No other council is on the person’s list');
  });

  it('says that a council asked since is not changed, and that agreement is to every council', async () => {
    const world = await councils();
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));
    const { visitor, form } = await opened(world, 'DTR-1');
    const other = await visitor.send(form, { reason: 'NEW_REFERRAL' });
    expect(other.words).toContain('The referral to Westhaven Council is not changed.');
    await visitor.send(form, { action: 'change' });
    const every = await visitor.send(form, { reason: 'NO_CONSENT' });
    expect(every.words).toContain('Every referral under the duty to refer ends');
    expect(every.words).toContain('A message goes to Westhaven Council');
  });

  it('says that an acceptance no longer counts, and who is asked once the person is out', async () => {
    const world = await councils();
    await world.agencyAnswers('DTR-1', 'ACCEPTED');
    await released(world);
    const { visitor, form } = await opened(world, 'DTR-1', COM);
    const check = await visitor.send(form, { reason: 'DISENGAGED' });
    expect(check.words).toContain('The acceptance stays in the timeline, and no longer counts.');
    expect(check.words).toContain('The step “Personal housing plan (duty to refer)” closes.');
    expect(check.words).toContain('the supervising officer is asked whether to refer again');
  });

  it.each([
    ['no reason', {}, 'Choose the reason'],
    ['a reason of another service', { reason: 'INCORRECT_LOCAL_AUTHORITY' }, 'Choose the reason'],
    ['another reason without words', { reason: 'OTHER', text: ' ' }, 'Enter the reason'],
    [
      'too many words',
      { reason: 'OTHER', text: 'x'.repeat(2_001) },
      'Use 2,000 characters or fewer for the reason',
    ],
  ])('asks again for %s', async (_what, given, problem) => {
    const { visitor, form } = await opened(await councils(), 'CRS-1');
    expect((await visitor.send(form, given)).errors).toEqual([problem]);
  });

  it('says why a referral that brought a bed stays', async () => {
    const world = await councils();
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    const { visitor, form } = await opened(world, 'CAS3-1');
    await visitor.send(form, { reason: 'DISENGAGED' });
    const [error] = (await visitor.send(form, { action: 'confirm' })).errors;
    expect(error).toContain('The bed is recorded as a place for the person to sleep.');
  });

  it('shows what changed when the agency answered meanwhile', async () => {
    const world = await councils();
    const { visitor, form } = await opened(world, 'DTR-1');
    await visitor.send(form, { reason: 'DISENGAGED' });
    await world.agencyAnswers('DTR-1', 'ACCEPTED');
    const after = await visitor.send(form, { action: 'confirm' });
    expect(after.status).toBe(409);
    expect(after.words).toContain('accepted the referral under the duty to refer');
  });

  it('is not for staff of another prison', async () => {
    expect((await opened(await councils(), 'DTR-1', ELSEWHERE)).page.status).toBe(403);
  });

  it('is for an administrator too, except that the person no longer agrees', async () => {
    const world = await councils();
    const { visitor, address, form, page } = await opened(world, 'DTR-1', ADMIN_USER);
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(1);
    expect(page.$('input[value="NO_CONSENT"]')).toHaveLength(0);
    await visitor.open(address);
    expect((await visitor.send(form, { reason: 'NO_CONSENT' })).errors).toEqual(['Choose the reason']);
    await visitor.send(form, { reason: 'INCORRECT_LOCAL_AUTHORITY' });
    await visitor.send(form, { action: 'confirm' });
    await world.settle();
    const { withdrawn } = await world.referral('DTR-1');
    expect(withdrawn).toMatchObject({
      reason: 'INCORRECT_LOCAL_AUTHORITY',
      by: { kind: 'admin', id: ADMIN_USER.id },
    });
    await expect(world).toHaveFact('referral-withdrawn', { agency: EASTMOOR.id });
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
  });

  it('leaves what the person agrees to with officers, also by the API', async () => {
    const world = await councils();
    const { id } = await world.referral('DTR-1');
    const path = `/api/journeys/${world.id}/referrals/${id}/withdrawal`;
    const { version: expectedVersion } = await world.journey();
    const refused = await apiOver(world.services).post(ADMIN_USER, path, {
      reason: 'NO_CONSENT',
      expectedVersion,
    });
    expect(refused.status).toBe(403);
    expect(refused.body['detail']).toBe(
      'Only an officer responsible for the person records that they no longer agree.',
    );
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');
  });
});
