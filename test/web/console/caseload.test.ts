import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { manyJourneys } from '../../support/caseload.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';
import { lawWith } from '../../support/law.ts';
import { ADMIN_USER, ELSEWHERE, LIAISON, POM } from '../../support/people.ts';
import { daysBeforeRelease, releasedAfter } from '../../support/stages.ts';

afterEach(closeWorlds);

const names = (visitor: Visitor): string[] => {
  const { $ } = visitor.seen();
  return $('tbody th a')
    .toArray()
    .map((each) => $(each).text());
};

describe('the caseload', () => {
  it('shows each person with number, release date, days to go, tags, next deadline and responsible officer', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const { $, title, heading } = await visitor.open('/caseload');
    expect(title).toBe('Caseload: Next 12 weeks - Through the Gate');
    expect(heading).toBe('Caseload');
    const cells = $('tbody tr')
      .first()
      .children()
      .toArray()
      .map((each) => $(each).text().replace(/\s+/g, ' ').trim());
    expect(cells).toEqual([
      'Zebedee Quillfeather A1234BC HMP Moorland',
      expect.stringMatching(/^Tuesday 9 March 2027 in 60 days, .* \(CRD\)$/),
      expect.stringContaining('No address'),
      expect.stringMatching(/ by \d+ \w{3} 20\d\d$/),
      'Pat Taylor',
    ]);
    expect($('tbody th a').attr('href')).toBe(`/journeys/${world.id}`);
  });

  it.each([
    { view: 'next-days', empty: 'Nobody here is due to be released in the next 2 working days.' },
    {
      view: 'first-night',
      empty: 'Everybody here who is due to be released in the next 14 days has a place for the first night.',
    },
    { view: 'pre-release', empty: 'Nobody here is due to be released in the next 12 weeks.' },
    { view: 'after-release', empty: 'Nobody here has been released and is still under supervision.' },
    {
      view: 'attention',
      empty: 'Nobody here needs attention: nothing is overdue and nothing has gone wrong.',
    },
    { view: 'all', empty: 'There is nobody in your caseload.' },
  ])('has a message when $view is empty', async ({ view, empty }) => {
    const world = await journeyWorld({ today: '2026-11-20' });
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(`/caseload?view=${view}`);
    expect(page.status).toBe(200);
    expect(page.words).toContain(empty);
    expect(page.$('table')).toHaveLength(0);
  });

  it('says to someone of a region that other officers have people too', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(LIAISON, world);
    const words = 'This is only about people whose officer or deputy you are.';
    expect((await visitor.open('/caseload')).words).toContain(words);
    expect((await visitor.open('/caseload?officer=nobody')).words).not.toContain(words);
  });

  it('offers prisons in the order of their names', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open('/caseload');
    const offered = $('#prison option')
      .toArray()
      .map((each) =>
        $(each)
          .text()
          .replace(/^HM(P|YOI) /, ''),
      );
    expect(offered.slice(1)).toEqual(offered.slice(1).toSorted());
    expect(offered).toContain('Prescoed');
  });

  it.each([
    { daysToGo: 1, views: ['next-days', 'pre-release', 'all'] },
    { daysToGo: 84, views: ['pre-release', 'all'] },
    { daysToGo: 200, views: ['all'] },
  ])('has someone with $daysToGo days to go under $views', async ({ daysToGo, views }) => {
    const world = await daysBeforeRelease(daysToGo);
    const visitor = await Visitor.signedInAs(POM, world);
    const found: string[] = [];
    for (const view of ['next-days', 'pre-release', 'after-release', 'all']) {
      await visitor.open(`/caseload?view=${view}`);
      if (names(visitor).length > 0) found.push(view);
    }
    expect(found).toEqual(views);
  });

  it('reaches as far ahead as pre-release work opens by the policy in force', async () => {
    const world = await daysBeforeRelease(90, {}, { law: lawWith({ preReleaseDays: 90 }) });
    const visitor = await Visitor.signedInAs(POM, world);
    const { title } = await visitor.open('/caseload');
    expect(title).toBe('Caseload: Next 90 days - Through the Gate');
    expect(names(visitor)).toEqual(['Zebedee Quillfeather']);
  });

  it('moves someone released to the people after release', async () => {
    const world = await releasedAfter(3);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/caseload?view=after-release');
    expect(names(visitor)).toEqual(['Zebedee Quillfeather']);
    expect(visitor.seen().words).toContain('Nowhere to live');
    await visitor.open('/caseload?view=next-days');
    expect(names(visitor)).toEqual([]);
  });

  it('shows each person once over all pages, and links back to the first', async () => {
    const world = await daysBeforeRelease(60);
    await manyJourneys(world, 119, (index) => ({ lastName: `Person ${index}` }));
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/caseload?view=all');
    const seen = new Set<string>();
    for (let pages = 1; pages <= 3; pages += 1) {
      const { $ } = visitor.seen();
      $('tbody th a').each((_, each) => void seen.add($(each).attr('href') ?? ''));
      const next = $('a[rel="next"]').attr('href');
      if (next === undefined) break;
      await visitor.open(next);
    }
    expect(seen.size).toBe(120);
    expect(visitor.seen().$('a[rel="next"]')).toHaveLength(0);
    expect(visitor.seen().$('.govuk-pagination__prev a').attr('href')).toBe('/caseload?view=all');
  });

  it('can be narrowed to one officer, says so, and lets go of it again', async () => {
    const world = await daysBeforeRelease(60);
    await manyJourneys(world, 2, () => ({ officers: { pom: 'g.governor' }, lastName: 'Another' }));
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/caseload?view=all');
    const { $ } = await visitor.open('/caseload?view=all&officer=p.taylor');
    expect(names(visitor)).toEqual(['Zebedee Quillfeather']);
    expect($('.moj-filter__tag').text()).toBe('Remove the filter Pat Taylor');
    await visitor.open($('.moj-filter__tag').attr('href') ?? '');
    expect(names(visitor)).toHaveLength(3);
  });

  it('refuses a prison that is not the officer’s, with the reason', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open('/caseload?prison=LEI');
    expect(page.status).toBe(403);
    expect(page.words).toMatch(/You do not work at/);
  });

  it('shows only the user’s own people', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    await visitor.open('/caseload?view=all');
    expect(names(visitor)).toEqual([]);
    expect(visitor.seen().html).not.toContain('Quillfeather');
  });

  it('opens for an administrator on everybody who needs attention, and for an officer on the next 12 weeks', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 6));
    const administrator = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await administrator.open('/caseload')).title).toBe(
      'Caseload: Needs attention - Through the Gate',
    );
    expect(names(administrator)).toEqual(['Zebedee Quillfeather']);
    const officer = await Visitor.signedInAs(POM, world);
    expect((await officer.open('/caseload')).title).toBe('Caseload: Next 12 weeks - Through the Gate');
  });

  it('names what is not ready for each person due in the next two working days', async () => {
    const world = await daysBeforeRelease(1);
    const visitor = await Visitor.signedInAs(POM, world);
    const row = async (view: string): Promise<string> =>
      (await visitor.open(`/caseload?view=${view}`)).$('tbody tr').text();
    expect(await row('next-days')).toMatch(/Not ready: address, income/);
    expect(await row('all')).not.toContain('Not ready');
  });

  it('asks an administrator whose caseload, and then shows it', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open('/caseload?view=all');
    expect(page.words).toContain('Choose a prison or an officer first.');
    await visitor.open('/caseload?view=all&prison=MDI&officer=');
    expect(names(visitor)).toEqual(['Zebedee Quillfeather']);
  });

  it('says what is wrong with a garbled place in the list', async () => {
    const world = await journeyWorld({ today: '2026-11-20' });
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open('/caseload?cursor=garbled');
    expect(page.status).toBe(400);
    expect(page.words).toContain('This link to the next page of a list does not work any more.');
  });
});

describe('the list of people with no place for the first night', () => {
  it('has as many as it says, those due in the next 14 days, and nobody with a home or a bed', async () => {
    const world = await daysBeforeRelease(10);
    const home = { kind: 'SETTLED', recordedAt: '2027-02-27T09:00:00.000Z' } as const;
    const bed = { ...home, kind: 'CAS3', nights: 84 } as const;
    const places = [[], [home], [bed], []];
    await manyJourneys(world, 4, (index, like) => ({
      lastName: `Of${index}`,
      releaseDateInForce: index === 3 ? '2027-03-14' : '2027-03-13',
      housing: { ...like.housing, places: places[index] ?? [] },
    }));
    const visitor = await Visitor.signedInAs(POM, world);
    const { words } = await visitor.open('/caseload?view=first-night');
    expect(names(visitor)).toEqual(['Zebedee Quillfeather', 'Zebedee Of0']);
    expect(words).toContain('2 people');
  });
});
