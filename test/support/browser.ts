import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { serve } from '../../local/http-server.ts';
import type { User } from '../../domain/access/user.ts';
import type { ClockControls } from '../../web/console/clock-controls.ts';
import { consoleOver } from './console-visitor.ts';
import type { JourneyWorld } from './journey-world.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Whether there is a browser to test with. Where tests must not be left out, its absence is an error. */
export function browserIsThere(): boolean {
  if (existsSync(CHROMIUM)) return true;
  const message = `There is no Chromium at ${CHROMIUM}: no page is looked at in a browser. Set CHROMIUM to its path.`;
  if (process.env['CI'] !== undefined) throw new Error(message);
  process.stderr.write(`\n*** SKIPPED *** ${message}\n`);
  return false;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}

export interface ServedConsole {
  readonly url: string;
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** The console of a world on a loopback port. */
export async function serveConsole(world: JourneyWorld): Promise<ServedConsole> {
  const clockControls: ClockControls = {
    now: () => world.clock.now(),
    advanceToNext: () => world.runtime.advanceToNext(),
    async advanceBy(days) {
      await world.runtime.advanceTo(world.clock.now().add({ hours: 24 * days }));
      return world.clock.now();
    },
  };
  // Over plain HTTP on loopback, a cookie for HTTPS alone would never come back.
  const services = { ...world.services, publicUrl: 'http://127.0.0.1' };
  const { pages, problems } = consoleOver(services, { clockControls });
  const server = await serve(pages, 0, (error) => problems.push(String(error)));
  return { url: `http://127.0.0.1:${server.port}`, problems, close: () => server.close() };
}

/** A page of someone who has signed in by the buttons, as people do. */
export async function signedIn(
  browser: Browser,
  url: string,
  who: User,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator(`button[name="person"][value="${who.id}"]`).click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
  return page;
}

/** What axe finds against WCAG 2.2 AA, each as one line: the rule, and where. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/** How many pixels a page is wider than its window. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
