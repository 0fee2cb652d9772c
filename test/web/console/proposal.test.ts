import { afterEach, describe, expect, it } from '@jest/globals';
import { changeReleaseDate } from '../../../application/commands/set-release-date.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok } from '../../support/journey-world.ts';
import { GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import '../../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const EARLY = '2027-02-22';

async function proposed() {
  const world = await daysBeforeRelease(40);
  const given = { date: EARLY, dateType: 'CONFIRMED', ground: 'COURT_ORDER' } as const;
  const { proposal } = ok(await changeReleaseDate(world.services, POM, world.id, given));
  const address = `/journeys/${world.id}/proposals/${proposal ?? ''}`;
  return { world, address, form: `form[action="${address}"]` };
}

describe('approving what another officer proposed', () => {
  it('is reached from the governor’s list, and records the date', async () => {
    const { world, address, form } = await proposed();
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const steps = await visitor.open('/steps');
    expect(steps.words).toContain('Approve an early release date');
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.words).toContain(
      'A confirmed release date of Monday 22 February 2027 by order of a court. It waits for a second officer.',
    );
    // Beside what waits for a second officer, and on the step that asks for one.
    expect(person.$(`a[href="${address}"]`)).toHaveLength(2);
    const page = await visitor.open(address);
    expect(page.words).toContain('Pat Taylor');
    const after = await visitor.send(form, { decision: 'APPROVE' });
    expect(after.words).toContain('Approved and recorded.');
    expect((await world.journey()).releaseDateInForce).toBe(EARLY);
  });

  it('asks for a reason to decline, and keeps the choice', async () => {
    const { world, address, form } = await proposed();
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    await visitor.open(address);
    const again = await visitor.send(form, { decision: 'DECLINE' });
    expect(again.errors).toEqual(['Enter a reason']);
    expect(again.$('input[name=decision]:checked').val()).toBe('DECLINE');
    const after = await visitor.send(form, { decision: 'DECLINE', reason: 'No order has come' });
    expect(after.words).toContain('Declined. Nothing was changed.');
    expect((await visitor.open(address)).status).toBe(404);
  });

  it('asks for an answer', async () => {
    const { world, address, form } = await proposed();
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    await visitor.open(address);
    expect((await visitor.send(form, {})).errors).toEqual(['Choose an answer']);
  });

  it('is not offered to the officer who proposed it', async () => {
    const { world, address } = await proposed();
    const visitor = await Visitor.signedInAs(POM, world);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="${address}"]`)).toHaveLength(0);
    expect((await visitor.open(address)).status).toBe(403);
  });

  it('is withdrawn by the officer who proposed it, and nobody else', async () => {
    const { world, address } = await proposed();
    const withdrawal = `${address}/withdrawal`;
    const governor = await Visitor.signedInAs(GOVERNOR, world);
    expect((await governor.open(`/journeys/${world.id}`)).$(`a[href="${withdrawal}"]`)).toHaveLength(0);
    expect((await governor.open(withdrawal)).status).toBe(409);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${withdrawal}"]`)).toHaveLength(1);
    expect((await visitor.open(withdrawal)).words).toContain('by order of a court');
    const after = await visitor.send(`form[action="${withdrawal}"]`, {});
    expect(after.words).toContain('Withdrawn. Nothing was changed.');
    expect(after.words).toContain('by order of a court was withdrawn by the officer who proposed it.');
    expect((await world.journey()).proposals).toEqual([]);
    await expect(world).not.toBeWaitingFor('early-release-approval');
    expect((await visitor.open(withdrawal)).status).toBe(409);
  });
});
