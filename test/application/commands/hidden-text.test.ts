import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeMentor, offerMentor } from '../../../application/commands/arrange-mentor.ts';
import { correctRelease } from '../../../application/commands/correct-release.ts';
import { decideProposal } from '../../../application/commands/decide-proposal.ts';
import { decideJourneyReleaseDay } from '../../../application/commands/decide-release-day.ts';
import { holdJourney } from '../../../application/commands/hold-journey.ts';
import { limitAccess } from '../../../application/commands/limit-access.ts';
import { mergeRecords } from '../../../application/commands/merge-records.ts';
import { openInEmergency } from '../../../application/commands/open-in-emergency.ts';
import { recallPerson } from '../../../application/commands/recall-person.ts';
import { recordConsent } from '../../../application/commands/record-consent.ts';
import { recordDeath } from '../../../application/commands/record-death.ts';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { recordRelease } from '../../../application/commands/record-release.ts';
import { undoRecall } from '../../../application/commands/undo-recall.ts';
import { varyLicence } from '../../../application/commands/vary-licence.ts';
import type { Result } from '../../../application/refusal.ts';
import { usualRecall, usualRelease } from '../../../local/officer-script.ts';
import { HIDDEN_PROBLEM } from '../../../domain/record/text.ts';
import { closeWorlds, OFFICER, type JourneyWorld } from '../../support/journey-world.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

/** Reads as another name on a page: the character in the middle turns the rest round. */
const HIDDEN = 'See \u202Eeton';

let world: JourneyWorld;
beforeAll(async () => {
  world = await daysBeforeRelease(30);
});
afterAll(closeWorlds);

type Ask = (world: JourneyWorld) => Promise<Result<unknown>>;

const DAY = '2027-01-04';
const ASKS: readonly (readonly [string, string, Ask])[] = [
  [
    'limitAccess',
    'reason',
    ({ services, id }) =>
      limitAccess(services, OFFICER, id, { change: 'EXCLUDE', officer: 'c.ahmed', reason: HIDDEN }),
  ],
  [
    'correctRelease',
    'reason',
    ({ services, id }) =>
      correctRelease(services, OFFICER, id, { correction: 'NOT_RELEASED', reason: HIDDEN }),
  ],
  [
    'decideProposal',
    'reason',
    ({ services, id }) =>
      decideProposal(services, OFFICER, id, 'none', { decision: 'DECLINE', reason: HIDDEN }),
  ],
  [
    'decideJourneyReleaseDay',
    'reason',
    ({ services, id }) =>
      decideJourneyReleaseDay(services, OFFICER, id, { outcome: 'STATUTORY', reason: HIDDEN }),
  ],
  [
    'holdJourney',
    'note',
    ({ services, id }) =>
      holdJourney(services, OFFICER, id, { reason: 'HOSPITAL', since: DAY, note: HIDDEN }),
  ],
  [
    'mergeRecords',
    'reason',
    ({ services, id }) =>
      mergeRecords(services, OFFICER, id, { otherNumber: 'B2345CD', survives: 'THIS', reason: HIDDEN }),
  ],
  [
    'openInEmergency',
    'reason',
    ({ services, id }) => openInEmergency(services, OFFICER, id, { reason: HIDDEN }),
  ],
  [
    'recallPerson',
    'explanation',
    ({ services, id }) => recallPerson(services, OFFICER, id, { ...usualRecall(DAY), explanation: HIDDEN }),
  ],
  [
    'recallPerson',
    'alternatives',
    ({ services, id }) => recallPerson(services, OFFICER, id, { ...usualRecall(DAY), alternatives: HIDDEN }),
  ],
  ['undoRecall', 'reason', ({ services, id }) => undoRecall(services, OFFICER, id, { reason: HIDDEN })],
  [
    'recordConsent',
    'reason',
    ({ services, id }) =>
      recordConsent(services, OFFICER, id, {
        purpose: 'DTR',
        answer: 'WITHDRAWN',
        how: 'SPOKEN',
        reason: HIDDEN,
      }),
  ],
  [
    'recordDeath',
    'note',
    ({ services, id }) => recordDeath(services, OFFICER, id, { on: DAY, note: HIDDEN }),
  ],
  [
    'recordPersonDetails',
    'reason',
    ({ services, id }) => recordPersonDetails(services, OFFICER, id, { tier: 'B1', reason: HIDDEN }),
  ],
  [
    'recordRelease',
    'reason',
    ({ services, id }) => recordRelease(services, OFFICER, id, { ...usualRelease(DAY), reason: HIDDEN }),
  ],
  [
    'varyLicence',
    'reason',
    ({ services, id }) =>
      varyLicence(services, OFFICER, id, {
        variation: 'REMOVE',
        condition: 'OTHER',
        from: DAY,
        reason: HIDDEN,
      }),
  ],
  [
    'offerMentor',
    'name',
    ({ services, id }) =>
      offerMentor(services, OFFICER, id, { role: 'MENTOR', name: HIDDEN, helpsWith: 'gate' }),
  ],
  [
    'changeMentor',
    'reason',
    ({ services, id }) => changeMentor(services, OFFICER, id, 'none', { change: 'STOPPED', reason: HIDDEN }),
  ],
];

it.each(ASKS)(
  '%s refuses a %s with characters that nobody can see, and changes nothing',
  async (_name, field, ask) => {
    const { commits } = world;
    expect(await ask(world)).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
      fields: [{ field, problem: HIDDEN_PROBLEM }],
    });
    expect(world.commits).toBe(commits);
  },
);
