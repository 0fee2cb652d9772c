import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

const HELPS = 'Letters read aloud.';

/** Three weeks before release, with everything of health answered. */
async function answered(staffMayKnow: boolean): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(21);
  const needs = { medicine: true, mentalHealth: true, socialCare: true, neurodiversity: true };
  await world.complete('health-assessment', 'ASSESSED', needs);
  await world.complete('what-helps', 'RECORDED', { autism: true, helps: HELPS, staffMayKnow });
  await world.complete('gp-registration', 'REGISTERED', { practice: 'Eastmoor Surgery' });
  await world.complete('social-care-referral', 'REFERRED', { to: 'Eastmoor Council' });
  await world.complete('release-medicine', 'READY', { as: 'SUPPLY', days: 28 });
  return world;
}

async function healthSeen(who: User, world: JourneyWorld): Promise<readonly (readonly string[])[]> {
  const { $ } = await (await Visitor.signedInAs(who, world)).open(`/journeys/${world.id}`);
  return $('h2:contains("Health") + dl dt')
    .toArray()
    .map((each) => [
      $(each).text().trim(),
      ...$(each)
        .next('dd')
        .find('p')
        .toArray()
        .map((line) => $(line).text()),
    ]);
}

describe('the health of a person, on their page', () => {
  it('is shown to the officer named for them', async () => {
    const world = await answered(true);
    expect(await healthSeen(POM, world)).toEqual([
      ['Needs', 'Medicine', 'Mental health care', 'Social care', 'Neurodiversity'],
      ['GP', 'Eastmoor Surgery, registered on Tuesday 16 February 2027'],
      ['Medicine for release', '28 days, in hand'],
      ['Social care', 'Referred to Eastmoor Council on Tuesday 16 February 2027'],
      [
        'Neurodiversity',
        'Autism',
        'What helps: Letters read aloud.',
        'They agree that staff may read what helps them.',
      ],
    ]);
  });

  it.each([
    [true, [['What helps them', HELPS]]],
    [false, []],
  ])('is not shown to others, except what the person agrees that staff know (%s)', async (agrees, seen) => {
    const world = await answered(agrees);
    expect(await healthSeen(GOVERNOR, world)).toEqual(seen);
    const { words } = await (await Visitor.signedInAs(GOVERNOR, world)).open(`/journeys/${world.id}`);
    expect(words).not.toMatch(/Eastmoor Surgery|Mental health|Autism|28 days/);
  });

  it('is recorded by a form that says how much medicine is needed, and refuses less', async () => {
    const world = await daysBeforeRelease(10, { releaseDate: '2026-12-23' });
    const visitor = await Visitor.signedInAs(POM, world);
    const form = await visitor.open(`/journeys/${world.id}/steps/1.release-medicine`);
    expect(form.words).toContain(
      'services are closed from Friday 25 December 2026 to Monday 28 December 2026',
    );
    const typed = { outcome: 'READY', as: 'SUPPLY', days: '7' };
    const refused = await visitor.send('main form', typed);
    expect(refused.words).toMatch(/That is too little\. At least 28 days/);
    await visitor.open(`/journeys/${world.id}/steps/1.release-medicine`);
    const kept = await visitor.send('main form', { ...typed, days: '28' });
    expect(kept.path).toBe(`/journeys/${world.id}`);
    expect(await world.step('release-medicine')).toMatchObject({ state: 'DONE', details: {} });
  });
});
