import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';

async function changing(): Promise<{ world: JourneyWorld; visitor: Visitor }> {
  const world = await daysBeforeRelease(60);
  const visitor = await Visitor.signedInAs(POM, world);
  await visitor.open(`/journeys/${world.id}/release-date`);
  return { world, visitor };
}

const on = (day: string, month: string, year: string) => ({
  'date-day': day,
  'date-month': month,
  'date-year': year,
});

describe('changing the release date', () => {
  it('shows what it would change first, and only then changes it', async () => {
    const { world, visitor } = await changing();
    const check = await visitor.send(FORM, on('2', '4', '2027'));
    expect(check.heading).toBe('Check the date');
    expect(check.words).toContain('The proposed release date is Thursday 1 April 2027');
    expect(check.words).toContain(
      'Deadlines would be counted from Thursday 1 April 2027, 23 days later than now.',
    );
    expect(check.words).toContain('The governor would be asked to decide the release day.');
    expect((await world.journey()).release?.date).toBe('2027-03-09');
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('Every deadline is counted from Thursday 1 April 2027 now.');
    expect(await world.journey()).toMatchObject({
      release: { date: '2027-04-02', dateType: 'CRD', revision: 2 },
      releaseDateInForce: '2027-04-01',
    });
  });

  it('says when a decision would no longer stand', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    await world.decide('PRESUMPTIVE');
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/release-date`);
    const check = await visitor.send(FORM, on('5', '1', '2027'));
    expect(check.words).toContain('The decision on the release day would become void.');
  });

  it.each([
    { case: 'nothing', typed: on('', '', ''), error: 'Enter the release date' },
    { case: 'no month', typed: on('2', '', '2027'), error: 'The release date must include a month' },
    {
      case: 'no day and no year',
      typed: on('', '4', ''),
      error: 'The release date must include a day and a year',
    },
    {
      case: 'a day there is not',
      typed: on('30', '2', '2027'),
      error: 'The release date must be a real date',
    },
    {
      case: 'words',
      typed: on('two', '4', '2027'),
      error: 'The release date must be made of numbers, like 23 12 2026',
    },
    {
      case: 'half a year',
      typed: on('2', '4', '27'),
      error: 'The year of the release date must have 4 numbers',
    },
    {
      case: 'a day before the sentence began',
      typed: on('7', '1', '2027'),
      error:
        'The conditional release date (CRD) must be on or after Friday 8 January 2027, when the sentence began.',
    },
    {
      case: 'an early confirmed date without a ground',
      typed: { ...on('22', '2', '2027'), dateType: 'CONFIRMED' },
      error:
        'The earliest day permitted is Tuesday 9 March 2027. An earlier confirmed date needs a legal ground, and a second officer who approves it.',
    },
    {
      case: 'a day after supervision ends',
      typed: on('10', '12', '2027'),
      error: 'The release date must be on or before Thursday 9 December 2027, when supervision ends.',
    },
    {
      case: 'a type of date there is not',
      typed: { ...on('2', '4', '2027'), dateType: 'XYZ' },
      error: 'Choose which date it is',
    },
  ])('comes back with $case, and keeps what was typed', async ({ typed, error }) => {
    const { world, visitor } = await changing();
    const page = await visitor.send(FORM, typed);
    expect(page.status).toBe(400);
    expect(page.title).toMatch(/^Error: /);
    expect(page.errors).toEqual([error]);
    expect(page.$(page.$('.govuk-error-summary__list a').attr('href') ?? '#none')).toHaveLength(1);
    expect(page.$('#date-day').val()).toBe(typed['date-day']);
    expect(page.$('#date-year').val()).toBe(typed['date-year']);
    expect((await world.journey()).release?.revision).toBe(1);
  });

  it('is a conflict when someone else changed the date first', async () => {
    const { world, visitor } = await changing();
    await visitor.send(FORM, on('2', '4', '2027'));
    await world.moveReleaseDate('2027-03-16');
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(409);
    expect(page.words).toContain('The release date was changed to Tuesday 16 March 2027');
    expect(page.words).toContain('Friday 2 April 2027');
    expect((await world.journey()).release).toMatchObject({ date: '2027-03-16', revision: 2 });
  });

  it('confirmed twice changes it once', async () => {
    const { world, visitor } = await changing();
    const check = await visitor.send(FORM, on('2', '4', '2027'));
    await visitor.send(FORM, { action: 'confirm' });
    visitor.page = check;
    const again = await visitor.send(FORM, { action: 'confirm' });
    expect(again.status).toBe(200);
    expect((await world.journey()).release?.revision).toBe(2);
  });

  it('is refused to a governor, with the reason', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const page = await visitor.open(`/journeys/${world.id}/release-date`);
    expect(page.status).toBe(403);
    expect(page.words).toContain('Only the offender management unit');
  });
});
