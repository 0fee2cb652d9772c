import { afterEach, describe, expect, it } from '@jest/globals';
import { journeyItem } from '../../../application/items.ts';
import { addDays } from '../../../domain/law/time.ts';
import { HOME } from '../../support/places.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld, type Starting } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, GOVERNOR, HEAD_OF_PDU, POM } from '../../support/people.ts';
import {
  councilsAsked,
  daysBeforeRelease,
  OFFICERS,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

async function looking(who: User, world: JourneyWorld): Promise<Visitor> {
  const visitor = await Visitor.signedInAs(who, world);
  await visitor.open(`/journeys/${world.id}`);
  return visitor;
}

const linksTo = (visitor: Visitor, end: string): number => visitor.seen().$(`main a[href$="${end}"]`).length;

describe('a person', () => {
  it('is headed with the name, and identified in a list', async () => {
    const world = await daysBeforeRelease(60);
    const { $, heading, title } = (await looking(POM, world)).seen();
    expect(heading).toBe('Zebedee Quillfeather');
    expect(title).toBe('Zebedee Quillfeather - Through the Gate');
    const facts = $('dl.app-identity dt')
      .toArray()
      .map((each) => [$(each).text().trim(), $(each).next('dd').text().trim()]);
    expect(Object.fromEntries(facts)).toEqual({
      'Prison number': 'A1234BC',
      CRN: 'Not recorded',
      'PNC number': 'Not recorded',
      'Date of birth': '17 May 1990 (aged 36)',
      Sex: 'Not recorded',
      Tier: 'Not recorded',
      Prison: 'HMP Moorland',
      'Probation region': 'Yorkshire and the Humber',
      Phase: 'Pre-release',
      'Supervising officer': 'Cass Ahmed',
      Deputy: 'd.evans',
      'Prison offender manager': 'Pat Taylor',
      'Supervision ends': '9 Dec 2027',
    });
  });

  it('links each answered step to its answer, the latest first, and no step that nobody answered', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo('2027-01-11');
    await world.complete('housing-need', 'HAS_ADDRESS', { ...HOME, note: 'With their sister.' });
    const visitor = await looking(POM, world);
    const { $ } = visitor.seen();
    const answered = $('h2:contains("Answered steps") + details li').toArray();
    expect(answered).not.toEqual([]);
    const [latest] = answered;
    expect($(latest).text().replace(/\s+/g, ' ')).toMatch(
      /^Where will they live\? ?They have an address to go to ?Pat Taylor, 11 Jan 2027/,
    );
    expect($('h2:contains("Answered steps") + details').text()).not.toContain('Book the Jobcentre interview');
    const page = await visitor.open($(latest).find('a').attr('href') ?? '');
    expect(page.heading).toBe('Where will they live?');
    expect(page.words).toContain('With their sister.');
    expect(page.words).toContain('Zebedee Quillfeather');
  });

  it('lists no step as answered that the release only closed, and lists the release', async () => {
    const world = await releasedAfter(3);
    const { $ } = (await looking(POM, world)).seen();
    const answered = $('h2:contains("Answered steps") + details').text();
    expect(answered).toMatch(/Release\s+Released/);
    expect(answered).not.toContain('Overtaken by release');
  });

  it('shows the release date, its kind, its source and the days to go', async () => {
    const world = await daysBeforeRelease(60);
    const { words } = (await looking(POM, world)).seen();
    expect(words).toContain('Tuesday 9 March 2027 (in 60 days)');
    expect(words).toMatch(
      /The date given: Tuesday 9 March 2027, the conditional release date \(CRD\), recorded by Pat Taylor on Friday 8 January 2027 at 9:00am\./,
    );
  });

  async function withDates(starting: Starting): Promise<JourneyWorld> {
    const world = await journeyWorld({ today: '2026-07-01' });
    await world.startJourney({ officers: OFFICERS, ...starting });
    return world;
  }

  const dateRows = ({ $ }: ReturnType<Visitor['seen']>): readonly (readonly string[])[] =>
    $('table:contains("Recorded dates of the sentence") tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('th, td')
          .toArray()
          .map((cell) => $(cell).text().trim().replace(/\s+/g, ' ')),
      );

  it('lists each date of the sentence with its source, and says why one of them counts', async () => {
    const world = await withDates({
      releaseDate: '2027-03-09',
      dates: [{ date: '2027-12-09', dateType: 'SLED' }],
    });
    await world.moveReleaseDate('2027-03-02', 'APD');
    const seen = (await looking(POM, world)).seen();
    const remove = (date: string): string => `Remove the date: ${date}`;
    expect(dateRows(seen).map((cells) => cells.slice(0, 3))).toEqual([
      [
        'Approved parole date (APD) Release date',
        `2 Mar 2027 ${remove('Approved parole date (APD)')}`,
        'An officer',
      ],
      [
        'Conditional release date (CRD)',
        `9 Mar 2027 ${remove('Conditional release date (CRD)')}`,
        'An officer',
      ],
      [
        'Sentence and licence expiry date (SLED)',
        `9 Dec 2027 ${remove('Sentence and licence expiry date (SLED)')}`,
        'An officer',
      ],
    ]);
    expect(dateRows(seen)[0]?.[3]).toMatch(/, Wednesday 1 July 2026 at \d+:\d\d[ap]m$/);
    expect(seen.words).toContain(
      'The approved parole date counts, because no confirmed release date is recorded.',
    );
  });

  it('says that a release waits for parole where only the eligibility date is known', async () => {
    const sentence = { releaseKind: 'INDETERMINATE', startDate: '2026-07-01' } as const;
    const world = await withDates({ sentence, releaseDate: '2026-08-03', dateType: 'PED' });
    const { words } = (await looking(POM, world)).seen();
    expect(words).toContain('None of these is a release date.');
    expect(words).toContain('release waits for an approved parole date (APD)');
  });

  it.each([
    ['CONFIRMED', 'it comes before every other date'],
    ['CRD', 'no confirmed release date, approved parole date or approved curfew date is recorded'],
    ['HDCAD', 'no confirmed release date and no approved parole date is recorded'],
  ] as const)('gives the reason why a date of type %s counts', async (dateType, reason) => {
    const world = await withDates({ releaseDate: '2027-03-09' });
    await world.moveReleaseDate('2027-03-09', dateType);
    expect((await looking(POM, world)).seen().words).toContain(reason);
  });

  it('explains why an earlier date is proposed', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    const { words } = (await looking(POM, world)).seen();
    expect(words).toContain('Wednesday 23 December 2026');
    expect(words).toContain('Proposed by the Friday check. The governor has not decided yet');
    expect(words).toContain('Christmas Day');
    expect(words).toContain('(Offenders (Day of Release from Detention) Act 2023)');
  });

  it('has a button for each step that the reader may answer, and none for the others', async () => {
    const world = await daysBeforeRelease(60);
    expect(linksTo(await looking(POM, world), '/steps/1.housing-need')).toBe(1);
    expect(linksTo(await looking(HEAD_OF_PDU, world), '/steps/1.housing-need')).toBe(0);
  });

  it.each([
    { case: 'a governor may decide', who: GOVERNOR, decide: true, change: false, restart: false },
    {
      case: 'an offender manager may change the date',
      who: POM,
      decide: false,
      change: true,
      restart: false,
    },
    {
      case: 'an administrator may start it again',
      who: ADMIN_USER,
      decide: false,
      change: false,
      restart: true,
    },
  ])('$case', async ({ who, decide, change, restart }) => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    const visitor = await looking(who, world);
    expect(linksTo(visitor, '/release-day') > 0).toBe(decide);
    expect(linksTo(visitor, '/release-date') > 0).toBe(change);
    expect(linksTo(visitor, '/restart') > 0).toBe(restart);
  });

  it('has pathways with their status in words, and referrals with how they stand', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const { $, words } = (await looking(POM, world)).seen();
    const cards = $('.app-card').toArray();
    expect($(cards[0]).text()).toMatch(/Accommodation\s+In progress\s+No address is recorded\./);
    expect(words).toMatch(
      /Duty to refer Eastmoor Council .* (Delivered, no answer yet|Made, not delivered yet)/,
    );
  });

  it('shows a need for health support without red, and when its next step comes', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('health-assessment', 'ASSESSED', { medicine: true });
    await world.complete('healthcare-plan', 'MADE');
    const { $ } = (await looking(POM, world)).seen();
    const card = $('.app-card:contains("Support required")');
    expect(card.find('h3').text()).toBe('Health');
    expect(card.find('.govuk-tag--red').length).toBe(0);
    expect(card.text()).toMatch(/Nothing is open until \w+day \d+ \w+ 20\d\d: Register with a GP\./);
  });

  it('links to each of its parts from its side, and has no part without a link', async () => {
    const world = await releasedAfter(3);
    for (const who of [POM, ADMIN_USER]) {
      const { $ } = (await looking(who, world)).seen();
      const links = $('nav[aria-labelledby="contents"] a')
        .toArray()
        .map((each) => $(each).attr('href') ?? '');
      expect(links).toContain('#money-and-debts');
      expect(links.filter((href) => $(`h2${href}`).length !== 1)).toEqual([]);
      const below = $('main > h2, #open-steps').toArray();
      expect(below.map((each) => `#${$(each).attr('id') ?? ''}`).sort()).toEqual(links.toSorted());
    }
  });

  it('shows debts, the bank account and benefits together, and says where nobody has asked', async () => {
    const world = await daysBeforeRelease(60);
    const money = async (): Promise<string> => {
      const { $ } = (await looking(POM, world)).seen();
      return $('#money-and-debts + dl').text().replace(/\s+/g, ' ');
    };
    expect(await money()).toContain('Debts Nobody has recorded an answer about debts.');
    expect(await money()).not.toContain('Budget');
    await world.complete('debts', 'ADVICE', { rent: true, fines: true, advisedBy: 'Citizens Advice Leeds' });
    expect(await money()).toContain(
      'Debts Rent or mortgage arrears.Court fines.Advised by Citizens Advice Leeds. Budget None is made.',
    );
  });

  it('says that the person declined to say what they owe', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('debts', 'DECLINED', {});
    const { $ } = (await looking(POM, world)).seen();
    expect($('#money-and-debts + dl').text()).toContain('The person declined.');
  });

  it('shows how far the licence is, its tags and zone, and leads to what was drafted', async () => {
    const world = await daysBeforeRelease(60);
    const licence = async () => {
      const visitor = await looking(POM, world);
      return { visitor, words: visitor.seen().$('#licence + dl').text().replace(/\s+/g, ' ') };
    };
    expect((await licence()).words).toContain('State No licence is drafted.');
    expect((await licence()).words).not.toContain('Conditions');
    await world.complete('licence-conditions', 'DRAFTED', {
      location: true,
      restrictionZone: true,
      note: 'No contact with A. B.',
    });
    const { visitor, words } = await licence();
    expect(words).toContain('The licence is drafted and not approved yet.');
    expect(words).toContain('A zone that the person must stay out of, or within.');
    expect(words).toContain('A tag that shows where the person is.Not fitted yet.');
    const link = visitor.seen().$('#licence + dl a').attr('href') ?? '';
    expect((await visitor.open(link)).words).toContain('No contact with A. B.');
  });

  it('shows contacts, missed appointments and the end of supervision once the person is out', async () => {
    const world = await daysBeforeRelease(3);
    expect((await looking(COM, world)).seen().$('#supervision')).toHaveLength(0);
    await released(world);
    const rows = async (): Promise<string> => {
      const { $ } = (await looking(COM, world)).seen();
      return $('#supervision + dl').text().replace(/\s+/g, ' ');
    };
    expect(await rows()).toContain('Contact None is recorded. Missed appointments None.');
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    await world.complete('first-appointment', 'MISSED', {});
    await world.complete('missed-appointment', 'REARRANGED', {
      because: 'TRANSPORT',
      reason: 'No bus came.',
      on: addDays(PLAIN_RELEASE, 3),
    });
    expect((await looking(COM, world)).seen().$('#licence + dl').text().replace(/\s+/g, ' ')).toContain(
      'First appointment Friday 12 March 2027, after one that was missed.',
    );
    expect(await rows()).toMatch(/Missed appointments \w+ \d+ March 2027\. They could not get there\./);
    expect(await rows()).toContain('Ends Thursday 9 December 2027.');
    await world.advanceTo(addDays(PLAIN_RELEASE, 3));
    await world.complete('first-appointment', 'KEPT');
    expect(await rows()).toContain('Contact The latest on Friday 12 March 2027. The first appointment.');
    // As a version wrote it that kept no contact of it.
    const journey = await world.journey();
    const supervision = { ...journey.supervision, contacts: [] };
    await world.table.transact([{ kind: 'put', item: journeyItem({ ...journey, supervision }) }]);
    expect(await rows()).toContain(
      'Contact The first appointment was kept, as recorded on Friday 12 March 2027.',
    );
  });

  it('shows the timeline, newest first, with actor and time', async () => {
    const world = await daysBeforeRelease(60);
    const { $ } = (await looking(POM, world)).seen();
    const items = $('.moj-timeline__item')
      .toArray()
      .map((each) => $(each).text().replace(/\s+/g, ' ').trim());
    const completed = items.findIndex((text) => text.includes('Step completed by Pat Taylor'));
    const started = items.findIndex((text) => text.startsWith('Journey started by Pat Taylor'));
    expect(completed).toBeGreaterThan(-1);
    expect(started === -1 || completed < started).toBe(true);
    expect(items[completed]).toMatch(/Friday 8 January 2027 at 9:00am .*[Ii]mmediate needs/);
  });

  it('leads back through a long timeline to its beginning, each fact once', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const visitor = await looking(POM, world);
    let seen = visitor.seen().$('.moj-timeline__item').length;
    for (let pages = 0; pages < 9; pages += 1) {
      const { $ } = visitor.seen();
      const earlier = $('a')
        .filter((_, each) => $(each).text() === 'Earlier in the timeline')
        .attr('href');
      if (earlier === undefined) break;
      await visitor.open(earlier);
      seen += visitor.seen().$('.moj-timeline__item').length;
    }
    expect(seen).toBe((await world.facts()).length);
    expect(visitor.seen().words).toContain('The journey began at HMP Moorland.');
  });

  it('shows when release is past, and offers no change of its date', async () => {
    const world = await releasedAfter(3);
    const visitor = await looking(POM, world);
    expect(visitor.seen().words).toContain('Released Tuesday 9 March 2027 ');
    expect(visitor.seen().words).toContain('Nowhere to live');
    expect(linksTo(visitor, '/release-date')).toBe(0);
  });

  it('is refused to others, with the reason and without the name', async () => {
    const world = await daysBeforeRelease(60);
    const page = (await looking(ELSEWHERE, world)).seen();
    expect(page.status).toBe(403);
    expect(page.words).toContain('This person is not in the care of your prisons or regions.');
    expect(page.html).not.toContain('Quillfeather');
  });

  it('shows a page not found for an unknown person', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open('/journeys/unknown');
    expect(page.status).toBe(404);
    expect(page.heading).toBe('Page not found');
  });
});
