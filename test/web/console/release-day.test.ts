import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const CHRISTMAS = { releaseDate: '2026-12-25' };

async function deciding(
  who: User = GOVERNOR,
  starting: Parameters<typeof daysBeforeRelease>[1] = CHRISTMAS,
): Promise<{ world: JourneyWorld; visitor: Visitor }> {
  const world = await daysBeforeRelease(60, starting);
  const visitor = await Visitor.signedInAs(who, world);
  await visitor.open(`/journeys/${world.id}/release-day`);
  return { world, visitor };
}

describe('the release-day decision', () => {
  it('explains the four dates and offers the three choices', async () => {
    const { world, visitor } = await deciding();
    await world.askForSecondDay('A bed is free.');
    await visitor.open(`/journeys/${world.id}/release-day`);
    const { $, heading, words } = visitor.seen();
    expect(heading).toBe('Decide the release day');
    const dates = $('dl dd')
      .toArray()
      .map((each) => $(each).text().trim());
    expect(dates).toEqual([
      'Friday 25 December 2026',
      'Thursday 24 December 2026',
      'Wednesday 23 December 2026',
      'Tuesday 22 December 2026',
    ]);
    expect(words).toContain('Christmas Day');
    const choices = $('input[name="outcome"]')
      .toArray()
      .map((each) => $(each).attr('value'));
    expect(choices).toEqual(['PRESUMPTIVE', 'SECOND_DAY', 'STATUTORY']);
    expect(words).toContain('Cass Ahmed asked on');
    expect(words).toContain('Resettlement need: A bed is free.');
  });

  it('says that nobody has asked for the earliest day, and does not offer it', async () => {
    const { visitor } = await deciding();
    const { $, words } = visitor.seen();
    expect($('input[name="outcome"][value="SECOND_DAY"]')).toHaveLength(0);
    expect(words).toContain('Nobody has asked for release on Tuesday 22 December 2026');
  });

  it('is refused for a second day that nobody has asked for, whatever the form sends', async () => {
    const { world, visitor } = await deciding();
    await visitor.send(FORM, { outcome: 'SECOND_DAY', requestedBy: 'nobody.real', need: 'A bed is free.' });
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(400);
    expect(page.errors[0]).toContain('The community offender manager has not asked for the earliest day.');
    expect((await world.journey()).decision).toBeUndefined();
  });

  it('offers no second day where the proposal is the earliest day there is', async () => {
    const { visitor } = await deciding(GOVERNOR, {
      ...CHRISTMAS,
      dateOfBirth: '2010-05-17',
      officers: { pom: 'p.taylor', yot: 'y.young' },
    });
    const { $ } = visitor.seen();
    expect($('input[name="outcome"][value="SECOND_DAY"]')).toHaveLength(0);
    expect($('input[name="outcome"]')).toHaveLength(2);
  });

  it.each([
    { case: 'the proposed date', typed: { outcome: 'PRESUMPTIVE' }, date: '2026-12-23', reason: undefined },
    {
      case: 'a second day',
      typed: { outcome: 'SECOND_DAY', circumstances: 'Not this' },
      date: '2026-12-22',
      reason: 'A bed is free.',
    },
    {
      case: 'the date the law sets',
      typed: { outcome: 'STATUTORY', circumstances: 'A court hearing.' },
      date: '2026-12-24',
      reason: 'A court hearing.',
    },
  ])('for $case is checked, then recorded with actor and reason', async ({ typed, date, reason }) => {
    const { world, visitor } = await deciding();
    await world.askForSecondDay('A bed is free.');
    await visitor.open(`/journeys/${world.id}/release-day`);
    const check = await visitor.send(FORM, typed);
    expect(check.heading).toBe('Check the decision');
    expect((await world.journey()).decision).toBeUndefined();
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.path).toBe(`/journeys/${world.id}`);
    const { decision, releaseDateInForce } = await world.journey();
    expect(decision).toMatchObject({
      outcome: typed.outcome,
      date,
      decidedBy: { kind: 'officer', id: GOVERNOR.id },
    });
    expect(decision?.reason).toBe(reason);
    expect(releaseDateInForce).toBe(date);
    expect(page.words).toContain('Gwen Stone decided on');
  });

  it.each([
    { case: 'no choice', typed: { circumstances: 'Kept' }, errors: ['Choose a release day'] },
    {
      case: 'the date the law sets without exceptional circumstances',
      typed: { outcome: 'STATUTORY', circumstances: ' ' },
      errors: ['Enter the exceptional circumstances'],
    },
    {
      case: 'too long a reason',
      typed: { outcome: 'STATUTORY', circumstances: '.'.repeat(2_001) },
      errors: ['Use 2,000 characters or fewer for the reason'],
    },
  ])('comes back with $case, and keeps the typed text', async ({ typed, errors }) => {
    const { world, visitor } = await deciding();
    const page = await visitor.send(FORM, typed);
    expect(page.status).toBe(400);
    expect(page.title).toMatch(/^Error: /);
    expect(page.errors).toEqual(errors);
    expect(page.$('#circumstances').val()).toBe(typed.circumstances);
    for (const link of page.$('.govuk-error-summary__list a').toArray())
      expect(page.$(page.$(link).attr('href') ?? '#none')).toHaveLength(1);
    expect((await world.journey()).decision).toBeUndefined();
  });

  it('can be changed on the page on which it is checked', async () => {
    const { visitor } = await deciding();
    await visitor.send(FORM, { outcome: 'STATUTORY', circumstances: 'A court hearing.' });
    const page = await visitor.send(FORM, { action: 'change' });
    expect(page.heading).toBe('Decide the release day');
    expect(page.$('#circumstances').val()).toBe('A court hearing.');
  });

  it('is a conflict when the date has changed: it shows the change, and decides nothing', async () => {
    const { world, visitor } = await deciding();
    await visitor.send(FORM, { outcome: 'PRESUMPTIVE' });
    await world.moveReleaseDate('2027-01-01');
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(409);
    expect(page.words).toContain('The release date was changed to Friday 1 January 2027');
    expect((await world.journey()).decision).toBeUndefined();
  });

  it('may be made again, and says what it replaces', async () => {
    const { world, visitor } = await deciding();
    await world.decide('PRESUMPTIVE');
    const page = await visitor.open(`/journeys/${world.id}/release-day`);
    expect(page.words).toMatch(/Gwen Stone decided on .* A new decision replaces it\./);
  });

  it('is refused to users other than governors, with the reason', async () => {
    const { visitor } = await deciding(POM);
    expect(visitor.seen().status).toBe(403);
    expect(visitor.seen().words).toContain('Only a governor of the person’s prison decides the release day.');
  });

  it('is not asked where there is nothing to decide', async () => {
    const { visitor } = await deciding(GOVERNOR, { releaseDate: PLAIN_RELEASE });
    expect(visitor.seen().status).toBe(422);
    expect(visitor.seen().heading).toBe('There is no release day to decide');
  });

  describe('as its days pass', () => {
    const FRIDAY = { releaseDate: '2027-03-12' };

    async function on(day: string): Promise<{ world: JourneyWorld; visitor: Visitor }> {
      const { world, visitor } = await deciding(GOVERNOR, FRIDAY);
      await world.advanceTo(day);
      await visitor.open(`/journeys/${world.id}/release-day`);
      return { world, visitor };
    }

    it('offers no day that has passed', async () => {
      const { visitor } = await on('2027-03-11');
      const { $, words } = visitor.seen();
      const offered = $('input[name="outcome"]').toArray();
      expect(offered.map((each) => $(each).attr('value'))).toEqual(['PRESUMPTIVE', 'STATUTORY']);
      expect(words).toContain('Earliest permitted Wednesday 10 March 2027, which has passed');
    });

    it('explains a proposal that nobody decided on, and offers nothing', async () => {
      const { world, visitor } = await on('2027-03-12');
      expect(visitor.seen().status).toBe(422);
      expect(visitor.seen().words).toContain(LAPSED);
      const person = await visitor.open(`/journeys/${world.id}`);
      expect(person.words).toContain('nobody decided before it had passed');
      expect(person.$(`a[href="/journeys/${world.id}/release-day"]`)).toHaveLength(0);
    });

    it('keeps a reason that is confirmed too late, and says which date stands', async () => {
      const { world, visitor } = await on('2027-03-11');
      await visitor.send(FORM, { outcome: 'STATUTORY', circumstances: 'A court hearing.' });
      await world.advanceTo('2027-03-12');
      const page = await visitor.send(FORM, { action: 'confirm' });
      expect(page.status).toBe(409);
      expect(page.words).toContain(LAPSED);
      expect(page.words).toContain('What you sent');
      expect(page.words).toContain('A court hearing.');
      expect(page.$(`main a[href="/journeys/${world.id}"]`)).toHaveLength(1);
      expect((await world.journey()).decision).toBeUndefined();
    });

    it('comes back with a day that passed before it was confirmed, and keeps what was typed', async () => {
      const { world, visitor } = await on('2027-03-10');
      await world.decide('PRESUMPTIVE');
      await visitor.open(`/journeys/${world.id}/release-day`);
      await visitor.send(FORM, { outcome: 'PRESUMPTIVE', circumstances: 'Kept' });
      await world.advanceTo('2027-03-12');
      const page = await visitor.send(FORM, { action: 'confirm' });
      expect(page.status).toBe(400);
      expect(page.errors).toEqual([
        'Thursday 11 March 2027 has passed, so release can no longer move to it.',
      ]);
      expect(page.$('#circumstances').val()).toBe('Kept');
      expect(page.$('input[name="outcome"]')).toHaveLength(1);
    });

    it('is over when every day has passed and the release is not recorded', async () => {
      const { world, visitor } = await on('2027-03-10');
      await world.decide('PRESUMPTIVE');
      await world.advanceTo('2027-03-15');
      const page = await visitor.open(`/journeys/${world.id}/release-day`);
      expect(page.status).toBe(422);
      expect(page.words).toContain('Every day that could be chosen has passed.');
    });
  });
});

const LAPSED =
  'Nobody decided before Thursday 11 March 2027 had passed, so the date set by law stands: Friday 12 March 2027. There is nothing left to decide.';
