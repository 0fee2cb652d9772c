import { afterEach, describe, expect, it } from '@jest/globals';
import type { ClockControls } from '../../../web/console/clock-controls.ts';
import { consoleOver, Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';

async function withClock(): Promise<{ world: JourneyWorld; visitor: Visitor }> {
  const world = await daysBeforeRelease(60);
  const clockControls: ClockControls = {
    now: () => world.clock.now(),
    advanceToNext: () => world.runtime.advanceToNext(),
    async advanceBy(days) {
      await world.runtime.advanceTo(world.clock.now().add({ hours: 24 * days }));
      return world.clock.now();
    },
  };
  const visitor = new Visitor(consoleOver(world.services, { clockControls }).pages);
  await visitor.signIn(POM);
  await visitor.open('/clock');
  return { world, visitor };
}

describe('the clock', () => {
  it('says what time it is, and above every page that the people are invented', async () => {
    const { visitor } = await withClock();
    expect(visitor.seen().words).toContain('It is Friday 8 January 2027 at 9:00am.');
    const banner = (await visitor.open('/caseload')).$('.govuk-phase-banner').text().replace(/\s+/g, ' ');
    expect(banner).toContain('Everyone here is invented. Today is Friday 8 January 2027');
  });

  it.each([
    { by: 'day', said: 'Moved by a day. It is Saturday 9 January 2027', today: '2027-01-09' },
    { by: 'week', said: 'Moved by a week. It is Friday 15 January 2027', today: '2027-01-15' },
  ])('moves by a $by', async ({ by, said, today }) => {
    const { world, visitor } = await withClock();
    const page = await visitor.send(FORM, { by });
    expect(page.words).toContain(said);
    expect(world.today()).toBe(today);
  });

  it('moves to the next due row, and fires it', async () => {
    const { world, visitor } = await withClock();
    const facts = (await world.facts()).length;
    const page = await visitor.send(FORM, { by: 'next' });
    expect(page.words).toMatch(/Moved to the next event, on .*\./);
    expect((await world.facts()).length).toBeGreaterThan(facts);
  });

  it('stays where it is without a choice', async () => {
    const { world, visitor } = await withClock();
    await visitor.send(FORM, { by: 'century' });
    expect(world.today()).toBe('2027-01-08');
  });

  it('keeps users signed in when moved by a week', async () => {
    const { visitor } = await withClock();
    await visitor.send(FORM, { by: 'week' });
    expect((await visitor.open('/caseload')).heading).toBe('Caseload');
  });

  it('is absent, with no link to it, where it cannot be moved', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/clock')).status).toBe(404);
    const { $ } = await visitor.open('/caseload');
    expect($('.govuk-phase-banner')).toHaveLength(0);
    expect($('a[href="/clock"]')).toHaveLength(0);
  });
});
