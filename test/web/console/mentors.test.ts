import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, ELSEWHERE, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form[method=post]';
const GIVEN = { role: 'MENTOR', name: 'Sam Rowe', helpsWith: 'gate' };

async function offered(): Promise<{ readonly world: JourneyWorld; readonly visitor: Visitor }> {
  const world = await daysBeforeRelease(20);
  const visitor = await Visitor.signedInAs(POM, world);
  await visitor.open(`/journeys/${world.id}/mentors`);
  await visitor.send(FORM, GIVEN);
  return { world, visitor };
}

describe('the pages of mentors', () => {
  it('offer one, and show them on the person’s page', async () => {
    const { visitor, world } = await offered();
    const { path, words } = visitor.seen();
    expect(path).toBe(`/journeys/${world.id}`);
    expect(words).toContain('Sam Rowe, a mentor, for the gate Offered,');
    expect(words).toContain('A mentor was offered for the gate.');
  });

  it('record that the person accepts, and that the mentor meets them at the gate', async () => {
    const { visitor, world } = await offered();
    const [mentor] = (await world.journey()).mentors ?? [];
    const address = `/journeys/${world.id}/mentors/${mentor?.id ?? ''}`;
    const form = await visitor.open(address);
    const choices = form.$('input[name="change"]').toArray();
    expect(choices.map((each) => form.$(each).attr('value'))).toEqual(['ACCEPTED', 'DECLINED', 'STOPPED']);
    await visitor.send(FORM, { change: 'ACCEPTED' });
    await visitor.open(address);
    const { words } = await visitor.send(FORM, { change: 'AT_GATE' });
    expect(words).toContain('Meets them at the gate');
    expect(words).toContain('Sam Rowe, a mentor meets the person at the gate.');
  });

  it('say what is wrong beside its field', async () => {
    const world = await daysBeforeRelease(20);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}/mentors`);
    const page = await visitor.send(FORM, { ...GIVEN, name: '' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(['Enter the name on one line of up to 100 characters']);
  });

  it('ask for the reason when one stops', async () => {
    const { visitor, world } = await offered();
    const [mentor] = (await world.journey()).mentors ?? [];
    await visitor.open(`/journeys/${world.id}/mentors/${mentor?.id ?? ''}`);
    const page = await visitor.send(FORM, { change: 'STOPPED' });
    expect(page.errors).toEqual(['Say why it stopped']);
  });

  it('are closed to others, and to a mentor that does not exist', async () => {
    const { world } = await offered();
    const other = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await other.open(`/journeys/${world.id}/mentors`)).status).toBe(403);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open(`/journeys/${world.id}/mentors/nobody`)).status).toBe(409);
  });
});

describe('the form of a referral for support', () => {
  it('offers services for the person’s sex, age and region, those for women first', async () => {
    const world = await daysBeforeRelease(80, { sex: 'FEMALE', dateOfBirth: '2005-05-17' });
    await world.complete('education-skills-and-work-assessment', 'SUPPORT_NEEDED', {
      need: 'Work',
      ownScore: 2,
    });
    const visitor = await Visitor.signedInAs(COM, world);
    const page = await visitor.open(`/journeys/${world.id}/steps/1.education-skills-and-work-referral`);
    const offeredHere = page.$('select[name="service"] option').toArray();
    expect(offeredHere.map((each) => page.$(each).text())).toEqual([
      'Not chosen',
      'Willow House women’s centre',
      'Next Step, for people of 18 to 25',
      'Open Door work and skills',
    ]);
    const sent = await visitor.send(FORM, {
      outcome: 'REFERRED',
      personAsked: 'yes',
      service: 'next-step-18-25',
    });
    expect(sent.words).toContain('Referred to Next Step, for people of 18 to 25 on');
  });
});

describe('what is noted of children', () => {
  const NOTE = 'CANARY-SAFEGUARDING';

  async function noted(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(80);
    const pathway = 'children-families-and-communities';
    await world.complete(`${pathway}-assessment`, 'SUPPORT_NEEDED', { need: 'Contact', ownScore: 5 });
    const contact = { contact: 'SOME', children: 'CONTACT' };
    await world.complete('family-contact', 'RECORDED', { ...contact, safeguarding: NOTE });
    return world;
  }

  it.each([
    { who: POM, sees: true },
    { who: COM, sees: true },
    { who: GOVERNOR, sees: false },
  ])('is shown to $who.id: $sees', async ({ who, sees }) => {
    const world = await noted();
    const visitor = await Visitor.signedInAs(who, world);
    const page = await visitor.open(`/journeys/${world.id}`);
    expect(page.html.includes(NOTE)).toBe(sees);
    const step = await visitor.open(`/journeys/${world.id}/steps/1.family-contact`);
    expect(step.html).not.toContain(NOTE);
  });

  it('is in no fact, step, message or referral', async () => {
    const world = await noted();
    const rows = [await world.facts(), await world.steps(), await world.outbox(), await world.deliveries()];
    expect(JSON.stringify(rows)).not.toContain(NOTE);
  });
});
