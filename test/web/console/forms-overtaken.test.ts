import { afterEach, describe, expect, it } from '@jest/globals';
import { offerMentor } from '../../../application/commands/arrange-mentor.ts';
import { journeyItem } from '../../../application/items.ts';
import { FORMS, formOf, type FormOfJourney, type Typed } from '../../support/console-forms.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok } from '../../support/journey-world.ts';
import { COM } from '../../support/people.ts';

afterEach(closeWorlds);

async function sends(visitor: Visitor, { typed, confirmed }: FormOfJourney, path: string): Promise<void> {
  const { $ } = await visitor.open(path);
  const sent = await visitor.send(formOf($), typed);
  if (confirmed !== undefined) expect(sent.words).toMatch(/[Cc]heck/);
}

describe('a form that is sent while the journey keeps changing', () => {
  it.each(FORMS)('records nothing of $form, and says so', async (given) => {
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    if (given.confirmed) await sends(visitor, given, path);
    const before = await world.facts();
    world.beforeTable = async (call, about) => {
      if (call !== 'transact' || !about.includes(`"JOURNEY#${world.id}"`)) return;
      const journey = await world.journey();
      const item = journeyItem({ ...journey, version: journey.version + 1 });
      await world.table.transact([{ kind: 'put', item }]);
    };
    if (given.confirmed) await visitor.send(formOf(visitor.seen().$), { action: 'confirm' });
    else await sends(visitor, given, path);
    world.beforeTable = undefined;

    const page = visitor.seen();
    expect(await world.facts()).toEqual(before);
    if (given.ofItsOwn) {
      expect(page).toMatchObject({ status: 503, heading: 'Sorry, there is a problem' });
      expect(page.words).toContain('Too many people are changing this journey at the same time. Try again.');
    } else {
      expect(page).toMatchObject({ status: 409, heading: 'This has changed since you opened it' });
      expect(page.words).toContain(given.keeps);
    }
    expect(page.$(`main a[href^="/journeys/${world.id}"]`).length).toBeGreaterThan(0);
  });
});

describe('a form that is sent after something else of the journey has changed', () => {
  it.each(FORMS.filter(({ ofItsOwn }) => ofItsOwn))('records $form all the same', async (given) => {
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    const { $ } = await visitor.open(path);
    const before = (await world.facts()).length;
    ok(
      await offerMentor(world.services, COM, world.id, {
        role: 'MENTOR',
        name: 'Sam Rowe',
        helpsWith: 'gate',
      }),
    );
    await visitor.send(formOf($), given.typed);
    if (given.confirmed) await visitor.send(formOf(visitor.seen().$), { action: 'confirm' });
    expect(visitor.posted?.status).toBe(303);
    expect(visitor.seen()).toMatchObject({ status: 200, errors: [] });
    expect((await world.facts()).length).toBeGreaterThan(before + 1);
  });
});

describe('a form that was recorded, and is sent again with something else in it', () => {
  const AGAIN: readonly (readonly [string, Typed])[] = [
    ['personal details', { tier: 'A2' }],
    ['who may see the person', { reason: 'Another reason' }],
    ['messages to the person', { mobile: '07700 900124' }],
    ['a new appointment', { place: '5 Park Row, Leeds' }],
    ['a mentor', { name: 'Kim Rowe' }],
  ];

  it.each(AGAIN)('is not recorded a second time: %s', async (form, typed) => {
    const given = FORMS.find((each) => each.form === form);
    if (given === undefined) throw new Error(`There is no form ${form}`);
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    const opened = await visitor.open(path);
    await visitor.send(formOf(opened.$), given.typed);
    const recorded = await world.facts();
    visitor.page = opened;
    const page = await visitor.send(formOf(opened.$), { ...given.typed, ...typed });
    expect(page).toMatchObject({ status: 409, heading: 'You have saved this form already' });
    expect(page.words).toContain('To record something else, open the form again from the current record.');
    expect(await world.facts()).toEqual(recorded);
  });
});

describe('a form that is open while the person dies', () => {
  /** May still be recorded. */
  const STILL = ['who may see the person'];

  it.each(FORMS.filter(({ form }) => !STILL.includes(form)))('records nothing more: $form', async (given) => {
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    const { $ } = await visitor.open(path);
    ok(await world.tryDeath());
    const before = await world.facts();
    const page = await visitor.send(formOf($), given.typed);
    expect([404, 409, 422]).toContain(page.status);
    expect(page.errors).toEqual([]);
    expect(await world.facts()).toEqual(before);
  });
});
