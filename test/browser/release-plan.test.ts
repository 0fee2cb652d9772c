import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { makeAppointment } from '../../application/commands/arrange-appointment.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  browserIsThere,
  launch,
  serveConsole,
  signedIn,
  violationsOn,
  type ServedConsole,
} from '../support/browser.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { COM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';

const withBrowser = browserIsThere() ? describe : describe.skip;
/** Of the smallest words on the sheet, in points. */
const LARGE_TYPE = 14;

let browser: Browser;
let served: ServedConsole;

/** As much as the sheet may hold: an address, somebody at the gate, a phone, and more appointments than it lists. */
async function fullPlan(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60, {
    firstName: 'Bartholomew',
    lastName: 'Featherstonehaugh-Cholmondeley',
  });
  await world.complete('housing-need', 'HAS_ADDRESS', HOME);
  await world.complete('met-at-the-gate', 'ARRANGED', { who: 'Sam, a mentor' });
  await world.complete('phone-for-release', 'GETS_ONE');
  await world.complete('identity-documents', 'IN_HAND');
  for (let day = 1; day <= 7; day += 1)
    ok(
      await makeAppointment(world.services, COM, world.id, {
        on: addDays(PLAIN_RELEASE, day),
        at: '10:30',
        place: 'The probation office, 14 Long Market Street, Eastmoor',
      }),
    );
  await world.advanceTo(addDays(PLAIN_RELEASE, -7));
  await world.complete('jobcentre-interview', 'BOOKED');
  return world;
}

withBrowser('the printed plan', () => {
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

  it('is one sheet of A4 in large type, in English and in Welsh, however much is on it', async () => {
    const world = await fullPlan();
    served = await serveConsole(world);
    const page = await signedIn(browser, served.url, COM);
    for (const language of ['en', 'cy']) {
      await page.goto(`${served.url}/journeys/${world.id}/plan?lang=${language}`);
      expect(await page.locator('main li').count()).toBeGreaterThan(8);
      expect(await violationsOn(page)).toEqual([]);
      const sheet = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: 'print' });
      const pixels = await page.evaluate<number>(
        "Math.min(...[...document.querySelectorAll('main p, main li')].map((each) => parseFloat(getComputedStyle(each).fontSize)))",
      );
      expect((pixels * 72) / 96).toBeGreaterThanOrEqual(LARGE_TYPE);
      await page.emulateMedia({ media: null });
    }
  });
});
