import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { journeyItem } from '../../../application/items.ts';
import { TableUnavailableError } from '../../../application/ports/table.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';
import { handwritten } from '../../support/old-definitions.ts';
import { refusedByBank } from '../../support/closed-by-an-earlier-version.ts';
import { councilsAsked, daysBeforeRelease } from '../../support/stages.ts';
import { definitionsByName } from '../../../workflows/definitions.ts';

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

  it('shows first what stays, what opens, what is skipped, and which run ends and starts', async () => {
    const world = await councilsAsked();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open(`/journeys/${world.id}/restart`);
    expect(page.words).toContain(
      'What runs now ends: Pre-release, started Monday 11 January 2027 at 9:00am.',
    );
    expect(page.words).toContain('What starts on the current definition: Pre-release.');
    expect(page.words).toContain('Nothing that has been answered is asked again.');
    expect(page.words).toContain('No new step opens.');
    expect(page.words).toContain('2 referrals stay as they are, and are not sent again.');
    expect(page.words).toContain('No agency receives a message.');
    const answered = page.$('details').last();
    expect(answered.find('summary').text()).toMatch(/Steps that are answered and not asked again \(\d\)/);
    expect(answered.text()).toContain('Answered Tuesday 12 January 2027');
  });

  it('shows the steps that a journey from before does not have', async () => {
    const definitions = handwritten();
    const world = await daysBeforeRelease(60, {}, { definitions });
    Object.assign(definitions, definitionsByName());
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open(`/journeys/${world.id}/restart`);
    expect(page.words).toMatch(/\d+ steps open that this journey does not have\./);
    expect(page.$('details').first().text()).toContain('Debts');
    expect(page.words).not.toMatch(/\d{4}-\d{2}-\d{2}|[A-Z]+_[A-Z]+|undefined/);
  });

  it('shows the failure that is tried again, and the referral and message that follow', async () => {
    const world = await daysBeforeRelease(70);
    world.beforeTable = (_call, about) => {
      if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    world.beforeTable = undefined;
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words } = await visitor.open(`/journeys/${world.id}/restart`);
    expect(words).toContain('1 failure is tried again.');
    expect(words).toContain('There are no referrals.');
    expect(words).toMatch(/A new referral is made: [^.]+, to Shelter[^.]*\./);
    expect(words).toMatch(/These agencies receive a message: Shelter[^.]*\./);
    expect((await world.referrals()).length).toBe(0);
  });

  it('shows that a proposed day which has passed lapses', async () => {
    const world = await daysBeforeRelease(20, { releaseDate: '2027-03-12' });
    const before = await world.journey();
    const proposed = { ...before, releaseDateInForce: '2027-03-11', version: before.version + 1 };
    await world.table.transact([{ kind: 'put', item: journeyItem(proposed) }]);
    world.clock.moveTo(Temporal.Instant.from('2027-03-12T09:00:00Z'));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words } = await visitor.open(`/journeys/${world.id}/restart`);
    expect(words).toContain(
      'The release date in force changes from Thursday 11 March 2027 to Friday 12 March 2027, because of what is recorded.',
    );
  });

  it('says why there is nothing to restart, and offers no form', async () => {
    const world = await daysBeforeRelease(250);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open(`/journeys/${world.id}/restart`);
    expect(page.words).toContain('This journey only waits for a date, so there is nothing to restart.');
    expect(page.$(FORM)).toHaveLength(0);
  });

  it('says that a closed journey cannot be restarted', async () => {
    const world = await daysBeforeRelease(10);
    await world.tryDeath();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open(`/journeys/${world.id}/restart`);
    expect(page.status).toBe(409);
    expect(page.words).toContain('This journey is closed, so there is nothing to restart.');
  });

  it('asks before it asks an answered step again, and keeps what was typed', async () => {
    const world = await refusedByBank();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const opened = await visitor.open(`/journeys/${world.id}/restart`);
    expect(opened.words).toContain('A restart asks again what has been answered');
    expect(opened.words).toContain('Bank account, answered Friday 8 January 2027');
    const page = await visitor.send(FORM, { reason: 'A new definition.' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(['Agree that these steps are asked again, or leave the journey as it is']);
    expect(page.$('#reason').val()).toBe('A new definition.');
    const restarted = await visitor.send(FORM, { mayAskAgain: 'yes' });
    expect(restarted.words).toContain('The journey was restarted.');
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
