import { afterEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { addDays } from '../../../domain/law/time.ts';
import type { User } from '../../../domain/access/user.ts';
import { CRS, EASTMOOR } from '../../support/agencies.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { pageWordProblems } from '../../support/page-words.ts';
import { ADMIN_USER, COM, GOVERNOR, HEAD_OF_OM, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, OFFICERS, releasedAfter } from '../../support/stages.ts';

afterEach(closeWorlds);

/** Two councils asked, one of whose systems refuses our signature, and steps that are long overdue. */
async function parkedAndLate(): Promise<JourneyWorld> {
  const world = await councilsAsked([EASTMOOR.id]);
  for (const agency of [CRS.id, EASTMOOR.id]) world.sender.answers(agency, 401);
  await world.moveReleaseDate('2027-03-10');
  const { dueOn = '' } = await world.step('bank-account');
  await world.advanceTo(addDays(dueOn, 12));
  return world;
}

async function nowhereToLive(): Promise<JourneyWorld> {
  const world = await releasedAfter(3);
  return world;
}

const christmas = () => daysBeforeRelease(60, { releaseDate: '2026-12-25' });

const PLACES: readonly {
  of: string;
  world: () => Promise<JourneyWorld>;
  who: User;
  paths: readonly string[];
}[] = [
  {
    of: 'parked and late',
    world: parkedAndLate,
    who: ADMIN_USER,
    paths: [
      '/stuck',
      '/service-health',
      '/agencies',
      '/stuck/what-to-do',
      '/steps',
      '/caseload?view=attention',
    ],
  },
  { of: 'parked and late', world: parkedAndLate, who: HEAD_OF_OM, paths: ['/stuck', '/steps', '/caseload'] },
  {
    of: 'nowhere to live',
    world: nowhereToLive,
    who: COM,
    paths: ['/stuck', '/steps', '/caseload?view=after-release'],
  },
  { of: 'Christmas', world: christmas, who: GOVERNOR, paths: ['/caseload', '/stuck', '/steps'] },
];

describe('every cell of a page', () => {
  it.each(PLACES)('begins with a capital letter, for $of and $who.name', async ({ world, who, paths }) => {
    const given = await world();
    let seen = 0;
    const visitor = await Visitor.signedInAs(who, given);
    for (const path of [...paths, `/journeys/${given.id}`]) {
      const { $ } = await visitor.open(path);
      const cells = $('td, tbody th, dd')
        .toArray()
        .map((each) => $(each).text().replace(/\s+/g, ' ').trim());
      seen += cells.length;
      expect(cells.filter((text) => /^[a-z]/.test(text) && text !== OFFICERS.deputy)).toEqual([]);
    }
    expect(seen).toBeGreaterThan(15);
  });
});

describe('a message that an agency’s system refused', () => {
  it('is explained in words on each page that shows it', async () => {
    const world = await parkedAndLate();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    for (const path of ['/stuck', `/journeys/${world.id}`]) {
      const { words } = await visitor.open(path);
      expect(words).toContain('could not be delivered');
      expect(words).toContain('the agency’s system refused our signature');
      expect(words).not.toMatch(/credentials refused|unexpected error/i);
    }
  });
});

describe('the Friday check of Christmas Day', () => {
  it('says once, on the page of the person, that it is a bank holiday', async () => {
    const world = await christmas();
    const { $ } = await (await Visitor.signedInAs(GOVERNOR, world)).open(`/journeys/${world.id}`);
    const section = $('.app-release').text();
    expect(section.match(/is Christmas Day, a bank holiday/g)).toHaveLength(1);
  });

  it('says once, on the page of the decision, that it is a bank holiday', async () => {
    const world = await christmas();
    const { words } = await (
      await Visitor.signedInAs(GOVERNOR, world)
    ).open(`/journeys/${world.id}/release-day`);
    expect(words.match(/is Christmas Day, a bank holiday/g)).toHaveLength(1);
    expect(words).toContain('the governor’s approval');
  });
});

describe('what was done', () => {
  it('is never called a success in green, above what is wrong', async () => {
    const world = await nowhereToLive();
    await world.advanceTo(addDays(world.today(), 1));
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.first-appointment`);
    const page = await visitor.send('main form', { outcome: 'MISSED' });
    expect(page.$('.app-tags').text()).toContain('Nowhere to live');
    const banner = page.$('.govuk-notification-banner');
    expect(banner.text()).toContain('Recorded. First appointment with probation: Missed.');
    expect(banner.text()).not.toContain('Success');
    expect(banner.hasClass('govuk-notification-banner--success')).toBe(false);
  });
});

describe('the grey button', () => {
  it('stands on white beside the release date', async () => {
    const world = await christmas();
    const { $ } = await (await Visitor.signedInAs(POM, world)).open(`/journeys/${world.id}`);
    expect($('.app-release .govuk-button--secondary').text()).toContain('Record a date');
    const css = readFileSync(
      new URL('../../../web/console/assets/through-the-gate.css', import.meta.url),
      'utf8',
    );
    const rule = /\.app-release \{([^}]*)\}/.exec(css)?.[1];
    expect(rule).toContain('padding');
    expect(rule).not.toContain('background');
  });
});

describe('the words of a page', () => {
  it.each(["the governor's approval", 'Overdue (ESCALATED)', 'CREDENTIALS_REFUSED', 'since 2026-12-25'])(
    'may not be %j',
    (words) => {
      expect(pageWordProblems(words)).toHaveLength(1);
    },
  );

  it.each(['the governor’s approval', 'released on 9 March (CRD)', 'expiry (TUSED)'])(
    'may be %j',
    (words) => {
      expect(pageWordProblems(words)).toEqual([]);
    },
  );
});
