import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { GATE_ITEMS } from '../../../domain/record/recorded-release.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, GOVERNOR, POM, SECOND } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const CHECKED = {
  identityConfirmed: 'yes',
  ...Object.fromEntries(GATE_ITEMS.map((item) => [item, 'IN_HAND'])),
  medicine: 'MISSING',
};

async function recording(daysLate = 0): Promise<{ world: JourneyWorld; visitor: Visitor }> {
  const world = await daysBeforeRelease(2);
  await world.advanceTo(addDays(PLAIN_RELEASE, daysLate));
  const visitor = await Visitor.signedInAs(POM, world);
  await visitor.open(`/journeys/${world.id}/steps/1.release-confirmed`);
  return { world, visitor };
}

describe('recording a release', () => {
  it('says what is missing, waits for a second officer on their own list, and counts when they confirm', async () => {
    const { world, visitor } = await recording();
    expect(visitor.seen().path).toBe(`/journeys/${world.id}/release`);
    const check = await visitor.send(FORM, CHECKED);
    expect(check.heading).toBe('Check the release');
    expect(check.words).toContain('No address is recorded for tonight.');
    expect(check.words).toContain('Nobody has gone through the release-day checklist.');
    expect(check.words).toContain('The person leaves without: medicine or a prescription.');
    const sent = await visitor.send(FORM, { action: 'confirm' });
    expect(sent.words).toContain('A second officer must confirm the release before it is recorded.');
    expect(sent.$(`.app-step a[href*="/proposals/"]`)).toHaveLength(0);
    expect((await world.journey()).releasedOn).toBeUndefined();

    const second = await Visitor.signedInAs(SECOND, world);
    const list = await second.open('/steps');
    const row = list.$('tbody a:contains("Confirm a release as the second officer")');
    await second.open(row.attr('href') ?? '');
    const asked = await second.open(second.seen().$('a[href*="/proposals/"]').attr('href') ?? '');
    expect(asked.words).toContain('Zebedee Quillfeather, A1234BC');
    expect(asked.words).toContain('The person leaves without: medicine or a prescription.');
    const page = await second.send(FORM, { decision: 'APPROVE' });
    expect(page.words).toContain('Approved and recorded.');
    await world.settle();
    expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  });

  it('that has passed asks for the day, and counts at once', async () => {
    const { world, visitor } = await recording(3);
    const past = { 'on-day': '9', 'on-month': '3', 'on-year': '2027' };
    const check = await visitor.send(FORM, { ...CHECKED, ...past, identityConfirmed: null });
    expect(check.words).toContain('Tuesday 9 March 2027');
    expect(check.words).not.toContain('A second officer must confirm this.');
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('Recorded: released on Tuesday 9 March 2027.');
    await world.settle();
    await visitor.open('/caseload?view=after-release');
    expect(visitor.seen().words).toContain('Tuesday 9 March 2027 released');
  });

  it.each([
    {
      what: 'tomorrow',
      typed: { 'on-day': '10' },
      error: 'The day of release must be today or in the past.',
    },
    {
      what: 'a day before the date in force',
      typed: { 'on-day': '8' },
      error:
        'The release date in force is Tuesday 9 March 2027. If the person has left, record the lawful ground, or that they were released in error.',
    },
    {
      what: 'no day',
      typed: { 'on-day': '', 'on-month': '', 'on-year': '' },
      error: 'Enter the day of release',
    },
    {
      what: 'an item that nobody looked at',
      typed: { phone: null },
      error: 'Say whether this is in hand or missing: a phone.',
    },
    {
      what: 'an identity that nobody confirmed',
      typed: { identityConfirmed: null },
      error: 'Confirm the person’s identity before they leave.',
    },
  ])('shows what is wrong with $what, and keeps what was typed', async ({ typed, error }) => {
    const { world, visitor } = await recording();
    const page = await visitor.send(FORM, { ...CHECKED, ...typed });
    expect(page.errors).toContain(error);
    expect(page.$('input[name="medicine"][value="MISSING"]').attr('checked')).toBeDefined();
    expect((await world.journey()).proposals ?? []).toEqual([]);
  });

  it('is refused to those who do not stand at the gate, and once it is recorded', async () => {
    const { world } = await recording();
    const governor = await Visitor.signedInAs(GOVERNOR, world);
    expect((await governor.open(`/journeys/${world.id}/release`)).status).toBe(403);
    await world.release();
    const pom = await Visitor.signedInAs(POM, world);
    expect((await pom.open(`/journeys/${world.id}/release`)).status).toBe(409);
  });
});

describe('correcting a release', () => {
  it('waits for the community officer, and then returns the person to where they were', async () => {
    const { world, visitor } = await recording();
    await world.release();
    await visitor.open(`/journeys/${world.id}`);
    await visitor.open(visitor.seen().$('a:contains("Correct the release")').attr('href') ?? '');
    const wrong = await visitor.send(FORM, { correction: 'ANOTHER_DAY' });
    expect(wrong.errors).toEqual(['Enter the day of release', 'Enter a reason']);
    const sent = await visitor.send(FORM, { correction: 'NOT_RELEASED', reason: 'The wrong person' });
    expect(sent.words).toContain('A second officer must confirm the correction before it counts.');
    const com = await Visitor.signedInAs(COM, world);
    await com.open(`/journeys/${world.id}`);
    const asked = await com.open(com.seen().$('a[href*="/proposals/"]').attr('href') ?? '');
    expect(asked.words).toContain('Reason: The wrong person.');
    const page = await com.send(FORM, { decision: 'APPROVE' });
    expect(page.words).toContain('Approved and recorded.');
    await world.settle();
    expect((await world.journey()).phase).toBe('release-day');
  });

  it('is refused before there is a release, and to those who may not', async () => {
    const { world, visitor } = await recording();
    const path = `/journeys/${world.id}/release-correction`;
    expect((await visitor.open(path)).status).toBe(409);
    await world.release();
    const governor = await Visitor.signedInAs(GOVERNOR, world);
    expect((await governor.open(path)).status).toBe(403);
  });
});
