import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { User } from '../../domain/access/user.ts';
import { browserIsThere, launch, serveConsole, signedIn, type ServedConsole } from '../support/browser.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { COM, POM } from '../support/people.ts';
import { daysBeforeRelease, releasedWithoutHome, withOverdue } from '../support/stages.ts';

const withBrowser = browserIsThere() ? describe : describe.skip;
/** The window of a small office screen. */
const WINDOW = { width: 1280, height: 900 };
/** What an officer must see without scrolling. */
const SEEN = [
  'h1',
  '.app-release .govuk-heading-m',
  '#open-steps',
  '.app-step h4',
  '.app-step .govuk-button',
  '.app-essentials',
];

const STAGES: readonly {
  readonly of: string;
  readonly world: () => Promise<JourneyWorld>;
  readonly who: User;
}[] = [
  { of: 'whose steps are overdue', world: () => withOverdue('housing-need', 2), who: POM },
  { of: 'with nothing overdue', world: () => daysBeforeRelease(60), who: POM },
  { of: 'who is out with nowhere to live', world: releasedWithoutHome, who: COM },
];

let browser: Browser;
let served: ServedConsole;

/** Where an element ends, in pixels from the top of the window. */
async function bottomOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox();
  return box === null ? Number.NaN : Math.round(box.y + box.height);
}

withBrowser('the first screen of a person', () => {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await served.close();
    closeWorlds();
  });

  it.each(STAGES)('$of shows who, when, what is ready and the first step to act on', async (stage) => {
    const world = await stage.world();
    served = await serveConsole(world);
    const page = await signedIn(browser, served.url, stage.who, { viewport: WINDOW });
    await page.goto(`${served.url}/journeys/${world.id}`);
    const ends: Record<string, number> = {};
    for (const selector of SEEN) ends[selector] = await bottomOf(page, selector);
    expect(Object.entries(ends).filter(([, end]) => !(end <= WINDOW.height))).toEqual([]);
  });

  it('puts what is overdue first', async () => {
    const world = await withOverdue('housing-need', 2);
    served = await serveConsole(world);
    const page = await signedIn(browser, served.url, POM, { viewport: WINDOW });
    await page.goto(`${served.url}/journeys/${world.id}`);
    expect(await page.locator('.app-step').first().innerText()).toContain('Overdue');
  });
});
