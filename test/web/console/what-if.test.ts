import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_TRANSACTION_WRITES } from '../../../application/ports/table.ts';
import type { User } from '../../../domain/access/user.ts';
import { everything } from '../../support/api-world.ts';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, fillTo, released } from '../../support/stages.ts';

afterEach(closeWorlds);

const TRY = 'form#try';
const on = (day: string, month: string, year: string) => ({
  'date-day': day,
  'date-month': month,
  'date-year': year,
});

async function trying(world: JourneyWorld, who: User = POM): Promise<Visitor> {
  const visitor = await Visitor.signedInAs(who, world);
  await visitor.open(`/journeys/${world.id}/what-if`);
  return visitor;
}

/** The lines of the tables, by their first cell. */
function linesOf({ $ }: SeenPage): Readonly<Record<string, readonly string[]>> {
  const cells = (row: Parameters<typeof $>[0]) =>
    $(row)
      .children()
      .toArray()
      .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim());
  const rows = $('main tbody tr').toArray().map(cells);
  return Object.fromEntries(rows.map(([what = '', ...days]) => [what, days]));
}

describe('what a date would change', () => {
  it('is linked from the person’s page until release', async () => {
    const world = await daysBeforeRelease(3);
    const visitor = await Visitor.signedInAs(COM, world);
    const link = `a[href="/journeys/${world.id}/what-if"]`;
    expect((await visitor.open(`/journeys/${world.id}`)).$(link)).toHaveLength(1);
    await released(world);
    expect((await visitor.open(`/journeys/${world.id}`)).$(link)).toHaveLength(0);
  });

  it('is listed from the day now to the day then, and nothing is written', async () => {
    const world = await councilsAsked();
    const before = await everything(world);
    const page = await (await trying(world)).send(TRY, on('16', '3', '2027'));
    expect(page.words).toContain(
      'Deadlines would be counted from Tuesday 16 March 2027, 7 days later than now.',
    );
    expect(linesOf(page)).toMatchObject({
      'Conditional release date (CRD)': ['Tuesday 9 March 2027', 'Tuesday 16 March 2027'],
      'Release date in force': ['Tuesday 9 March 2027', 'Tuesday 16 March 2027'],
      'Bank account: due The ID and banking administrator of HMP Moorland': [
        'Tuesday 26 January 2027',
        'Tuesday 2 February 2027',
      ],
      'Release-day work opens': ['Friday 5 March 2027', 'Friday 12 March 2027'],
      'Duty to refer, Eastmoor Council: release date': ['Tuesday 9 March 2027', 'Tuesday 16 March 2027'],
      'Duty to refer, Eastmoor Council': ['No message', 'A message that the release date has changed'],
    });
    expect(await everything(world)).toEqual(before);
  });

  it.each([
    { case: 'a later date', typed: on('16', '3', '2027') },
    { case: 'a date on a Friday', typed: on('2', '4', '2027') },
    {
      case: 'a date that does not become the release date',
      typed: { ...on('1', '3', '2027'), dateType: 'PED' },
    },
  ])('counts what is listed, for $case', async ({ typed }) => {
    const page = await (await trying(await councilsAsked())).send(TRY, typed);
    const listed = page.$('main tbody tr').length;
    expect(listed).toBeGreaterThan(0);
    expect(page.words).toMatch(new RegExp(` ${listed} change(s are| is) listed below`));
    for (const table of page.$('main table').toArray()) {
      expect(page.$(table).find('caption').text()).toContain(`(${page.$(table).find('tbody tr').length})`);
    }
    for (const cell of page.$('td, tbody th').toArray()) expect(page.$(cell).text().trim()).toMatch(/^[A-Z]/);
  });

  it('says that a decision would be void, and that the governor would be asked again', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    await world.decide('PRESUMPTIVE');
    const { words } = await (await trying(world)).send(TRY, on('1', '1', '2027'));
    expect(words).toContain(
      'The decision on the release day would become void. It was for Wednesday 23 December 2026.',
    );
    expect(words).toContain('The governor would be asked to decide the release day.');
  });

  it.each([
    {
      case: 'a day gone by',
      typed: on('20', '1', '2027'),
      says: 'This date would be refused. The release date must be today or later.',
    },
    {
      case: 'a confirmed date that is too early',
      typed: { ...on('22', '2', '2027'), dateType: 'CONFIRMED' },
      says: 'This date would be refused. The earliest day permitted is Tuesday 9 March 2027.',
    },
    {
      case: 'the date recorded already',
      typed: on('9', '3', '2027'),
      says: 'This date is recorded already. Nothing would change.',
    },
    {
      case: 'a date that needs a second officer',
      typed: { ...on('22', '2', '2027'), dateType: 'CONFIRMED', ground: 'PAROLE' },
      says: 'A governor must approve this date before it is recorded. What follows would change then.',
    },
  ])('says what would become of $case', async ({ typed, says }) => {
    const world = await daysBeforeRelease(40);
    // The source of the date that is recorded already.
    const page = await (await trying(world)).send(TRY, { source: 'OFFICER', ...typed });
    expect(page.status).toBe(200);
    expect(page.words).toContain(says);
  });

  it('says that a date would move too much at once, and what to do', async () => {
    const world = await councilsAsked();
    await fillTo(world, MAX_TRANSACTION_WRITES + 1);
    const page = await (await trying(world)).send(TRY, on('16', '3', '2027'));
    expect(page.status).toBe(200);
    expect(page.words).toContain(
      'This date would be refused. This would change too many open steps and referrals at once. ' +
        'Answer some of them, then try again.',
    );
    expect(page.$('form#record')).toHaveLength(0);
  });

  it('titles the day on which a proposal lapses as such, and a step that asks by its question', async () => {
    const world = await daysBeforeRelease(57, { releaseDate: '2027-03-12' });
    await world.complete('housing-need', 'NEEDS_HELP');
    const lines = linesOf(await (await trying(world)).send(TRY, on('26', '3', '2027')));
    expect(lines).toMatchObject({
      'Proposed release day lapses': ['Friday 12 March 2027', 'Thursday 25 March 2027'],
    });
    const asking = Object.keys(lines).filter((line) => line.includes('?'));
    expect(asking).toContainEqual(expect.stringMatching(/^Ask for the earliest release day\? Due /));
    for (const line of asking) expect(line).toMatch(/\? (Opens|Due)/);
  });

  it('carries the date to the form that records it, and leaves it out of the address', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await trying(world);
    await visitor.send(TRY, { ...on('16', '3', '2027'), source: 'COURT' });
    const form = await visitor.send('form#record', { action: 'change' });
    expect(form.heading).toBe('Record a date of the sentence');
    expect(form.path).toMatch(new RegExp(`^/journeys/${world.id}/release-date[?]kept=[a-z0-9.]+$`));
    expect(form.$('#date-day').val()).toBe('16');
    expect(form.$('#source option[selected]').val()).toBe('COURT');
    await visitor.send('main form');
    const done = await visitor.send('main form', { action: 'confirm' });
    expect(done.words).toContain('Every deadline is counted from Tuesday 16 March 2027 now.');
    expect((await world.journey()).release).toMatchObject({ date: '2027-03-16', source: 'COURT' });
  });

  it.each([GOVERNOR, COM, ADMIN_USER])('is shown to $id, who is not offered to record it', async (who) => {
    const world = await daysBeforeRelease(40);
    const page = await (await trying(world, who)).send(TRY, on('16', '3', '2027'));
    expect(page.words).toContain('Deadlines would be counted from Tuesday 16 March 2027');
    expect(page.$('form#record')).toHaveLength(0);
  });

  it('is refused to staff who may not read the journey', async () => {
    const world = await daysBeforeRelease(40);
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await visitor.open(`/journeys/${world.id}/what-if`)).status).toBe(403);
  });

  it('comes back with an error that links to its field, and keeps what was typed', async () => {
    const page = await (await trying(await daysBeforeRelease(40))).send(TRY, on('30', '2', '2027'));
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(['The release date must be a real date']);
    expect(page.$('#date-day').val()).toBe('30');
  });
});
