import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { welshDate } from '../../../web/console/plan-words.ts';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, ELSEWHERE, POM } from '../../support/people.ts';
import { HOME } from '../../support/places.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../../support/stages.ts';

afterEach(closeWorlds);

async function plan(world: JourneyWorld, query = '', who = POM): Promise<SeenPage> {
  const visitor = await Visitor.signedInAs(who, world);
  return visitor.open(`/journeys/${world.id}/plan${query}`);
}

async function prepared(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  await world.complete('housing-need', 'HAS_ADDRESS', HOME);
  await world.complete('met-at-the-gate', 'ARRANGED', { who: 'Sam, a mentor' });
  await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The probation office' });
  await world.complete('phone-for-release', 'GETS_ONE');
  await world.complete('identity-documents', 'IN_HAND');
  await world.advanceTo(addDays(PLAIN_RELEASE, -7));
  await world.complete('jobcentre-interview', 'BOOKED');
  return world;
}

describe('the release plan that a person takes with them', () => {
  it('says when, where, who comes, appointments, money and whom to call', async () => {
    const { words } = await plan(await prepared());
    for (const said of [
      'You leave prison on Tuesday 9 March 2027.',
      'You have a place to stay:',
      HOME.postcode,
      'At the gate you are met by Sam, a mentor.',
      'Wednesday 10 March 2027 at 2pm: The probation office',
      'Your interview at the Jobcentre is on Tuesday 9 March 2027.',
      'Your identity document leaves with you.',
      'You will be given a phone.',
      'Your officer is Cass Ahmed, Yorkshire and the Humber.',
      'Their phone number:',
      'In an emergency: 999',
      'Samaritans, day or night: 116 123',
    ])
      expect(words).toContain(said);
  });

  it('is in Welsh when asked for, and says so to a screen reader', async () => {
    const { $, words } = await plan(await prepared(), '?lang=cy');
    expect($('html').attr('lang')).toBe('cy');
    for (const said of [
      'Eich cynllun rhyddhau',
      'Y diwrnod y byddwch yn gadael y carchar: dydd Mawrth 9 Mawrth 2027.',
      'dydd Mercher 10 Mawrth 2027 am 14:00: The probation office',
      'Wrth y giât: Sam, a mentor.',
      'Rhif ffôn eich swyddog:',
    ])
      expect(words).toContain(said);
    expect(words).not.toContain('You leave prison');
  });

  it('promises nothing that is not arranged', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2027-03-12' });
    const { words } = await plan(world);
    for (const said of [
      'This day is not settled yet.',
      'We have not found you a place yet.',
      'Nobody has been arranged to meet you.',
      'You have no appointment yet.',
    ])
      expect(words).toContain(said);
    expect(words).not.toContain('identity document');
  });

  it('says nothing of the sentence, of the prison number or of what is open', async () => {
    const { words } = await plan(await prepared());
    for (const secret of [/A1234BC/, /sentence/i, /licence/i, /risk/i, /overdue/i, /step/i])
      expect(words).not.toMatch(secret);
  });

  it('is for those who may see the person, and is never stored by a browser', async () => {
    const world = await prepared();
    const page = await plan(world, '', ELSEWHERE);
    expect(page.status).toBe(403);
    expect(page.words).not.toContain('Sam, a mentor');
    const own = await plan(world, '', COM);
    expect(own.headers['cache-control']).toContain('no-store');
  });

  it('falls back to English for a language that it does not speak', async () => {
    const { $ } = await plan(await prepared(), '?lang=fr');
    expect($('html').attr('lang')).toBe('en');
  });

  it.each([
    {
      lang: 'en',
      says: [
        'Your plan',
        'You left prison on Tuesday 9 March 2027.',
        'Where you stay',
        HOME.postcode,
        'Wednesday 10 March 2027 at 2pm: The probation office',
        'You can claim Universal Credit.',
        'Your officer is Cass Ahmed',
      ],
      once: 'You have claimed Universal Credit.',
      future:
        /You leave|will be given|at the gate|leaves with you|is on Tuesday|from the day you leave|you take with you/i,
    },
    {
      lang: 'cy',
      says: [
        'Eich cynllun',
        'Y diwrnod y gadawsoch y carchar: dydd Mawrth 9 Mawrth 2027.',
        'Ble rydych yn aros',
        'Gallwch hawlio Credyd Cynhwysol.',
      ],
      once: 'Rydych wedi hawlio Credyd Cynhwysol.',
      future: /byddwch|wrth adael|giât/i,
    },
  ])(
    'says what is so after release, and promises nothing of it: $lang',
    async ({ lang, says, once, future }) => {
      const world = await prepared();
      await released(world);
      const { words } = await plan(world, `?lang=${lang}`, COM);
      for (const said of says) expect(words).toContain(said);
      expect(words).not.toMatch(future);
      await world.complete('claim-made', 'MADE');
      await world.advanceTo(addDays(PLAIN_RELEASE, 2));
      const later = (await plan(world, `?lang=${lang}`, COM)).words;
      expect(later).toContain(once);
      expect(later).not.toContain('The probation office');
    },
  );

  it('is not offered once the journey has ended', async () => {
    const world = await prepared();
    ok(await world.tryDeath({}, POM));
    const { status, words } = await plan(world);
    expect(status).toBe(409);
    expect(words).toContain('There is no plan to print');
    expect(words).not.toContain('You leave prison');
  });

  it('is linked from the person’s page until they are released', async () => {
    const world = await daysBeforeRelease(3);
    const visitor = await Visitor.signedInAs(POM, world);
    const links = async () =>
      (await visitor.open(`/journeys/${world.id}`)).$(`a[href="/journeys/${world.id}/plan"]`).length;
    expect(await links()).toBe(1);
    await released(world);
    expect(await links()).toBe(0);
  });
});

it.each([
  ['2027-03-01', 'dydd Llun 1 Mawrth 2027'],
  ['2026-12-25', 'dydd Gwener 25 Rhagfyr 2026'],
  ['2028-02-29', 'dydd Mawrth 29 Chwefror 2028'],
  ['2027-08-15', 'dydd Sul 15 Awst 2027'],
])('says %s in Welsh as %s', (date, said) => {
  expect(welshDate(date)).toBe(said);
});
