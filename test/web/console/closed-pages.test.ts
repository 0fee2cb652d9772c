import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { User } from '../../../domain/access/user.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

let inPrison: JourneyWorld;
let closed: JourneyWorld;
beforeAll(async () => {
  inPrison = await daysBeforeRelease(60);
  closed = await daysBeforeRelease(60);
  ok(await closed.tryDeath());
});
afterAll(closeWorlds);

interface Refused {
  readonly page: string;
  readonly who: User;
  readonly says: string;
}

async function refused(world: JourneyWorld, { page, who, says }: Refused): Promise<void> {
  const visitor = await Visitor.signedInAs(who, world);
  const shown = await visitor.open(`/journeys/${world.id}/${page}`);
  expect([404, 409, 422]).toContain(shown.status);
  expect(shown.words).toContain(says);
  expect(shown.$('main form')).toHaveLength(0);
  expect(shown.$(`main a[href="/journeys/${world.id}"]`)).toHaveLength(1);
}

describe('a page to change a journey that is closed', () => {
  it.each<Refused>([
    { page: 'details', who: POM, says: 'The journey has ended, so nothing on it changes.' },
    { page: 'transfer', who: POM, says: 'This person is not in prison.' },
    { page: 'officers', who: POM, says: 'The journey of this person is closed.' },
    { page: 'hold', who: POM, says: 'The journey of this person is closed.' },
    { page: 'mentors', who: COM, says: 'closed' },
    { page: 'merge', who: ADMIN_USER, says: 'The journey of this person is closed.' },
    { page: 'consents', who: POM, says: 'The journey is closed, so nothing relies on consent any more.' },
    { page: 'release', who: POM, says: 'The release of this person is recorded already.' },
    { page: 'dates/CRD/remove', who: POM, says: 'the dates can no longer change' },
  ])('says why it has no form: $page', (given) => refused(closed, given));
});

describe('a page for another time of a journey', () => {
  it.each<Refused>([
    { page: 'licence', who: COM, says: 'Only the licence of a person who is out on licence can be changed.' },
    { page: 'recall', who: COM, says: 'on licence' },
    { page: 'recall-undoing', who: COM, says: 'recall' },
    { page: 'return-to-custody', who: POM, says: 'return' },
    { page: 'resume', who: POM, says: 'hold' },
    { page: 'release-correction', who: POM, says: 'release' },
    { page: 'release-day', who: GOVERNOR, says: 'Friday' },
    { page: 'dates/PED/remove', who: POM, says: 'This date is not recorded, or was removed already.' },
  ])('says why it has no form: $page', (given) => refused(inPrison, given));
});

it('an appointment that is not to come has no page', async () => {
  const visitor = await Visitor.signedInAs(POM, inPrison);
  const shown = await visitor.open(`/journeys/${inPrison.id}/appointments/none`);
  expect(shown).toMatchObject({ status: 404, heading: 'Page not found' });
});

it.each(['/arrivals', '/journeys/new'])('%s is for the office of a prison only', async (path) => {
  const visitor = await Visitor.signedInAs(COM, inPrison);
  expect(await visitor.open(path)).toMatchObject({ status: 403, heading: 'You cannot see or do this' });
});
