import { afterEach, describe, expect, it } from '@jest/globals';
import { changeReleaseDate, type DateGiven } from '../../../application/commands/set-release-date.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease, released } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const REASON = 'Recorded for another person';

/** A person 40 days before the conditional release date, Tuesday 9 March 2027, with one date more. */
async function removing(
  more: DateGiven,
): Promise<{ world: JourneyWorld; visitor: Visitor; address: string }> {
  const world = await daysBeforeRelease(40);
  ok(await changeReleaseDate(world.services, POM, world.id, more));
  await world.settle();
  const visitor = await Visitor.signedInAs(POM, world);
  return { world, visitor, address: `/journeys/${world.id}/dates/${more.dateType}/remove` };
}

const PAROLE = { date: '2027-03-02', dateType: 'APD' } as const;
const CONFIRMED = { date: '2027-03-23', dateType: 'CONFIRMED' } as const;

describe('removing a date of the sentence', () => {
  it('is reached from the person, shows what it would change, and removes it', async () => {
    const { world, visitor, address } = await removing(PAROLE);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="${address}"]`)).toHaveLength(1);
    const page = await visitor.open(address);
    expect(page.heading).toBe('Remove a date of the sentence');
    expect(page.words).toContain('Approved parole date (APD), 2 Mar 2027. Recorded by Pat Taylor');
    expect(page.words).toContain(
      'Deadlines would be counted from Tuesday 9 March 2027, 7 days later than now.',
    );
    expect(page.words).toMatch(/Approved parole date \(APD\) ?Tuesday 2 March 2027 ?Removed/);
    const after = await visitor.send(FORM, { reason: REASON });
    expect(after.heading).toBe('Zebedee Quillfeather');
    expect(after.words).toContain(
      'The date is removed. Every deadline is counted from Tuesday 9 March 2027.',
    );
    expect(after.words).toContain(
      `The approved parole date (APD), Tuesday 2 March 2027, was removed. Reason: ${REASON}.`,
    );
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-09');
  });

  it('that makes release earlier goes to a governor, who sees the reason and the date that would count', async () => {
    const { world, visitor, address } = await removing(CONFIRMED);
    const page = await visitor.open(address);
    expect(page.words).toContain('Release would be earlier, so a governor must approve the removal.');
    expect(page.$('main form button').text().trim()).toBe('Send to a governor');
    const after = await visitor.send(FORM, { reason: REASON });
    expect(after.words).toContain('Proposed. A governor must approve the removal before it counts.');
    expect(after.words).toContain(
      'The removal of the confirmed release date of Tuesday 23 March 2027. It waits for a second officer.',
    );
    const governor = await Visitor.signedInAs(GOVERNOR, world);
    expect((await governor.open('/steps')).words).toContain('Approve the removal of a date');
    const proposal = (await world.journey()).proposals?.[0]?.id ?? 'none';
    const approval = await governor.open(`/journeys/${world.id}/proposals/${proposal}`);
    expect(approval.words).toContain(`Reason: ${REASON}.`);
    expect(approval.words).toContain(
      'Without it the release date is Tuesday 9 March 2027, which is earlier.',
    );
    await governor.send(FORM, { decision: 'APPROVE' });
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-09');
  });

  it('says when no release date would be left', async () => {
    const world = await daysBeforeRelease(40);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(`/journeys/${world.id}/dates/CRD/remove`);
    expect(page.words).toContain(
      'There would be no release date, and no deadline would be counted from one.',
    );
    const after = await visitor.send(FORM, { reason: REASON });
    expect(after.words).toContain('The date is removed. There is no release date now.');
  });

  it.each([
    { case: 'nothing', reason: '  ', error: 'Enter a reason' },
    {
      case: 'too much',
      reason: 'a'.repeat(2_001),
      error: 'Use 2,000 characters or fewer for the reason',
    },
    {
      case: 'hidden characters',
      reason: 'a\u202Eb',
      error: 'Remove the hidden characters. If you pasted this, type it instead.',
    },
  ])('comes back when the reason is $case, and keeps it', async ({ reason, error }) => {
    const { world, visitor, address } = await removing(PAROLE);
    await visitor.open(address);
    const page = await visitor.send(FORM, { reason });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([error]);
    expect(page.$('#reason').val()).toBe(reason);
    expect((await world.journey()).dates).toHaveLength(2);
  });

  it('conflicts when the dates have changed since the page was opened, and removes nothing', async () => {
    const { world, visitor, address } = await removing(PAROLE);
    await visitor.open(address);
    ok(await changeReleaseDate(world.services, POM, world.id, { ...PAROLE, date: '2027-03-04' }));
    const page = await visitor.send(FORM, { reason: REASON });
    expect(page.status).toBe(409);
    expect(page.words).toContain(REASON);
    expect((await world.journey()).dates).toHaveLength(2);
  });

  it('is not possible for a date that is not recorded', async () => {
    const { visitor, address } = await removing(PAROLE);
    const page = await visitor.open(address.replace('APD', 'HDCAD'));
    expect(page.status).toBe(404);
    expect(page.words).toContain('This date is not recorded, or was removed already.');
  });

  it('is not possible once the person is released', async () => {
    const { world, visitor, address } = await removing(PAROLE);
    await released(world);
    expect((await visitor.open(address)).words).toContain('The person has been released');
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="${address}"]`)).toHaveLength(0);
  });

  it('is for the offender management unit', async () => {
    const { world, address } = await removing(PAROLE);
    const visitor = await Visitor.signedInAs(COM, world);
    expect((await visitor.open(address)).status).toBe(403);
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(0);
  });
});
