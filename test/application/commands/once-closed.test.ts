import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAppointment } from '../../../application/commands/arrange-appointment.ts';
import { decideJourneyReleaseDay } from '../../../application/commands/decide-release-day.ts';
import { recallPerson } from '../../../application/commands/recall-person.ts';
import { recordConsent } from '../../../application/commands/record-consent.ts';
import { recordPersonContact } from '../../../application/commands/record-person-contact.ts';
import { recordRelease } from '../../../application/commands/record-release.ts';
import { undoRecall } from '../../../application/commands/undo-recall.ts';
import type { Result } from '../../../application/refusal.ts';
import { usualRecall, usualRelease } from '../../../local/officer-script.ts';
import { closeWorlds, OFFICER, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

let world: JourneyWorld;
beforeAll(async () => {
  world = await daysBeforeRelease(30);
  ok(await world.tryDeath());
  await world.settle();
});
afterAll(closeWorlds);

type Ask = (world: JourneyWorld) => Promise<Result<unknown>>;

describe('a journey that is closed', () => {
  it.each<readonly [string, string, Ask]>([
    [
      'an appointment',
      'nothing on it changes again',
      ({ services, id }) =>
        makeAppointment(services, OFFICER, id, { on: '2027-03-01', at: '14:30', place: '4 Park Row, Leeds' }),
    ],
    [
      'where messages go',
      'nothing on it changes again',
      ({ services, id }) =>
        recordPersonContact(services, OFFICER, id, { agreed: false, email: '', mobile: '', by: 'TEXT' }),
    ],
    [
      'a consent',
      'The journey is closed.',
      ({ services, id }) =>
        recordConsent(services, OFFICER, id, { purpose: 'DTR', answer: 'GIVEN', how: 'SPOKEN' }),
    ],
    [
      'a decision on the release day',
      'no release day to decide',
      ({ services, id }) => decideJourneyReleaseDay(services, OFFICER, id, { outcome: 'PRESUMPTIVE' }),
    ],
    [
      'a release',
      'is recorded already',
      ({ services, id }) => recordRelease(services, OFFICER, id, usualRelease('2027-02-07')),
    ],
    [
      'a recall',
      'on licence in the community',
      ({ services, id }) => recallPerson(services, OFFICER, id, usualRecall('2027-02-07')),
    ],
    [
      'the undoing of a recall',
      'no recall to undo',
      ({ services, id }) => undoRecall(services, OFFICER, id, { reason: 'Recorded wrongly' }),
    ],
  ])('takes no more of %s', async (_what, words, ask) => {
    const { commits } = world;
    const before = await world.facts();
    expect(await ask(world)).toMatchObject({
      ok: false,
      code: 'CONFLICT',
      detail: expect.stringContaining(words),
    });
    expect(world.commits).toBe(commits);
    expect(await world.facts()).toEqual(before);
  });
});
