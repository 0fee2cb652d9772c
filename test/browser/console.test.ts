import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { importStaff } from '../../application/commands/import-staff.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import {
  browserIsThere,
  launch,
  overflowOf,
  serveConsole,
  signedIn,
  violationsOn,
  type ServedConsole,
} from '../support/browser.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { refusedByBank } from '../support/closed-by-an-earlier-version.ts';
import { onEarlierVersion } from '../support/earlier-version.ts';
import { handwritten } from '../support/old-definitions.ts';
import { closeWorlds, ok, PERSON, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, GOVERNOR, HEAD_OF_OM, LIAISON, POM } from '../support/people.ts';
import {
  councilsAsked,
  daysBeforeRelease,
  OFFICERS,
  PLAIN_RELEASE,
  releasedWithoutHome as out,
  withOverdue,
} from '../support/stages.ts';
import { openVictimCase, tryRecord } from '../support/victim-contact.ts';
import type { User } from '../../domain/access/user.ts';

const withBrowser = browserIsThere() ? describe : describe.skip;
let browser: Browser;
let world: JourneyWorld;
let served: ServedConsole;

async function given(made: Promise<JourneyWorld>): Promise<void> {
  world = await made;
  served = await serveConsole(world);
}

const christmas = () => daysBeforeRelease(60, { releaseDate: '2026-12-25' });
const long = () =>
  daysBeforeRelease(60, {
    firstName: 'Wolfeschlegelsteinhausenbergerdorff',
    lastName: 'Featherstonehaugh-Cholmondeley',
  });

const overdue = () => withOverdue('housing-need', 2);
const escalated = () => withOverdue('bank-account', 5);

async function withVictimCase(): Promise<JourneyWorld> {
  const made = await daysBeforeRelease(60);
  const id = await openVictimCase(made, { reference: 'VC/14', note: 'Prefers the mornings' });
  await tryRecord(made, { do: 'ask-condition', case: id, kind: 'NO_CONTACT', text: 'None at all' });
  return made;
}

async function atTheGate(): Promise<JourneyWorld> {
  const near = await daysBeforeRelease(2);
  await near.advanceTo(PLAIN_RELEASE);
  return near;
}

async function recalled(): Promise<JourneyWorld> {
  const away = await out();
  await away.recall();
  return away;
}

/** The record that was merged into another of the same person. */
async function mergedAway(): Promise<JourneyWorld> {
  const both = await daysBeforeRelease(60);
  const removed = both.id;
  await both.startJourney({ prisonNumber: 'B2345CD', releaseDate: PLAIN_RELEASE });
  const merge = { otherNumber: PERSON, survives: 'THIS' } as const;
  ok(await mergeRecords(both.services, ADMIN_USER, both.id, merge));
  await both.settle();
  both.id = removed;
  return both;
}

async function inError(): Promise<JourneyWorld> {
  const near = await daysBeforeRelease(40);
  await near.release({ ground: 'IN_ERROR', reason: 'The wrong person was called' });
  return near;
}

/** A referral cannot be made, because a part of the service is down. */
async function withIncident(): Promise<JourneyWorld> {
  const made = await daysBeforeRelease(70);
  made.beforeTable = (_call, about) => {
    if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
  };
  await made.complete('housing-need', 'NEEDS_HELP');
  await made.complete('crs-decision', 'REFER', { personAsked: true });
  return made;
}

const child = () =>
  daysBeforeRelease(20, { dateOfBirth: '2010-06-01', officers: { pom: OFFICERS.pom, yot: 'y.young' } });

/** Begun on the definitions from before, and restarted on the current ones. */
async function fromBefore(): Promise<JourneyWorld> {
  const definitions = handwritten();
  const begun = await daysBeforeRelease(60, {}, { definitions });
  Object.assign(definitions, definitionsByName());
  return begun;
}

interface Look {
  readonly of: string;
  readonly world: () => Promise<JourneyWorld>;
  readonly who: User;
  readonly path: (id: string) => string;
  /** What is done on the page before it is looked at. */
  readonly then?: (page: Page) => Promise<void>;
  /** What stands on the page that this leads to, so that no other is looked at. */
  readonly shows?: string;
}

const ERRORS = 'There is a problem';

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).click();
const step = (kind: string) => (id: string) => `/journeys/${id}/steps/1.${kind}`;

/** Pages with a form of their own, as they are opened. */
const FORMS: readonly (Pick<Look, 'of'> &
  Partial<Pick<Look, 'world' | 'who'>> & { readonly path: string })[] = [
  { of: 'details', path: 'details' },
  { of: 'a date to remove', path: 'dates/CRD/remove' },
  { of: 'what-if', path: 'what-if' },
  { of: 'a change of the licence', world: out, who: COM, path: 'licence' },
  { of: 'a recall', world: out, who: COM, path: 'recall' },
  { of: 'a recall to undo', world: recalled, who: COM, path: 'recall-undoing' },
  { of: 'a return to prison', world: recalled, who: COM, path: 'return-to-custody' },
  { of: 'a hold', path: 'hold' },
  { of: 'a death', path: 'death' },
  { of: 'consents', path: 'consents' },
  { of: 'limited access', who: GOVERNOR, path: 'limited-access' },
  { of: 'emergency access', who: ELSEWHERE, path: 'emergency-access' },
];

const LOOKS: readonly Look[] = [
  { of: 'caseload', world: overdue, who: POM, path: () => '/caseload?view=all' },
  {
    of: 'caseload with a long name',
    world: long,
    who: POM,
    path: () => '/caseload?view=all&officer=p.taylor',
  },
  { of: 'dates to pass on', world: withVictimCase, who: LIAISON, path: () => '/dates-to-pass-on' },
  {
    of: 'victim contact',
    world: withVictimCase,
    who: LIAISON,
    path: (id) => `/journeys/${id}/victim-contact`,
  },
  {
    of: 'a victim contact case with errors',
    world: withVictimCase,
    who: LIAISON,
    path: (id) => `/journeys/${id}/victim-contact/open`,
    then: press('Record the case'),
    shows: ERRORS,
  },
  {
    of: 'licence conditions that were put to the supervising officer',
    world: withVictimCase,
    who: COM,
    path: (id) => `/journeys/${id}/victim-conditions`,
  },
  { of: 'caseload of nobody', world: christmas, who: POM, path: () => '/caseload?view=attention' },
  { of: 'caseload for an administrator', world: christmas, who: ADMIN_USER, path: () => '/caseload' },
  {
    of: 'person with referrals',
    world: () => councilsAsked([EASTMOOR.id]),
    who: POM,
    path: (id) => `/journeys/${id}`,
  },
  { of: 'person with a decision to make', world: christmas, who: GOVERNOR, path: (id) => `/journeys/${id}` },
  { of: 'person with a long name and late steps', world: long, who: POM, path: (id) => `/journeys/${id}` },
  { of: 'person who is out', world: out, who: COM, path: (id) => `/journeys/${id}` },
  {
    of: 'person whose record was merged into another',
    world: mergedAway,
    who: ADMIN_USER,
    path: (id) => `/journeys/${id}`,
  },
  { of: 'person who was released in error', world: inError, who: COM, path: (id) => `/journeys/${id}` },
  { of: 'child before release', world: child, who: POM, path: (id) => `/journeys/${id}` },
  {
    of: 'incident',
    world: withIncident,
    who: ADMIN_USER,
    path: step('incident.referral.Make.CRS-1'),
  },
  { of: 'step', world: christmas, who: POM, path: step('housing-need') },
  {
    of: 'step with errors',
    world: christmas,
    who: POM,
    path: step('housing-need'),
    then: press('Save and continue'),
    shows: ERRORS,
  },
  { of: 'step with a choice of authorities', world: consentAsked, who: POM, path: step('housing-consent') },
  {
    of: 'release checked first',
    world: atTheGate,
    who: POM,
    path: (id) => `/journeys/${id}/release`,
    async then(page) {
      await page.getByLabel('I have confirmed the person’s identity').check();
      for (const inHand of await page.getByLabel('In hand', { exact: true }).all()) await inHand.check();
      await press('Continue')(page);
    },
    shows: 'Check the release',
  },
  {
    of: 'release with errors',
    world: atTheGate,
    who: POM,
    path: (id) => `/journeys/${id}/release`,
    then: press('Continue'),
    shows: ERRORS,
  },
  { of: 'arrival of a recalled person', world: christmas, who: POM, path: () => '/arrivals' },
  { of: 'release', world: atTheGate, who: POM, path: (id) => `/journeys/${id}/release` },
  { of: 'release to correct', world: out, who: POM, path: (id) => `/journeys/${id}/release-correction` },
  { of: 'step of others', world: christmas, who: COM, path: step('housing-need') },
  { of: 'step no longer open', world: christmas, who: POM, path: step('no-such') },
  {
    of: 'release-day decision',
    world: christmas,
    who: GOVERNOR,
    path: (id) => `/journeys/${id}/release-day`,
  },
  {
    of: 'release-day decision with errors',
    world: christmas,
    who: GOVERNOR,
    path: (id) => `/journeys/${id}/release-day`,
    then: press('Continue'),
    shows: ERRORS,
  },
  {
    of: 'release-day decision to check',
    world: christmas,
    who: GOVERNOR,
    path: (id) => `/journeys/${id}/release-day`,
    async then(page) {
      await page.getByLabel('Accept the proposed date').check();
      await press('Continue')(page);
    },
    shows: 'Check the decision',
  },
  { of: 'release date', world: christmas, who: POM, path: (id) => `/journeys/${id}/release-date` },
  {
    of: 'release date with errors',
    world: christmas,
    who: POM,
    path: (id) => `/journeys/${id}/release-date`,
    then: press('See what it would change'),
    shows: ERRORS,
  },
  {
    of: 'release date to check',
    world: christmas,
    who: POM,
    path: (id) => `/journeys/${id}/release-date`,
    async then(page) {
      for (const [part, value] of [
        ['Day', '2'],
        ['Month', '4'],
        ['Year', '2027'],
      ] as const)
        await page.getByLabel(part, { exact: true }).fill(value);
      await press('See what it would change')(page);
    },
    shows: 'Check the date',
  },
  { of: 'new journey', world: christmas, who: POM, path: () => '/journeys/new' },
  {
    of: 'new journey with errors',
    world: christmas,
    who: POM,
    path: () => '/journeys/new',
    then: press('Continue'),
    shows: ERRORS,
  },
  { of: 'restart', world: christmas, who: ADMIN_USER, path: (id) => `/journeys/${id}/restart` },
  {
    of: 'restart with errors',
    world: christmas,
    who: ADMIN_USER,
    path: (id) => `/journeys/${id}/restart`,
    then: press('Restart'),
    shows: ERRORS,
  },
  {
    of: 'conflict',
    world: christmas,
    who: ADMIN_USER,
    path: (id) => `/journeys/${id}/restart`,
    async then(page) {
      await page.getByLabel('Reason').fill('A new definition.');
      await world.complete('housing-need', 'NEEDS_HELP');
      await press('Restart')(page);
    },
    shows: 'What you sent now was not saved.',
  },
  { of: 'stuck', world: overdue, who: ADMIN_USER, path: () => '/stuck' },
  { of: 'stuck of one cause', world: overdue, who: ADMIN_USER, path: () => '/stuck?cause=OVERDUE' },
  { of: 'what to do', world: overdue, who: ADMIN_USER, path: () => '/stuck/what-to-do' },
  { of: 'how the service runs', world: overdue, who: ADMIN_USER, path: () => '/service-health' },
  { of: 'agencies', world: overdue, who: ADMIN_USER, path: () => '/agencies' },
  {
    of: 'agency paused without a reason',
    world: overdue,
    who: ADMIN_USER,
    path: () => '/agencies/eastmoor-council',
    then: press('Pause'),
  },
  {
    of: 'agency paused',
    world: overdue,
    who: ADMIN_USER,
    path: () => '/agencies/eastmoor-council',
    then: async (page) => {
      await page.getByLabel('Reason').fill('Their system is being moved');
      await press('Pause')(page);
    },
  },
  {
    of: 'definitions before they are counted',
    world: christmas,
    who: ADMIN_USER,
    path: () => '/definitions',
  },
  {
    of: 'definitions',
    world: async () => onEarlierVersion(await long()),
    who: ADMIN_USER,
    path: () => '/definitions',
  },
  {
    of: 'restart of a journey from before',
    world: fromBefore,
    who: ADMIN_USER,
    path: (id) => `/journeys/${id}/restart`,
    then: (page) => page.locator('summary').first().click(),
  },
  {
    of: 'restart that asks again',
    world: refusedByBank,
    who: ADMIN_USER,
    path: (id) => `/journeys/${id}/restart`,
    then: async (page) => {
      await page.getByLabel('Reason').fill('A new definition');
      await press('Restart')(page);
    },
    shows: ERRORS,
  },
  { of: 'stuck with nothing', world: christmas, who: ADMIN_USER, path: () => '/stuck' },
  { of: 'steps', world: overdue, who: POM, path: () => '/steps' },
  { of: 'steps escalated to a head', world: escalated, who: HEAD_OF_OM, path: () => '/steps?show=escalated' },
  {
    of: 'step answered',
    world: christmas,
    who: POM,
    path: step('housing-need'),
    async then(page) {
      await world.complete('housing-need', 'NEEDS_HELP');
      await page.reload();
    },
  },
  {
    of: 'conflict on what a form shows',
    world: christmas,
    who: POM,
    path: step('bank-account'),
    async then(page) {
      await page.getByLabel('Opened', { exact: true }).check();
      await world.moveReleaseDate('2027-02-19');
      await press('Save and continue')(page);
    },
    shows: 'What you sent now was not saved.',
  },
  ...FORMS.map(({ of, world: made = christmas, who = POM, path }) => ({
    of,
    world: made,
    who,
    path: (id: string) => `/journeys/${id}/${path}`,
    async then(page: Page) {
      expect(await page.locator('main form .govuk-button').count()).toBeGreaterThan(0);
    },
  })),
  { of: 'steps with nobody', world: nobodyLeft, who: ADMIN_USER, path: () => '/unattended' },
  { of: 'the staff register', world: christmas, who: ADMIN_USER, path: () => '/staff' },
  { of: 'absences', world: christmas, who: COM, path: () => '/absences' },
  { of: 'an officer’s absences', world: christmas, who: COM, path: () => '/absences/c.ahmed' },
  { of: 'messages', world: overdue, who: POM, path: () => '/messages' },
  { of: 'how messages are sent', world: christmas, who: POM, path: () => '/messages/contact' },
  { of: 'messages that arrived', world: overdue, who: POM, path: () => '/messages/arrived' },
  { of: 'events', world: christmas, who: ADMIN_USER, path: () => '/events' },
  { of: 'the access log', world: christmas, who: ADMIN_USER, path: () => '/access-log' },
  { of: 'clock', world: christmas, who: POM, path: () => '/clock' },
  {
    of: 'clock moved',
    world: christmas,
    who: POM,
    path: () => '/clock',
    then: press('By a day'),
    shows: 'Moved by a day.',
  },
  { of: 'not found', world: christmas, who: POM, path: () => '/nowhere' },
];

async function nobodyLeft(): Promise<JourneyWorld> {
  const without = await out();
  const csv = 'id,name,duties,regions,left\nc.ahmed,Cass Ahmed,COM,N54,yes';
  await importStaff(without.services, ADMIN_USER, { csv });
  return without;
}

async function consentAsked(): Promise<JourneyWorld> {
  const asked = await daysBeforeRelease(57);
  await asked.complete('housing-need', 'NEEDS_HELP');
  await asked.advanceTo(addDays(PLAIN_RELEASE, -56));
  return asked;
}

withBrowser('in a browser', () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    expect(served.problems).toEqual([]);
    await Promise.all(browser.contexts().map((context) => context.close()));
    await served.close();
    closeWorlds();
  });

  describe.each(LOOKS)('the page of: $of', ({ world: made, who, path, then, shows }) => {
    beforeEach(() => given(made()));

    it('meets WCAG 2.2 AA, and fits a window of 320 pixels', async () => {
      const page = await signedIn(browser, served.url, who);
      await page.goto(served.url + path(world.id));
      await then?.(page);
      if (shows !== undefined) await page.getByText(shows).first().waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflowOf(page)).toBe(0);
      expect(await violationsOn(page)).toEqual([]);
    });
  });

  it('signing in meets WCAG 2.2 AA, and fits a window of 320 pixels', async () => {
    await given(christmas());
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${served.url}/sign-in`);
    expect(await violationsOn(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page)).toBe(0);
  });

  it('a governor signs in and decides with the keyboard alone', async () => {
    await given(christmas());
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${served.url}/sign-in`);
    await tabTo(page, `button[value="${GOVERNOR.id}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/caseload');
    await tabTo(page, `a[href="/journeys/${world.id}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/journeys/${world.id}`);
    await tabTo(page, 'a[href$="/release-day"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/release-day');
    await tabTo(page, 'input[name="outcome"]');
    await page.keyboard.press('Space');
    await tabTo(page, 'main form button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Check the decision' }).waitFor();
    await tabTo(page, 'button[value="confirm"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/journeys/${world.id}`);
    expect((await world.journey()).decision).toMatchObject({ outcome: 'PRESUMPTIVE', date: '2026-12-23' });
  });

  it('the skip link leads past the navigation', async () => {
    await given(christmas());
    const page = await signedIn(browser, served.url, POM);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#main-content');
  });

  it('the error summary has the focus, with and without JavaScript', async () => {
    await given(christmas());
    for (const javaScriptEnabled of [true, false]) {
      const page = await signedIn(browser, served.url, POM, { javaScriptEnabled });
      await page.goto(served.url + step('housing-need')(world.id));
      await press('Save and continue')(page);
      await page.locator('.govuk-error-summary:focus').waitFor({ timeout: 5_000 });
    }
  });

  it('going back and forward through a form with errors and a check never sends it again', async () => {
    await given(christmas());
    const page = await signedIn(browser, served.url, POM);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    await page.goto(`${served.url}/journeys/${world.id}/release-date`);
    await press('See what it would change')(page);
    await page.locator('.govuk-error-summary').waitFor();
    for (const [part, value] of [
      ['Day', '2'],
      ['Month', '4'],
      ['Year', '2027'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(value);
    await press('See what it would change')(page);
    await page.getByRole('heading', { name: 'Check the date' }).waitFor();
    await page.goBack();
    await page.locator('.govuk-error-summary').waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: 'Check the date' }).waitFor();
    await press('Record the date')(page);
    await page.locator('.govuk-notification-banner').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Record a date of the sentence' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Friday 2 April 2027');
    expect(posts).toHaveLength(3);
  });

  it('every page works with JavaScript switched off', async () => {
    await given(christmas());
    await world.askForSecondDay('A bed is free on that day.');
    const page = await signedIn(browser, served.url, GOVERNOR, { javaScriptEnabled: false });
    await page.goto(`${served.url}/journeys/${world.id}/release-day`);
    await page.getByLabel('The earliest date permitted').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Confirm the decision' }).click();
    await page.waitForURL(`**/journeys/${world.id}`);
    expect(await page.locator('.govuk-notification-banner').innerText()).toContain(
      'Tuesday 22 December 2026',
    );
    expect((await world.journey()).decision).toMatchObject({ outcome: 'SECOND_DAY', date: '2026-12-22' });
  });

  it('the browser’s console shows no errors', async () => {
    await given(overdue());
    const page = await signedIn(browser, served.url, POM);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    for (const path of ['/caseload', `/journeys/${world.id}`, '/stuck', '/steps', '/clock']) {
      await page.goto(served.url + path);
    }
    expect(complaints).toEqual([]);
  });
});

const MOST_TABS = 80;

/** Presses Tab until the focus is on the first element that fits, as someone without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      `document.activeElement?.matches(${JSON.stringify(selector)}) === true`,
    );
    if (focused === true) return;
  }
  throw new Error(`Tab never reaches ${selector} on ${page.url()}`);
}
