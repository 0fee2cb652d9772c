import { HOME } from '../../support/places.ts';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EASTMOOR, WESTHAVEN } from '../../support/agencies.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, ELSEWHERE, HEAD_OF_PDU, POM } from '../../support/people.ts';
import { daysBeforeRelease, releasedAfter } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

const FORM = 'main form';

async function atStep(world: JourneyWorld, name: string, who: User = POM): Promise<Visitor> {
  const visitor = await Visitor.signedInAs(who, world);
  await visitor.open(`/journeys/${world.id}/steps/1.${name}`);
  return visitor;
}

describe('the form of a step', () => {
  it('offers the outcomes people may give, and none that the product gives itself', async () => {
    const world = await daysBeforeRelease(60);
    const { $, heading, title } = (await atStep(world, 'housing-need')).seen();
    expect(heading).toBe('Where will they live?');
    expect(title).toBe('Where will they live?: Zebedee Quillfeather - Through the Gate');
    const offered = $('input[name="outcome"]')
      .toArray()
      .map((each) => $(each).attr('value'));
    expect(offered).toEqual(['HAS_ADDRESS', 'NEEDS_HELP']);
  });

  it('records the answer with its details, under the officer’s name, and says so once', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await atStep(world, 'housing-need');
    const page = await visitor.send(FORM, {
      outcome: 'HAS_ADDRESS',
      settledType: 'SETTLED',
      addressLines: '12 Mill Lane\r\nLeeds',
      postcode: 'ls1 4ap',
      note: 'With their sister.\r\nShe has the keys.',
    });
    expect(page.path).toBe(`/journeys/${world.id}`);
    expect(page.$('.govuk-notification-banner').text()).toContain(
      'Recorded. Where will they live?: They have an address to go to.',
    );
    expect(await world.step('housing-need')).toMatchObject({
      state: 'DONE',
      outcome: 'HAS_ADDRESS',
      details: { ...HOME, note: 'With their sister.\nShe has the keys.' },
      completedBy: { kind: 'officer', id: POM.id },
    });
    expect((await visitor.open(`/journeys/${world.id}`)).$('.govuk-notification-banner')).toHaveLength(0);
  });

  it.each([
    { case: 'no outcome', typed: { note: 'Kept' }, error: 'Choose what happened', href: '#outcome' },
    {
      case: 'an outcome that is not offered',
      typed: { outcome: 'OVERTAKEN', note: 'Kept' },
      error: 'Choose what happened',
      href: '#outcome',
    },
    {
      case: 'an outcome without the detail it needs',
      typed: { outcome: 'HAS_ADDRESS', note: 'Kept' },
      error: 'Say whether the address is settled or temporary.',
      others: ['Enter the address.', 'Enter the postcode.'],
      href: '#settledType',
    },
    {
      case: 'a choice that is not on the list',
      typed: { outcome: 'HAS_ADDRESS', settledType: 'CASTLE', note: 'Kept' },
      error: 'Say whether the address is settled or temporary',
      href: '#settledType',
    },
    {
      case: 'too long a note',
      typed: { outcome: 'NEEDS_HELP', note: `Kept${'.'.repeat(2_000)}` },
      error: 'Use 2,000 characters or fewer for the note',
      href: '#note',
    },
  ])(
    'comes back with $case: what is wrong at the top and at the field, and nothing lost',
    async ({ typed, error, others = [], href }) => {
      const world = await daysBeforeRelease(60);
      const visitor = await atStep(world, 'housing-need');
      const page = await visitor.send(FORM, typed);
      expect(page.status).toBe(400);
      expect(page.title).toMatch(/^Error: /);
      expect(page.errors).toEqual([error, ...others]);
      expect(page.$('.govuk-error-summary__list a').attr('href')).toBe(href);
      expect(page.$(href)).toHaveLength(1);
      expect(page.$(`.govuk-error-message`).text()).toContain(error);
      expect(String(page.$('#note').val())).toMatch(/^Kept/);
      const { outcome } = typed as { outcome?: string };
      expect(page.$('input[name="outcome"]:checked').val()).toBe(
        outcome === 'OVERTAKEN' ? undefined : outcome,
      );
      expect((await world.step('housing-need')).state).toBe('OPEN');
    },
  );

  it('takes local housing authorities in the person’s order of choice', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo('2027-01-12');
    const visitor = await atStep(world, 'housing-consent');
    await visitor.send(FORM, {
      outcome: 'GIVEN',
      'authorities-1': WESTHAVEN.id,
      'authorities-2': EASTMOOR.id,
      shareContactDetails: 'yes',
      contactBy: 'PHONE',
      contact: '07700 900 456',
    });
    expect((await world.step('housing-consent')).details).toEqual({
      authorities: [WESTHAVEN.id, EASTMOOR.id],
      shareContactDetails: true,
      contactBy: 'PHONE',
    });
  });

  it('accepts each local housing authority once', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo('2027-01-12');
    const visitor = await atStep(world, 'housing-consent');
    const page = await visitor.send(FORM, {
      outcome: 'GIVEN',
      'authorities-1': EASTMOOR.id,
      'authorities-2': EASTMOOR.id,
    });
    expect(page.errors).toEqual(['Choose each local housing authority only once']);
    expect(page.$('#authorities-2').val()).toBe(EASTMOOR.id);
  });

  it('pressed twice is one answer, and no conflict', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await atStep(world, 'housing-need');
    const form = visitor.seen();
    await visitor.send(FORM, { outcome: 'NEEDS_HELP' });
    visitor.page = form;
    const again = await visitor.send(FORM, { outcome: 'NEEDS_HELP' });
    expect(again.path).toBe(`/journeys/${world.id}`);
    expect(again.status).toBe(200);
    const answers = (await world.facts()).filter(
      ({ type, data }) => type === 'step-completed' && data['step'] === 'housing-need',
    );
    expect(answers).toHaveLength(1);
  });

  it('is a conflict when someone else answered it: it shows who and how, and what was sent', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await atStep(world, 'housing-need');
    await world.complete('housing-need', 'NEEDS_HELP');
    const page = await visitor.send(FORM, {
      outcome: 'HAS_ADDRESS',
      settledType: 'SETTLED',
      note: 'With Ann.',
    });
    expect(page.status).toBe(409);
    expect(page.heading).toBe('Where will they live?');
    expect(page.words).toMatch(/answered this step on .*They have nowhere to go/);
    expect(page.words).toContain('It was not saved, because the step is not open any more.');
    expect(page.words).toContain('With Ann.');
    expect((await world.step('housing-need')).outcome).not.toBe('HAS_ADDRESS');
  });

  it('is not offered before its day, and says when it opens', async () => {
    const world = await releasedAfter(10);
    const page = (await atStep(world, 'review-at-4-weeks', COM)).seen();
    expect(page.status).toBe(403);
    expect(page.words).toContain('This step opens on Tuesday 6 April 2027.');
  });

  it('is refused to a user who may not answer it, with the reason', async () => {
    const world = await daysBeforeRelease(60);
    const page = (await atStep(world, 'housing-need', HEAD_OF_PDU)).seen();
    expect(page.status).toBe(403);
    expect(page.words).toContain(
      'Only an officer of the person’s prison, or their community offender manager, answers this step.',
    );
  });

  it('of a person in the care of others is refused', async () => {
    const world = await daysBeforeRelease(60);
    expect((await atStep(world, 'housing-need', ELSEWHERE)).seen().status).toBe(403);
  });

  it('of a step that is not open says so', async () => {
    const world = await daysBeforeRelease(60);
    const page = (await atStep(world, 'no-such-step')).seen();
    expect(page.status).toBe(409);
    expect(page.words).toContain('This step is not open');
  });
});
