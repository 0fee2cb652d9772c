import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';

describe('restarting a journey', () => {
  it('takes a reason, and leaves it in the timeline under the administrator’s name', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open(`/journeys/${world.id}/restart`);
    const page = await visitor.send(FORM, { reason: 'A new definition.' });
    expect(page.words).toContain('The journey was restarted. Steps that are done stay done.');
    expect((await world.facts()).findLast(({ type }) => type === 'restarted')).toMatchObject({
      by: { kind: 'admin', id: ADMIN_USER.id },
      data: { reason: 'A new definition.' },
    });
  });

  it.each([
    { case: 'no reason', reason: '  ', error: 'Enter a reason' },
    {
      case: 'too long a reason',
      reason: 'x'.repeat(2_001),
      error: 'Use 2,000 characters or fewer for the reason',
    },
    {
      case: 'hidden characters',
      reason: 'See \u202Eeton',
      error: 'Remove the hidden characters. If you pasted this, type it instead.',
    },
  ])('comes back with $case, and keeps it', async ({ reason, error }) => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open(`/journeys/${world.id}/restart`);
    const page = await visitor.send(FORM, { reason });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([error]);
    expect(page.$('#reason').val()).toBe(reason);
    expect((await world.facts()).some(({ type }) => type === 'restarted')).toBe(false);
  });

  it('is a conflict when the journey moved meanwhile', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    await visitor.open(`/journeys/${world.id}/restart`);
    await world.complete('housing-need', 'NEEDS_HELP');
    const page = await visitor.send(FORM, { reason: 'A new definition.' });
    expect(page.status).toBe(409);
    expect(page.words).toContain('A new definition.');
  });

  it('is an administrator’s, and refused to others with the reason', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(`/journeys/${world.id}/restart`);
    expect(page.status).toBe(403);
    expect(page.words).toContain('Only an administrator starts a journey again.');
  });
});
