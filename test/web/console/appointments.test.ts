import { afterEach, describe, expect, it } from '@jest/globals';
import { readPersonContact } from '../../../application/mailbox-items.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const DAY = { 'on-day': '20', 'on-month': '1', 'on-year': '2027' };
const TYPED = { ...DAY, at: '9:30', place: '4 Park Row, Leeds' };
const WORDS = 'Wednesday 20 January 2027 at 9:30am, at 4 Park Row, Leeds';

async function visiting(): Promise<{ readonly world: JourneyWorld; readonly visitor: Visitor }> {
  const world = await daysBeforeRelease(60);
  const visitor = await Visitor.signedInAs(POM, world);
  return { world, visitor };
}

describe('the page of a person’s appointments', () => {
  it('is reached from the person’s page, and lists an appointment that is made there', async () => {
    const { world, visitor } = await visiting();
    const { $ } = await visitor.open(`/journeys/${world.id}`);
    const href = $('a:contains("Appointments")').attr('href') ?? '';
    expect((await visitor.open(href)).words).toContain('There is no appointment to come.');
    const made = await visitor.send('main form', TYPED);
    expect(made.words).toContain(WORDS);
    expect((await world.journey()).appointments).toMatchObject([
      { on: '2027-01-20', at: '09:30', place: '4 Park Row, Leeds', revision: 1 },
    ]);
  });

  it.each([
    [{ 'on-day': '' }, 'The day of the appointment must include a day'],
    [{ at: 'noon' }, 'Enter a time, such as 14:00'],
    [{ place: '' }, 'Enter where it is, on one line of up to 200 characters'],
  ])('refuses %j and keeps what was typed', async (given, problem) => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/appointments`);
    const refused = await visitor.send('main form', { ...TYPED, ...given });
    expect(refused.words).toContain(problem);
    expect(refused.$('#on-year').attr('value')).toBe('2027');
    expect((await world.journey()).appointments).toBeUndefined();
  });

  it('moves an appointment, and records its result', async () => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/appointments`);
    const { $ } = await visitor.send('main form', TYPED);
    const href = $('main li a').attr('href') ?? '';
    await visitor.open(href);
    const moved = await visitor.send('main form', { ...TYPED, what: 'CHANGED', 'on-day': '21' });
    expect(moved.words).toContain('Thursday 21 January 2027 at 9:30am');
    await visitor.open(href);
    expect((await visitor.send('main form', { what: 'MISSED' })).words).toContain(
      'The day of this appointment has not come.',
    );
    await world.advanceTo('2027-01-21');
    await visitor.open(href);
    const missed = await visitor.send('main form', { what: 'MISSED' });
    expect(missed.words).toContain('The appointment is recorded as missed. Find out the reason first.');
    expect(missed.words).toContain('at 4 Park Row, Leeds: missed');
    expect((await visitor.open(`/journeys/${world.id}`)).words).toContain('A missed appointment');
  });

  it('shows a conflict to whoever changes an appointment that another has changed', async () => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/appointments`);
    const { $ } = await visitor.send('main form', TYPED);
    const href = $('main li a').attr('href') ?? '';
    const second = await Visitor.signedInAs(POM, world);
    await second.open(href);
    await visitor.open(href);
    await visitor.send('main form', { ...TYPED, what: 'CHANGED', 'on-day': '21' });
    const late = await second.send('main form', { ...TYPED, what: 'CHANGED', 'on-day': '22' });
    expect(late.heading).toBe('This has changed since you opened it');
    expect((await world.journey()).appointments).toMatchObject([{ on: '2027-01-21' }]);
  });

  it('asks for the result', async () => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/appointments`);
    const { $ } = await visitor.send('main form', TYPED);
    await visitor.open($('main li a').attr('href') ?? '');
    expect((await visitor.send('main form', {})).words).toContain('Choose the result of the appointment');
  });

  it('is not for officers who are not responsible for the person', async () => {
    const { world } = await visiting();
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    for (const path of ['appointments', 'contact']) {
      expect((await visitor.open(`/journeys/${world.id}/${path}`)).status).toBe(403);
    }
  });
});

describe('the page of messages to the person', () => {
  it('records that they agree, where to, and that they no longer do', async () => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/contact`);
    const agreed = await visitor.send('main form', { agreed: 'YES', by: 'TEXT', mobile: '07700 900123' });
    expect(agreed.words).toContain('The person is sent a text about each appointment.');
    expect(await readPersonContact(world.table, world.id)).toMatchObject({ mobile: '07700900123' });
    await visitor.open(`/journeys/${world.id}/contact`);
    const refused = await visitor.send('main form', { agreed: 'NO' });
    expect(refused.words).toContain('The person does not want messages.');
    expect(await readPersonContact(world.table, world.id)).not.toHaveProperty('mobile');
  });

  it.each([
    [{ mobile: '07700 900123' }, 'Choose whether the person agrees to messages'],
    [{ agreed: 'YES', by: 'TEXT', mobile: '123' }, 'Enter a UK mobile number, such as 07700 900123'],
  ])('refuses %j, and records nothing', async (typed, problem) => {
    const { world, visitor } = await visiting();
    await visitor.open(`/journeys/${world.id}/contact`);
    expect((await visitor.send('main form', typed)).words).toContain(problem);
    expect(await readPersonContact(world.table, world.id)).toBeUndefined();
  });
});
