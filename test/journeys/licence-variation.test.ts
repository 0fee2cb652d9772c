import { afterEach, describe, expect, it } from '@jest/globals';
import { undoRecall } from '../../application/commands/undo-recall.ts';
import { varyLicence } from '../../application/commands/vary-licence.ts';
import { withdrawProposal } from '../../application/commands/withdraw-proposal.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { addDays } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import type { GivenVariation } from '../../domain/record/licence-variation.ts';
import { Visitor } from '../support/console-visitor.ts';
import {
  closeWorlds,
  OFFICER,
  ok,
  refused,
  type JourneyWorld,
  type Starting,
} from '../support/journey-world.ts';
import { COM, HEAD_OF_PDU, POM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { SENTENCE, SLED } from '../support/recalls.ts';
import { livedOnce } from '../support/lived-once.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const TEXT = 'Not to enter Mill Lane.';
const REASON = 'Seen near the address of Jo Rivers.';
const FROM = addDays(PLAIN_RELEASE, 14);

const ZONE: GivenVariation = {
  variation: 'ADD',
  condition: 'RESTRICTION_ZONE',
  text: TEXT,
  from: FROM,
  reason: REASON,
};
const CURFEW: GivenVariation = { ...ZONE, condition: 'CURFEW', text: 'At home from 7pm to 7am.' };

/** A week out, on a licence that was explained and signed; in a home of their own unless they have none. */
const onLicence = livedOnce(
  async (options, home = true, more: Partial<Starting> = {}): Promise<JourneyWorld> => {
    const world = await daysBeforeRelease(60, { sentence: SENTENCE, ...more }, options);
    await world.complete('licence-conditions', 'DRAFTED', { location: true });
    await world.complete('licence-approval', 'APPROVED');
    await world.complete('licence-explained', 'EXPLAINED');
    await world.complete('licence-signed', 'SIGNED');
    if (home) await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    else await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('electronic-tag', 'ARRANGED', { place: 'At home' });
    await released(world);
    await world.complete('tag-fitted', 'FITTED');
    await world.advanceTo(addDays(PLAIN_RELEASE, 7));
    return world;
  },
);

const propose = (world: JourneyWorld, given: GivenVariation = ZONE, user: User = COM) =>
  varyLicence(world.services, user, world.id, given);

async function varied(world: JourneyWorld, given: GivenVariation = ZONE): Promise<void> {
  const { proposal } = ok(await propose(world, given));
  ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
  await world.settle();
}

describe('a change of the licence after release', () => {
  it('is proposed by the community team and counts only when the head of the delivery unit has approved it', async () => {
    const world = await onLicence();
    const { proposal } = ok(await propose(world));
    expect((await world.journey()).licence?.restrictionZone).toBeUndefined();
    expect((await world.step('licence-variation-approval')).waitsFor).toBe('role:HEAD_OF_PDU@N54');
    for (const user of [COM, POM])
      expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, user)).code).toBe(
        'NOT_PERMITTED',
      );
    ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
    expect((await world.journey()).licence).toMatchObject({
      inForceFrom: FROM,
      policyVersion: 4,
      approvedOn: world.today(),
      tags: ['LOCATION'],
      restrictionZone: true,
      tagFittedOn: PLAIN_RELEASE,
      variation: { proposedBy: COM.id, approvedBy: HEAD_OF_PDU.id, text: TEXT },
      earlierVersions: [{ tags: ['LOCATION'], signedOn: addDays(PLAIN_RELEASE, -60) }],
    });
    await expect(world).toHaveFact('licence-varied', {
      condition: 'RESTRICTION_ZONE',
      version: 2,
      from: FROM,
    });
    expect(world.problems).toEqual([]);
  });

  it('is never approved by the officer who proposed it, whatever their duties', async () => {
    const world = await onLicence();
    const both: User = { ...COM, duties: ['COM', 'HEAD_OF_PDU'] };
    const { proposal } = ok(await propose(world, ZONE, both));
    expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, both)).code).toBe(
      'NOT_PERMITTED',
    );
  });

  it('is refused with a reason, which the record keeps', async () => {
    const world = await onLicence();
    await varied(world);
    const { proposal } = ok(await propose(world, { ...ZONE, variation: 'REMOVE' }));
    const why = 'Jo Rivers still lives there.';
    ok(await world.answerProposal(proposal, { decision: 'DECLINE', reason: why }, HEAD_OF_PDU));
    await expect(world).toHaveFact('proposal-declined', { change: 'licence-variation', reason: why });
    expect((await world.journey()).licence).toMatchObject({
      restrictionZone: true,
      refusedVariation: { variation: 'REMOVE', why, by: HEAD_OF_PDU.id },
    });
  });

  it('is explained and signed by the steps of the first licence, with an owner and a deadline', async () => {
    const world = await onLicence();
    await varied(world);
    const explain = await world.step('licence-explained');
    expect(explain).toMatchObject({
      state: 'OPEN',
      waitsFor: `officer:${COM.id}`,
      dueOn: addDays(world.today(), 2),
    });
    await expect(world).not.toBeWaitingFor('licence-signed');
    expect((await world.journey()).pathways['licence-and-release-date']).toBe('IN_PROGRESS');
    await world.complete('licence-explained', 'EXPLAINED');
    await world.complete('licence-signed', 'SIGNED');
    const { licence, pathways } = await world.journey();
    expect(licence).toMatchObject({ explainedOn: world.today(), signedOn: world.today() });
    expect(pathways['licence-and-release-date']).toBe('DONE');
    expect(world.problems).toEqual([]);
  });

  it('has the tag fitted that was added, not before it counts', async () => {
    const world = await onLicence();
    await varied(world, CURFEW);
    expect((await world.journey()).licence).toMatchObject({ tags: ['CURFEW', 'LOCATION'] });
    expect((await world.journey()).licence?.tagFittedOn).toBeUndefined();
    expect(
      await world.tryComplete('electronic-tag', 'ARRANGED', { on: world.today(), place: 'At home' }),
    ).toMatchObject({ ok: false, rule: 'fitting-before-variation' });
    expect(await world.tryComplete('electronic-tag', 'NO_LONGER_A_CONDITION')).toMatchObject({
      ok: false,
      rule: 'tag-needs-variation',
    });
    await world.complete('electronic-tag', 'ARRANGED', { place: 'At home' });
    expect(await world.step('tag-fitted')).toMatchObject({ state: 'SCHEDULED', opensOn: FROM });
    await world.advanceTo(FROM);
    await world.complete('tag-fitted', 'FITTED');
    expect((await world.journey()).licence?.tagFittedOn).toBe(FROM);
  });

  it('asks nobody to fit a tag that was removed', async () => {
    const world = await onLicence();
    await varied(world, CURFEW);
    await varied(world, { ...CURFEW, variation: 'REMOVE' });
    await expect(world).toBeWaitingFor('electronic-tag');
    await varied(world, { ...CURFEW, condition: 'LOCATION', variation: 'REMOVE' });
    await expect(world).not.toBeWaitingFor('electronic-tag');
    await expect(world).toHaveFact('step-closed', { step: 'electronic-tag', outcome: 'NOT_IN_LICENCE' });
    expect((await world.journey()).licence?.earlierVersions).toHaveLength(3);
  });

  it('counts from the day of approval where its own day has passed', async () => {
    const world = await onLicence();
    const { proposal } = ok(await propose(world, { ...ZONE, from: world.today() }));
    await world.advanceTo(addDays(world.today(), 2));
    ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
    expect((await world.journey()).licence?.inForceFrom).toBe(world.today());
  });

  it('is withdrawn by the officer who proposed it', async () => {
    const world = await onLicence();
    const { proposal } = ok(await propose(world));
    ok(await withdrawProposal(world.services, COM, world.id, proposal));
    await expect(world).not.toBeWaitingFor('licence-variation-approval');
    expect((await world.journey()).licence?.earlierVersions).toBeUndefined();
  });
});

describe('a change of the licence is refused', () => {
  it.each<[string, Partial<GivenVariation>, string]>([
    ['from a day in the past', { from: addDays(PLAIN_RELEASE, 6) }, 'from'],
    ['from a day after supervision ends', { from: addDays(SLED, 1) }, 'from'],
    ['for a condition that it has already', { condition: 'LOCATION' }, 'condition'],
    [
      'for the removal of a condition that it lacks',
      { variation: 'REMOVE', condition: 'ALCOHOL' },
      'condition',
    ],
    ['without what the condition says', { text: ' ' }, 'text'],
    ['without a reason', { reason: ' ' }, 'reason'],
  ])('%s', async (_what, wrong, field) => {
    const world = await onLicence();
    const { code, fields } = refused(await propose(world, { ...ZONE, ...wrong }));
    expect({ code, fields: fields?.map((each) => each.field) }).toEqual({
      code: 'VALIDATION_FAILED',
      fields: [field],
    });
    expect((await world.journey()).proposals ?? []).toEqual([]);
  });

  it('before a day from which another change counts already', async () => {
    const world = await onLicence();
    await varied(world);
    const before = { ...ZONE, condition: 'OTHER', from: addDays(FROM, -1) } as const;
    expect(refused(await propose(world, before)).detail).toContain('approved already');
  });

  it('for a curfew without an address, also when the address is lost before it is approved', async () => {
    const homeless = await onLicence(false);
    expect(refused(await propose(homeless, CURFEW))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'curfew-needs-address',
    });
    const world = await onLicence();
    await world.advanceTo(addDays(PLAIN_RELEASE, 28));
    const { proposal } = ok(await propose(world, { ...CURFEW, from: addDays(world.today(), 7) }));
    await world.complete('housed-at-4-weeks', 'NOT_HOUSED', { note: 'Asked to leave' });
    expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU))).toMatchObject(
      {
        rule: 'curfew-needs-address',
      },
    );
    expect((await world.journey()).licence?.tags).toEqual(['LOCATION']);
  });

  it('while another change waits, and for a page that is out of date', async () => {
    const world = await onLicence();
    const { version } = await world.journey();
    const { proposal } = ok(await propose(world));
    const second = refused(await propose(world, { ...ZONE, condition: 'OTHER' }));
    expect(second.detail).toContain('waits for approval');
    ok(await withdrawProposal(world.services, COM, world.id, proposal));
    const old = await varyLicence(world.services, COM, world.id, ZONE, { expectedVersion: version });
    expect(refused(old).code).toBe('CONFLICT');
  });

  it('before release, after supervision, and for a person without a licence', async () => {
    const inside = await daysBeforeRelease(60);
    expect(refused(await propose(inside)).code).toBe('CONFLICT');
    const without = await daysBeforeRelease(3, { dateType: 'ARD', sentence: { supervisionEndsOn: SLED } });
    await released(without);
    expect(refused(await propose(without)).detail).toContain('out on licence');
    const world = await onLicence();
    await world.advanceTo(SLED);
    expect((await world.journey()).phase).toBe('closed');
    expect(refused(await propose(world)).code).toBe('CONFLICT');
  });

  it('to the prison and to the head of the delivery unit, who approves it', async () => {
    const world = await onLicence();
    for (const user of [POM, HEAD_OF_PDU])
      expect(refused(await propose(world, ZONE, user)).code).toBe('NOT_PERMITTED');
  });
});

describe('a licence that was changed', () => {
  it('ends with a recall, and is given back when the recall is undone', async () => {
    const world = await onLicence();
    await varied(world);
    const { licence } = await world.journey();
    ok(await propose(world, { ...ZONE, condition: 'OTHER' }));
    await world.recall();
    expect((await world.journey()).licence).toBeUndefined();
    expect((await world.journey()).proposals).toEqual([]);
    const { proposal } = ok(
      await undoRecall(world.services, OFFICER, world.id, { reason: 'Another person' }),
    );
    ok(await world.answerProposal(proposal));
    await world.settle();
    expect((await world.journey()).licence).toEqual(licence);
    await expect(world).toBeWaitingFor('licence-explained');
    await expect(world).not.toBeWaitingFor('licence-variation-approval');
    expect(world.problems).toEqual([]);
  });

  it('has one version again when the person was not released after all', async () => {
    const world = await onLicence();
    await varied(world);
    ok(await propose(world, { ...ZONE, condition: 'OTHER' }));
    const given = { correction: 'NOT_RELEASED', reason: 'Another person' } as const;
    const { proposal } = ok(await correctRelease(world.services, COM, world.id, given));
    ok(await world.answerProposal(proposal));
    await world.settle();
    const { licence, proposals } = await world.journey();
    expect(licence).toMatchObject({ tags: ['LOCATION'], restrictionZone: true });
    for (const part of ['inForceFrom', 'earlierVersions', 'variation', 'tagFittedOn'])
      expect(licence).not.toHaveProperty(part);
    expect(proposals).toEqual([]);
    await expect(world).not.toBeWaitingFor('licence-variation-approval');
    await world.release();
    await expect(world).toBeWaitingFor('tag-fitted');
    expect(world.problems).toEqual([]);
  });
});

describe('the pages of a licence that is changed', () => {
  it('lead from the person through the form and the approval to the list of versions', async () => {
    const world = await onLicence();
    const com = await Visitor.signedInAs(COM, world);
    const address = `/journeys/${world.id}/licence`;
    expect((await com.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(1);
    await com.open(address);
    const form = `form[action="${address}"]`;
    expect((await com.send(form, {})).errors).toEqual([
      'Choose what is proposed',
      'Choose the condition',
      'Enter the day from which it counts',
      'Enter a reason, in 2,000 characters or fewer',
    ]);
    const [year = '', month = '', day = ''] = FROM.split('-');
    const typed = { variation: 'ADD', condition: 'RESTRICTION_ZONE', text: TEXT, reason: REASON };
    const sent = await com.send(form, { ...typed, 'from-day': day, 'from-month': month, 'from-year': year });
    expect(sent.words).toContain('must approve the change before it counts');
    expect(sent.words).toContain(
      'A change of the licence from Tuesday 23 March 2027 (added: a zone that the person must stay out of, or within).',
    );
    const [proposal] = (await world.journey()).proposals ?? [];
    const head = await Visitor.signedInAs(HEAD_OF_PDU, world);
    const page = await head.open(`/journeys/${world.id}/proposals/${proposal?.id ?? ''}`);
    expect(page.words).toContain(`It would say: ${TEXT}`);
    const after = await head.send(`form[action="${page.path}"]`, { decision: 'APPROVE' });
    expect(after.words).toContain('Version 2 From Tuesday 23 March 2027');
    expect(after.words).toContain('Version 1 From Tuesday 9 March 2027 In force');
    await world.advanceTo(FROM);
    const later = await com.open(`/journeys/${world.id}`);
    expect(later.words).toContain('Version 2 From Tuesday 23 March 2027 In force');
    expect(later.words).not.toContain('Version 1 From Tuesday 9 March 2027 In force');
  });

  it('say that a curfew has no address, and keep what was typed', async () => {
    const world = await onLicence(false);
    const com = await Visitor.signedInAs(COM, world);
    const address = `/journeys/${world.id}/licence`;
    await com.open(address);
    const [year = '', month = '', day = ''] = FROM.split('-');
    const typed = { variation: 'ADD', condition: 'CURFEW', text: TEXT, reason: REASON };
    const again = await com.send(`form[action="${address}"]`, {
      ...typed,
      'from-day': day,
      'from-month': month,
      'from-year': year,
    });
    expect(again.errors).toEqual([
      'A curfew needs an address to be at, and none is recorded for its first day.',
    ]);
    expect(again.$('textarea[name=text]').val()).toBe(TEXT);
  });
});
