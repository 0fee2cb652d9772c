import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, refused } from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const STEP = 'document-applications';
const requested = { document: 'BIRTH', status: 'REQUESTED', cost: 12 };
const received = {
  document: 'BIRTH',
  status: 'RECEIVED',
  heldAt: 'The property store',
  prisonNumber: 'A1234BC',
};

describe('identity documents', () => {
  it('are applied for by the ID and banking administrator, and each application has its log', async () => {
    const world = await daysBeforeRelease(80);
    expect((await world.step(STEP)).waitsFor).toBe('role:ID_ADMINISTRATOR@MDI');
    await world.complete(STEP, 'LOGGED', requested);
    await world.complete(STEP, 'LOGGED', { document: 'CITIZEN_CARD', status: 'REQUESTED', cost: 15 });
    await world.advanceTo(addDays(PLAIN_RELEASE, -60));
    await world.complete(STEP, 'LOGGED', { document: 'BIRTH', status: 'POSTED' });
    await world.advanceTo(addDays(PLAIN_RELEASE, -50));
    await world.complete(STEP, 'LOGGED', received);
    const { documents, benefits } = await world.journey();
    expect(documents?.find(({ kind }) => kind === 'BIRTH')).toEqual({
      kind: 'BIRTH',
      cost: 12,
      heldAt: 'The property store',
      log: [
        { status: 'REQUESTED', on: addDays(PLAIN_RELEASE, -80) },
        { status: 'POSTED', on: addDays(PLAIN_RELEASE, -60) },
        { status: 'RECEIVED', on: addDays(PLAIN_RELEASE, -50) },
      ],
    });
    expect(benefits.identity).toBe('IN_HAND');
    await expect(world).not.toBeWaitingFor('identity-documents');
    await expect(world).toBeWaitingFor(STEP);
    const visitor = await Visitor.signedInAs(POM, world);
    const { words } = await visitor.open(`/journeys/${world.id}`);
    expect(words).toMatch(
      /Birth certificate Requested, .*Posted to the prison, .*Received, .*£12 The property store\. It leaves with the person\./,
    );
    await world.complete(STEP, 'NONE_NEEDED');
    await expect(world).not.toBeWaitingFor(STEP);
    await world.advanceTo(addDays(PLAIN_RELEASE, -1));
    const gate = await visitor.open(`/journeys/${world.id}/steps/1.release-checklist`);
    expect(gate.words).toContain('Birth certificate, held: The property store');
    expect(world.problems).toEqual([]);
  });

  it('are asked for again where one was lost', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete(STEP, 'LOGGED', requested);
    await world.complete(STEP, 'LOGGED', received);
    await world.complete(STEP, 'LOGGED', { document: 'BIRTH', status: 'LOST' });
    expect((await world.journey()).benefits.identity).toBeUndefined();
    await world.complete(STEP, 'LOGGED', requested);
  });

  it('continue with the community officer after release', async () => {
    const world = await daysBeforeRelease(20);
    await world.complete(STEP, 'LOGGED', requested);
    await released(world);
    expect((await world.step(STEP)).waitsFor).toBe('officer:c.ahmed');
  });

  it.each([
    ['no document', {}, 'Choose the document.'],
    ['a receipt before any request', received, 'That cannot follow what is recorded of this document.'],
    ['a day to come', { ...requested, on: '2027-03-01' }, 'The day must be today or in the past.'],
    ['no place', { document: 'BIRTH', status: 'RECEIVED' }, 'Say where it is held until release.'],
    ['no number', { document: 'BIRTH', status: 'RECEIVED' }, 'Enter the prison number on its label.'],
  ])('refuse %s', async (_case, details, problem) => {
    const world = await daysBeforeRelease(80);
    const tried = refused(await world.tryComplete(STEP, 'LOGGED', details));
    expect(tried).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: expect.arrayContaining([expect.objectContaining({ problem })]),
    });
  });

  it('refuse a day before the one recorded last, an unknown kind and an impossible date', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete(STEP, 'LOGGED', requested);
    const early = { document: 'BIRTH', status: 'POSTED', on: '2026-12-01' };
    expect(refused(await world.tryComplete(STEP, 'LOGGED', early)).fields?.[0]?.problem).toMatch(
      /^The day must not be before/,
    );
    for (const wrong of [{ document: 'PASSPORT' }, { on: '2026-02-30' }])
      expect(refused(await world.tryComplete(STEP, 'LOGGED', { ...requested, ...wrong })).code).toBe(
        'VALIDATION_FAILED',
      );
  });

  it.each([
    ['the label of somebody else', { ...received, prisonNumber: 'B2345CD' }],
    [
      'a driving licence of somebody else',
      { ...received, document: 'DRIVING_LICENCE', licenceNumber: 'MORGA657054SM9IJ' },
    ],
  ])('refuse %s', async (_case, details) => {
    const world = await daysBeforeRelease(80);
    await world.complete(STEP, 'LOGGED', { ...requested, document: details.document });
    const tried = refused(await world.tryComplete(STEP, 'LOGGED', details));
    expect(tried).toMatchObject({ code: 'RULE_REFUSED', rule: 'somebody-elses-number' });
  });

  it('keep no number of a document, and take the person’s own driving licence', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete(STEP, 'LOGGED', { ...requested, document: 'DRIVING_LICENCE' });
    const own = { ...received, document: 'DRIVING_LICENCE', licenceNumber: 'QUILL 905170 Z99ZZ' };
    await world.complete(STEP, 'LOGGED', own);
    const written = JSON.stringify([await world.journey(), await world.facts(), await world.steps()]);
    expect(written).not.toContain('905170');
  });
});

describe('a bank account', () => {
  it('is asked of another bank where one refuses, with its reason', async () => {
    const world = await daysBeforeRelease(80);
    expect(refused(await world.tryComplete('bank-account', 'REFUSED_BY_BANK')).fields).toHaveLength(2);
    await world.complete('bank-account', 'REFUSED_BY_BANK', { bank: 'First Bank', note: 'No address' });
    await expect(world).toBeWaitingFor('bank-account');
    await world.complete('bank-account', 'OPENED', { bank: 'Second Bank' });
    expect((await world.journey()).benefits).toMatchObject({
      bankAccount: 'OPENED',
      banksRefused: [{ bank: 'First Bank', why: 'No address', on: addDays(PLAIN_RELEASE, -80) }],
    });
    expect(world.problems).toEqual([]);
  });
});

describe('debts', () => {
  it('are asked about, advised on, and followed up after release', async () => {
    const world = await daysBeforeRelease(80);
    expect(refused(await world.tryComplete('debts', 'NONE', { rent: true })).code).toBe('VALIDATION_FAILED');
    expect(refused(await world.tryComplete('debts', 'ADVICE', { rent: true })).code).toBe(
      'VALIDATION_FAILED',
    );
    await world.complete('debts', 'ADVICE', { rent: true, advisedBy: 'Citizens Advice', budget: true });
    await released(world);
    await world.complete('debts-followed-up', 'FOLLOWED_UP');
    expect((await world.journey()).debts).toEqual({
      priority: ['rent'],
      advisedBy: 'Citizens Advice',
      budget: true,
      followedUpOn: PLAIN_RELEASE,
    });
    expect(world.problems).toEqual([]);
  });

  it('are not followed up where there are none', async () => {
    const world = await daysBeforeRelease(20);
    await world.complete('debts', 'NONE', { budget: true });
    await released(world);
    await expect(world).not.toBeWaitingFor('debts-followed-up', 'debts');
  });
});
