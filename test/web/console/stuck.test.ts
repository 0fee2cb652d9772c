import { afterEach, describe, expect, it } from '@jest/globals';
import { INDEXES_OF_STAFF } from '../../../lib/constructs/record-access.ts';
import { addDays } from '../../../domain/law/time.ts';
import { CRS } from '../../support/agencies.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('the page of what is stuck', () => {
  it('has a message when nothing is stuck', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open('/stuck');
    expect(page.words).toContain('No journey is stuck.');
    expect(page.$('table')).toHaveLength(0);
  });

  it('gives person, release, code, cause, owner, age and next automatic action, with a link', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open('/stuck');
    const row = $('tbody tr')
      .toArray()
      .map((each) => $(each))
      .find((each) => each.text().includes('Where will they live?'));
    const words = row?.text().replace(/\s+/g, ' ').trim() ?? '';
    expect(words).toMatch(
      /^Zebedee Quillfeather A1234BC HMP Moorland Tuesday 9 March 2027 in \d+ days \d of 7 essentials settled Overdue/,
    );
    expect(words).toContain('Overdue');
    expect(words).toContain('Pat Taylor');
    expect(words).toMatch(
      /overdue for 1 day, since \d+ \w+ 20\d\d What to do about Zebedee Quillfeather: Overdue/,
    );
    expect(words).toMatch(
      /If it is still open on \w+ \d+ \w+ 20\d\d, it goes on the list of the head of offender management of HMP Moorland too\.$/,
    );
    expect(row?.find('a').attr('href')).toBe(`/journeys/${world.id}`);
  });

  it('says of a place to sleep for how long it has been asked, not for how long the person has had none', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(PLAIN_RELEASE, -1));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words } = await visitor.open('/stuck');
    expect(words).toMatch(
      /Nowhere to live The person has nowhere to live from the day of release\..* open for 59 days/,
    );
  });

  it('shows only the user’s own people', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await visitor.open('/stuck')).html).not.toContain('Quillfeather');
    expect(visitor.seen().words).toContain('None of your people’s journeys is stuck.');
  });

  it('groups what is stuck by cause, each with a list of as many problems', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $, words } = await visitor.open('/stuck');
    expect(words).toMatch(/By cause .*\d+ causes? What it is about .*Accommodation Overdue 1 journey/);
    const groups = $('h2#causes ~ table').first().find('tbody tr').toArray();
    expect(groups.length).toBeGreaterThan(1);
    const links = groups.map((row) => $(row).find('a').attr('href') ?? '');
    let problems = 0;
    for (const href of links) {
      const list = await visitor.open(href);
      expect(list.words).toContain('Shown only: Remove the filter');
      problems += list.$('tbody tr').length;
    }
    expect((await visitor.open('/stuck?late=yes')).heading).toBe('Stuck journeys');
    expect(visitor.seen().words).toContain('Past their deadline');
    expect(visitor.seen().$('tbody tr').length).toBeLessThanOrEqual(problems);
    expect((await visitor.open('/stuck?cause=INCIDENT')).words).toContain('Nothing of this kind is stuck.');
  });

  it('has the numbers of how the service runs, which agree with the lists behind them', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    await world.runtime.sweep();
    await world.runtime.reconcile();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open('/stuck');
    const tiles = $('.app-card')
      .toArray()
      .map((card) => $(card).text().replaceAll(/\s+/g, ' ').trim());
    expect(tiles).toEqual([
      expect.stringMatching(/^Last sweep \w+ \d+ \w+ 20\d\d at .* On time 0 rows have waited for it$/),
      expect.stringMatching(/^Last reconcile .* On time It found 0 differences$/),
      'Oldest unsent Nothing waits 0 rows wait',
      'Could not be delivered 0 Messages to agencies that are set aside',
      expect.stringMatching(/^Deadlines missed \d+ Steps past their deadline$/),
      'Agencies 6 working Every agency and how messages to it go',
    ]);
    const missed = Number(/\d+/.exec(tiles[4] ?? '')?.[0]);
    expect(missed).toBeGreaterThan(0);
    expect((await visitor.open('/stuck?late=yes')).$('tbody tr')).toHaveLength(missed);
    expect((await visitor.open('/agencies?state=working')).$('tbody tr')).toHaveLength(6);
    expect((await visitor.open('/agencies?state=failing')).words).toContain('There are no such agencies.');
    expect((await visitor.open('/service-health')).words).toContain('Nothing has waited for the sweep.');
    expect(visitor.seen().words).toContain('Journeys that had stopped moving on 0 0');
    expect(visitor.seen().words).toContain('Everything has been sent.');
  });

  it('stays marked in the navigation on the pages that it leads to', async () => {
    const visitor = await Visitor.signedInAs(ADMIN_USER, await daysBeforeRelease(60));
    for (const path of ['/stuck/what-to-do', '/service-health', `/agencies/${CRS.id}`, '/unattended'])
      expect((await visitor.open(path)).$('nav [aria-current]').text().trim()).toBe('Stuck journeys');
    expect((await visitor.open('/events')).$('nav [aria-current]').text().trim()).toBe('Events');
  });

  it('reads no index that the pages may not read on AWS', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const read = new Set<string>();
    world.beforeTable = (call, what) => {
      const { index } = (call === 'query' ? JSON.parse(what) : {}) as { index?: string };
      if (index !== undefined) read.add(index);
    };
    for (const path of [
      '/stuck',
      '/service-health',
      '/agencies',
      `/agencies/${CRS.id}`,
      '/unattended',
      '/events',
    ])
      await visitor.open(path);
    expect(INDEXES_OF_STAFF).toEqual(expect.arrayContaining([...read]));
    expect([...read]).toEqual(expect.arrayContaining(['attention', 'due', 'unsent', 'waiting']));
  });

  it('shows neither causes nor how the service runs to officers, who have the page of what to do', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/stuck')).words).not.toMatch(/By cause|How the service runs/);
    const link = visitor.seen().$('tbody td a').first().attr('href') ?? '';
    const [path = '', id = ''] = link.split('#');
    expect((await visitor.open(path)).$(`#${id}`).text()).toBe('Overdue');
    for (const closed of ['/service-health', '/agencies'])
      expect((await visitor.open(closed)).status).toBe(403);
  });

  it('says what is wrong with a garbled place in the list', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await visitor.open('/stuck?cursor=garbled')).status).toBe(400);
  });
});
