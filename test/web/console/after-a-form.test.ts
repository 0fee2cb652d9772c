import { HOME } from '../../support/places.ts';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { EASTMOOR } from '../../support/agencies.ts';
import { consoleOver, Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../../support/stages.ts';
import { changeJourney } from '../../../application/change-journey.ts';
import { done } from '../../../application/refusal.ts';
import { consoleRoutes } from '../../../web/console/routes.ts';
import { apiOver } from '../../support/api-world.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const NOTE = 'The note that was typed';

describe('a form', () => {
  const wrong = [
    { page: 'steps/1.housing-need', who: POM, typed: { note: NOTE }, error: 'Choose what happened' },
    {
      page: 'release-date',
      who: POM,
      typed: { 'date-day': '2' },
      error: 'The release date must include a month and a year',
    },
    { page: 'restart', who: ADMIN_USER, typed: { reason: '' }, error: 'Enter a reason' },
  ];

  it.each(wrong)(
    'of $page with an error is answered by a redirect to the page of the error',
    async (given) => {
      const world = await daysBeforeRelease(60);
      const visitor = await Visitor.signedInAs(given.who, world);
      const path = `/journeys/${world.id}/${given.page}`;
      await visitor.open(path);
      const page = await visitor.send(FORM, given.typed);
      expect(visitor.posted?.status).toBe(303);
      expect(page.errors).toContain(given.error);
      expect(page.path).toMatch(new RegExp(`^${path}[?]kept=[a-z0-9.]+$`));
      expect(page.$('.govuk-error-summary').attr()).toMatchObject({
        tabindex: '-1',
        autofocus: expect.any(String),
      });
      const again = await visitor.open(page.path);
      expect(again.errors).toEqual(page.errors);
    },
  );

  it('that is to be checked first is answered by a redirect to the check', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/release-date`);
    const check = await visitor.send(FORM, { 'date-day': '2', 'date-month': '4', 'date-year': '2027' });
    expect(visitor.posted?.status).toBe(303);
    expect(check.heading).toBe('Check the date');
    expect((await visitor.open(check.path)).heading).toBe('Check the date');
  });

  it('has a page at its own address, to which it can redirect', () => {
    const routes = consoleRoutes(true);
    const pages = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
    const forms = routes.filter(({ method, path }) => method === 'POST' && path !== '/sign-out');
    expect(forms.length).toBeGreaterThan(4);
    expect(forms.filter(({ path }) => !pages.has(path))).toEqual([]);
  });

  it('keeps nothing that was typed in the address, in a cookie or readable in the table', async () => {
    const world = await daysBeforeRelease(60);
    const written: string[] = [];
    world.table.onChange((changes) => written.push(JSON.stringify(changes)));
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const page = await visitor.send(FORM, { note: NOTE });
    expect(page.$('#note').val()).toBe(NOTE);
    expect(page.path).toMatch(/[?]kept=[a-z0-9]+[.][a-z0-9]+$/);
    expect(visitor.posted?.headers['set-cookie']).toBeUndefined();
    expect(written.join()).toContain('KEPT#');
    expect(written.join()).not.toContain(NOTE);
  });

  it('with an error is shown to nobody else, whatever address they open', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const { path } = await visitor.send(FORM, { note: NOTE });
    const colleague = await Visitor.signedInAs(GOVERNOR, world);
    const page = await colleague.open(path);
    expect(page.heading).toBe('Where will they live?');
    expect(page.errors).toEqual([]);
    expect(page.$('#note').val()).toBe('');
  });

  it('with an error is not shown once its reader may not see the person any more', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const { path } = await visitor.send(FORM, { note: NOTE });
    await changeJourney(world.services, world.id, { by: { kind: 'system', id: 'test' } }, ({ draft }) => {
      draft.update({ prison: 'LEI' });
      return done({});
    });
    const page = await visitor.open(path);
    expect(page.status).toBe(403);
    expect(page.html).not.toContain(NOTE);
  });

  it.each(['nonsense', '../../x', 'aaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbb'])(
    'opened with the made-up address %s is the empty form',
    async (kept) => {
      const world = await daysBeforeRelease(60);
      const visitor = await Visitor.signedInAs(POM, world);
      const page = await visitor.open(
        `/journeys/${world.id}/steps/1.housing-need?kept=${encodeURIComponent(kept)}`,
      );
      expect(page.status).toBe(200);
      expect(page.errors).toEqual([]);
    },
  );

  it('with an error is forgotten after half an hour', async () => {
    const world = await daysBeforeRelease(60);
    let now = Temporal.Instant.from('2027-01-08T09:00:00Z');
    const visitor = new Visitor(consoleOver(world.services, { wallClock: () => now }).pages);
    await visitor.signIn(POM);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const { path } = await visitor.send(FORM, { note: NOTE });
    now = now.add({ minutes: 29 });
    expect((await visitor.open(path)).errors).toHaveLength(1);
    now = now.add({ minutes: 2 });
    const page = await visitor.open(path);
    expect(page.errors).toEqual([]);
    expect(page.$('#note').val()).toBe('');
  });

  it('of another session is refused on a page of its own', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const page = await visitor.send(FORM, { _csrf: 'another' });
    expect(visitor.posted?.status).toBe(303);
    expect(page.status).toBe(403);
    expect(page.heading).toBe('This page is out of date');
  });
});

describe('going back after saving', () => {
  it('shows that the answer was saved, who gave it, when and what it says', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const path = `/journeys/${world.id}/steps/1.housing-need`;
    await visitor.open(path);
    const error = await visitor.send(FORM, { note: NOTE });
    await visitor.send(FORM, { outcome: 'HAS_ADDRESS', ...HOME, note: NOTE });
    for (const before of [error.path, path]) {
      const page = await visitor.open(before);
      expect(page.status).toBe(200);
      expect(page.words).toMatch(
        /You answered this step on \w+ \d+ January 2027 at .*\. The answer is saved\./,
      );
      expect(page.words).toContain('They have an address to go to');
      expect(page.words).toContain(NOTE);
      expect(page.words).not.toMatch(/not saved|got there first/);
    }
  });

  it('names the colleague who answered', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const { words } = await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    expect(words).toMatch(
      /Pat Taylor answered this step on Friday 8 January 2027 at 9:00am\. The answer is saved/,
    );
  });

  it('says why a step was closed that nobody answered', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    await world.moveReleaseDate('2027-01-05');
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const { words } = await visitor.open(`/journeys/${world.id}/steps/1.release-day-decision`);
    expect(words).toMatch(/This step was closed on .* Reason ?The release date changed/);
  });

  it('and sending another answer says which one stands, and shows the other', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    const form = visitor.seen();
    await visitor.send(FORM, { outcome: 'NEEDS_HELP' });
    visitor.page = form;
    const page = await visitor.send(FORM, { outcome: 'HAS_ADDRESS', ...HOME, note: NOTE });
    expect(page.status).toBe(409);
    expect(page.words).toMatch(
      /You answered this step on .*They have nowhere to go What you sent now It was not saved/,
    );
    expect(page.words).toContain(NOTE);
    expect((await world.step('housing-need')).outcome).toBe('NEEDS_HELP');
  });

  it('to the check of a new release date shows the form with the date that is recorded now', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/release-date`);
    const check = await visitor.send(FORM, { 'date-day': '2', 'date-month': '4', 'date-year': '2027' });
    await visitor.send(FORM, { action: 'confirm' });
    const page = await visitor.open(check.path);
    expect(page.heading).toBe('Record a date of the sentence');
    expect(page.words).toContain('The release date given now is Friday 2 April 2027');
  });
});

describe('two people at work on one person', () => {
  it('may answer two steps opened at the same time, and neither types anything again', async () => {
    const world = await daysBeforeRelease(60);
    const [one, other] = [await Visitor.signedInAs(POM, world), await Visitor.signedInAs(POM, world)];
    await one.open(`/journeys/${world.id}/steps/1.housing-need`);
    await other.open(`/journeys/${world.id}/steps/1.bank-account`);
    expect((await one.send(FORM, { outcome: 'NEEDS_HELP' })).path).toBe(`/journeys/${world.id}`);
    expect((await other.send(FORM, { outcome: 'OPENED' })).path).toBe(`/journeys/${world.id}`);
    expect((await world.step('bank-account')).outcome).toBe('OPENED');
  });

  it('and an agency’s reading of a referral is no conflict with a form that was open', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.bank-account`);
    const { version } = await world.journey();
    const api = apiOver(world.services);
    const { id } = await world.referral('DTR-1');
    expect((await api.get(COUNCIL, `/api/referrals/${id}`)).status).toBe(200);
    expect((await world.journey()).version).toBeGreaterThan(version);
    expect((await visitor.send(FORM, { outcome: 'OPENED' })).path).toBe(`/journeys/${world.id}`);
  });

  it('conflict when the deadline that a form shows has moved, and the form comes back as it was sent', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.bank-account`);
    await world.moveReleaseDate('2027-04-20');
    const page = await visitor.send(FORM, { outcome: 'OPENED', note: NOTE });
    expect(page.status).toBe(409);
    expect(page.heading).toBe('This has changed since you opened it');
    expect(page.words).toContain('The release date was changed to Tuesday 20 April 2027');
    expect(page.words).toContain('What you sent now was not saved.');
    expect((await world.step('bank-account')).state).toBe('OPEN');
    const form = await visitor.send(FORM, { action: 'change' });
    expect(form.heading).toBe('Bank account');
    expect(form.$('#note').val()).toBe(NOTE);
    expect(form.$('input[name="outcome"]:checked').val()).toBe('OPENED');
    expect((await visitor.send(FORM)).path).toBe(`/journeys/${world.id}`);
    expect(await world.step('bank-account')).toMatchObject({ outcome: 'OPENED', details: { note: NOTE } });
  });

  it('check a form again inside the change, when another change comes first', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.bank-account`);
    let busy = false;
    const others = [
      () => world.complete('housing-need', 'NEEDS_HELP'),
      () => world.moveReleaseDate('2027-04-20'),
    ];
    world.beforeTable = async (call) => {
      if (call !== 'transact' || busy) return;
      busy = true;
      await others.shift()?.();
      busy = false;
    };
    const page = await visitor.send(FORM, { outcome: 'OPENED', note: NOTE });
    expect(others).toEqual([]);
    expect(page.status).toBe(409);
    expect((await world.step('bank-account')).state).toBe('OPEN');
  });

  it('may change the release date while somebody answers a step', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/release-date`);
    await visitor.send(FORM, { 'date-day': '2', 'date-month': '4', 'date-year': '2027' });
    await world.complete('housing-need', 'NEEDS_HELP');
    expect((await visitor.send(FORM, { action: 'confirm' })).path).toBe(`/journeys/${world.id}`);
    expect((await world.journey()).release?.date).toBe('2027-04-02');
  });
});
