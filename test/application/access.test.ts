import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changeAppointment,
  makeAppointment,
  recordAttendance,
} from '../../application/commands/arrange-appointment.ts';
import { recordPersonContact } from '../../application/commands/record-person-contact.ts';
import { changeMentor, offerMentor } from '../../application/commands/arrange-mentor.ts';
import { listAppointments } from '../../application/queries/list-appointments.ts';
import { askForJourneyReconcile, askForReconcile } from '../../application/commands/ask-reconcile.ts';
import { completeStep } from '../../application/commands/complete-step.ts';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { varyLicence } from '../../application/commands/vary-licence.ts';
import { withdrawProposal } from '../../application/commands/withdraw-proposal.ts';
import { decideProposal } from '../../application/commands/decide-proposal.ts';
import { decideJourneyReleaseDay } from '../../application/commands/decide-release-day.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { limitAccess } from '../../application/commands/limit-access.ts';
import { moveTrainingClock } from '../../application/commands/move-training-clock.ts';
import { pauseAgency, resumeAgency } from '../../application/commands/pause-agency.ts';
import { openInEmergency } from '../../application/commands/open-in-emergency.ts';
import { recallPerson } from '../../application/commands/recall-person.ts';
import { undoRecall } from '../../application/commands/undo-recall.ts';
import { recordArrival } from '../../application/commands/record-arrival.ts';
import { recordAtLarge, recordReturn } from '../../application/commands/record-return.ts';
import { recordDeath } from '../../application/commands/record-death.ts';
import { holdJourney, resumeJourney } from '../../application/commands/hold-journey.ts';
import { changeOfficers } from '../../application/commands/change-officers.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { importStaff } from '../../application/commands/import-staff.ts';
import { changeAbsence, recordAbsence } from '../../application/commands/record-absence.ts';
import { recordVictimContact } from '../../application/commands/record-victim-contact.ts';
import {
  findForUnit,
  getVictimConditions,
  getVictimContact,
} from '../../application/queries/get-victim-contact.ts';
import { listVictimContact } from '../../application/queries/list-victim-contact.ts';
import { recordContact } from '../../application/commands/record-contact.ts';
import { recordRelease } from '../../application/commands/record-release.ts';
import { recordSentence } from '../../application/commands/record-sentence.ts';
import { removeSentenceDate } from '../../application/commands/remove-sentence-date.ts';
import { registerStaff } from '../../application/commands/register-staff.ts';
import { respondToReferral } from '../../application/commands/respond-to-referral.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { withdrawReferral } from '../../application/commands/withdraw-referral.ts';
import { cycleItem, journeyItem } from '../../application/items.ts';
import { usualRecall, usualRelease } from '../../local/officer-script.ts';
import { CRS } from '../support/agencies.ts';
import { getAnsweredStep } from '../../application/queries/get-answered-step.ts';
import { getCycle } from '../../application/queries/get-cycle.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { getPerson } from '../../application/queries/get-person.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import { listAbsences, listTeamAbsences } from '../../application/queries/list-absences.ts';
import { listAccess } from '../../application/queries/list-access.ts';
import { listDefinitions } from '../../application/queries/list-definitions.ts';
import { listEvents } from '../../application/queries/list-events.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listMessages } from '../../application/queries/list-messages.ts';
import { listSteps } from '../../application/queries/list-steps.ts';
import { getServiceHealth } from '../../application/queries/get-service-health.ts';
import { getAgencyHealth, listAgencyHealth } from '../../application/queries/list-agencies.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { listStuckGroups } from '../../application/queries/list-stuck-groups.ts';
import { listUnattended } from '../../application/queries/list-unattended.ts';
import { previewDateRemoval, previewReleaseDate } from '../../application/queries/preview-release-date.ts';
import { previewRestart } from '../../application/queries/preview-restart.ts';
import type { Result } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import {
  closeWorlds,
  newJourney,
  ok,
  PERSON,
  PRISON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, LIAISON, NOBODY, POM, SHELTER } from '../support/people.ts';
import { councilsAsked } from '../support/stages.ts';

afterAll(closeWorlds);

/** One way to ask for each command and query, allowed to somebody. */
type Ask = (services: Services, user: User, about: About) => Promise<Result<unknown>>;
interface About {
  readonly id: string;
  readonly referralId: string;
  readonly today: string;
}

const MENTOR = { role: 'MENTOR', name: 'Sam Rowe', helpsWith: 'gate' } as const;
const APPOINTMENT = { on: '2027-03-01', at: '14:30', place: '4 Park Row, Leeds' };

const COMMANDS: Readonly<Record<string, Ask>> = {
  askForJourneyReconcile: (services, user, { id }) => askForJourneyReconcile(services, user, id),
  askForReconcile: (services, user) => askForReconcile(services, user),
  changeReleaseDate: (services, user, { id }) =>
    changeReleaseDate(services, user, id, { date: '2027-04-01', dateType: 'CRD' }),
  completeStep: (services, user, { id }) =>
    completeStep(services, user, { journeyId: id, key: '1.bank-account', outcome: 'OPENED', details: {} }),
  correctRelease: (services, user, { id }) =>
    correctRelease(services, user, id, { correction: 'NOT_RELEASED', reason: 'a test' }),
  decideJourneyReleaseDay: (services, user, { id }) =>
    decideJourneyReleaseDay(services, user, id, { outcome: 'PRESUMPTIVE' }),
  decideProposal: (services, user, { id }) =>
    decideProposal(services, user, id, 'none', { decision: 'APPROVE' }),
  withdrawProposal: (services, user, { id }) => withdrawProposal(services, user, id, 'none'),
  discloseReferral: (services, user, { referralId }) => discloseReferral(services, user, referralId),
  limitAccess: (services, user, { id }) =>
    limitAccess(services, user, id, { change: 'EXCLUDE', officer: 'c.new', reason: 'a test' }),
  moveTrainingClock: (services, user) => moveTrainingClock(services, user, 'day'),
  openInEmergency: (services, user, { id }) => openInEmergency(services, user, id, { reason: 'a test' }),
  recordSentence: (services, user, { id, today }) =>
    recordSentence(services, user, id, { sentence: { startDate: today, releaseKind: 'DETERMINATE' } }),
  removeSentenceDate: (services, user, { id }) =>
    removeSentenceDate(services, user, id, { dateType: 'CRD', reason: 'a test' }),
  recallPerson: (services, user, { id }) => recallPerson(services, user, id, usualRecall('2026-07-01')),
  varyLicence: (services, user, { id }) =>
    varyLicence(services, user, id, {
      variation: 'REMOVE',
      condition: 'OTHER',
      from: '2027-07-01',
      reason: 'a test',
    }),
  undoRecall: (services, user, { id }) => undoRecall(services, user, id, { reason: 'a test' }),
  recordAtLarge: (services, user, { id }) => recordAtLarge(services, user, id, { since: '2026-07-01' }),
  recordArrival: (services, user) =>
    recordArrival(services, user, { prisonNumber: PERSON, on: '2026-07-01', prison: PRISON }),
  recordReturn: (services, user, { id }) =>
    recordReturn(services, user, id, { on: '2026-07-01', prison: PRISON }),
  mergeRecords: (services, user, { id }) =>
    mergeRecords(services, user, id, { otherNumber: 'B2345CD', survives: 'THIS' }),
  recordConsent: (services, user, { id }) =>
    recordConsent(services, user, id, { purpose: 'DTR', answer: 'WITHDRAWN', how: 'SPOKEN' }),
  makeAppointment: (services, user, { id }) => makeAppointment(services, user, id, APPOINTMENT),
  changeAppointment: (services, user, { id }) => changeAppointment(services, user, id, 'none', APPOINTMENT),
  offerMentor: (services, user, { id }) => offerMentor(services, user, id, MENTOR),
  changeMentor: (services, user, { id }) => changeMentor(services, user, id, 'none', { change: 'ACCEPTED' }),
  recordAttendance: (services, user, { id }) => recordAttendance(services, user, id, 'none', 'KEPT'),
  recordPersonContact: (services, user, { id }) =>
    recordPersonContact(services, user, id, { agreed: false, email: '', mobile: '', by: 'TEXT' }),
  recordVictimContact: (services, user, { id }) =>
    recordVictimContact(services, user, id, {
      do: 'open-case',
      basis: 'DISCRETIONARY',
      entitlements: [],
      officer: LIAISON.id,
    }),
  recordContact: (services, user) =>
    recordContact(services, user, POM.id, {
      email: 'pat@justice.example',
      mobile: '',
      by: 'EMAIL',
      when: 'DAILY',
    }),
  pauseAgency: (services, user) => pauseAgency(services, user, CRS.id, 'a test'),
  resumeAgency: (services, user) =>
    resumeAgency(services, user, CRS.id, { reason: 'a test', since: '2027-01-12T09:00:00.000Z' }),
  importStaff: (services, user) => importStaff(services, user, { csv: 'id,name\nann.ash,Ann Ash' }),
  recordAbsence: (services, user) =>
    recordAbsence(services, user, POM.id, { from: '2027-03-01', until: '2027-03-05', reason: 'LEAVE' }),
  changeAbsence: (services, user) => changeAbsence(services, user, POM.id, 'none', { over: true }),
  recordPersonDetails: (services, user, { id }) => recordPersonDetails(services, user, id, { tier: 'B1' }),
  changeOfficers: (services, user, { id }) => changeOfficers(services, user, id, { com: 'c.new' }),
  transferPerson: (services, user, { id }) => transferPerson(services, user, id, { prison: 'LEI' }),
  holdJourney: (services, user, { id }) =>
    holdJourney(services, user, id, { reason: 'HOSPITAL', since: '2027-01-12' }),
  resumeJourney: (services, user, { id }) => resumeJourney(services, user, id, { on: '2027-01-12' }),
  recordDeath: (services, user, { id }) => recordDeath(services, user, id, { on: '2027-01-12' }),
  recordRelease: (services, user, { id }) => recordRelease(services, user, id, usualRelease('2026-07-01')),
  registerStaff: (services, user) => registerStaff(services, user),
  respondToReferral: (services, user, { referralId }) =>
    respondToReferral(services, user, { referralId, answer: 'DECLINED' }),
  restartJourney: (services, user, { id }) => restartJourney(services, user, id, { reason: 'a test' }),
  startJourney: (services, user, { today }) =>
    startJourney(services, user, newJourney({ prisonNumber: 'A9999ZZ', releaseDate: '2029-01-09' }, today)),
  withdrawReferral: (services, user, { id, referralId }) =>
    withdrawReferral(services, user, id, referralId, { reason: 'DISENGAGED' }),
};

const QUERIES: Readonly<Record<string, Ask>> = {
  getAnsweredStep: (services, user, { id }) => getAnsweredStep(services, user, id, '1.immediate-needs'),
  getCycle: (services, user, { id }) => getCycle(services, user, id, 1),
  getJourney: (services, user, { id }) => getJourney(services, user, id),
  getPerson: (services, user, { id }) => getPerson(services, user, id, {}, {}),
  getTimeline: (services, user, { id }) => getTimeline(services, user, id),
  listJourneys: (services, user) => listJourneys(services, user, { prison: PRISON }),
  listAbsences: (services, user) => listAbsences(services, user, POM.id),
  listTeamAbsences: (services, user) => listTeamAbsences(services, user),
  listEvents: (services, user) => listEvents(services, user, { state: 'waiting' }),
  listAccess: (services, user, { today }) =>
    listAccess(services, user, { kind: 'denial', of: { day: today } }),
  listAppointments: (services, user, { id }) => listAppointments(services, user, id),
  listMessages: (services, user) => listMessages(services, user, POM.id),
  findForUnit: (services, user) => findForUnit(services, user, PERSON),
  getVictimContact: (services, user, { id }) => getVictimContact(services, user, id),
  getVictimConditions: (services, user, { id }) => getVictimConditions(services, user, id),
  listVictimContact: (services, user) => listVictimContact(services, user),
  listSteps: (services, user) => listSteps(services, user, { waitingFor: `role:OMU@${PRISON}` }),
  listStuck: (services, user) => listStuck(services, user),
  listStuckGroups: (services, user) => listStuckGroups(services, user),
  getServiceHealth: (services, user) => getServiceHealth(services, user),
  listAgencyHealth: (services, user) => listAgencyHealth(services, user),
  getAgencyHealth: (services, user) => getAgencyHealth(services, user, CRS.id),
  listUnattended: (services, user) => listUnattended(services, user),
  listDefinitions: (services, user) => listDefinitions(services, user),
  previewDateRemoval: (services, user, { id }) => previewDateRemoval(services, user, id, 'CRD'),
  previewReleaseDate: (services, user, { id }) =>
    previewReleaseDate(services, user, id, { date: '2027-04-01', dateType: 'CRD' }),
  previewRestart: (services, user, { id }) => previewRestart(services, user, id),
};

function asked(name: string): Ask {
  const ask = COMMANDS[name] ?? QUERIES[name];
  if (!ask) throw new Error(`There is no command or query ${name}`);
  return ask;
}

/** Says nothing about anybody, so that anybody may ask. */
const OPEN = ['getHealth'];
/** What the commands and queries are made of, and nobody asks for by itself. */
const PARTS = [
  'appointmentVersion',
  'agencyNames',
  'answeredStepView',
  'applyAnswer',
  'collect',
  'consentView',
  'countAgencies',
  'countStuck',
  'journeyRow',
  'journeyViewOf',
  'nearTheGateFrom',
  'nextRows',
  'openStepView',
  'pausedFor',
  'pausedWords',
  'ownDesks',
  'ownSources',
  'proposalView',
  'readPosition',
  'carryOutCorrection',
  'recordCalculatedDates',
  'applyCorrection',
  'carryOutDeath',
  'carryOutHold',
  'carryOutTransfer',
  'carryOutResumption',
  'carryOutMerge',
  'carryOutRecall',
  'carryOutUndoing',
  'carryOutVariation',
  'carryOutReturn',
  'recordApprovedDate',
  'recordConfirmedRelease',
  'wrongDay',
  'wrongWithRelease',
  'recordGivenDate',
  'removeApprovedDate',
  'removeGivenDate',
  'standing',
  'stretchOf',
  'timelineOf',
  'referralView',
  'releaseOf',
  'writePosition',
];

async function exportedFunctions(): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of ['commands', 'queries']) {
    const url = new URL(`../../application/${folder}/`, import.meta.url);
    for (const file of readdirSync(url)) {
      const module = (await import(new URL(file, url).href)) as Readonly<Record<string, unknown>>;
      names.push(...Object.keys(module).filter((name) => typeof module[name] === 'function'));
    }
  }
  return names.sort();
}

interface Begun {
  readonly world: JourneyWorld;
  readonly about: About;
}

/** The world with a referral of the council's, a cycle that has ended, and everything in its table. */
async function begin(): Promise<Begun> {
  const world = await councilsAsked();
  const { id: referralId } = await world.referral('DTR-1');
  const ended = {
    ...(await world.journey()),
    endedOn: world.today(),
    because: 'RECALL',
    unanswered: [],
  } as const;
  await world.table.transact([{ kind: 'put', item: cycleItem(world.id, ended) }]);
  return { world, about: { id: world.id, referralId, today: world.today() } };
}

/** One for every test of what writes nothing. */
let shared: Begun;
beforeAll(async () => {
  shared = await begin();
});

it('knows every command and query of the application', async () => {
  const known = [...Object.keys(COMMANDS), ...Object.keys(QUERIES), ...OPEN, ...PARTS].sort();
  expect(await exportedFunctions()).toEqual(known);
});

it.each(Object.entries({ ...COMMANDS, ...QUERIES }))(
  'refuses %s to a person with no role, and writes nothing',
  async (_name, ask) => {
    const { world, about } = shared;
    const { commits } = world;
    expect(refused(await ask(world.services, NOBODY, about))).toMatchObject({
      code: 'NOT_PERMITTED',
      detail: expect.stringMatching(/[a-z]\.$/),
    });
    expect(world.commits).toBe(commits);
  },
);

/** Which staff or agency has nothing to do with the journey, for each of those that are about one. */
const OUTSIDERS: Readonly<Record<string, readonly [User, string]>> = {
  changeReleaseDate: [ELSEWHERE, 'NOT_PERMITTED'],
  completeStep: [ELSEWHERE, 'NOT_PERMITTED'],
  decideJourneyReleaseDay: [ELSEWHERE, 'NOT_PERMITTED'],
  recordSentence: [ELSEWHERE, 'NOT_PERMITTED'],
  removeSentenceDate: [ELSEWHERE, 'NOT_PERMITTED'],
  recordPersonDetails: [ELSEWHERE, 'NOT_PERMITTED'],
  recordRelease: [ELSEWHERE, 'NOT_PERMITTED'],
  recallPerson: [POM, 'NOT_PERMITTED'],
  undoRecall: [POM, 'NOT_PERMITTED'],
  varyLicence: [POM, 'NOT_PERMITTED'],
  withdrawProposal: [ELSEWHERE, 'NOT_PERMITTED'],
  recordAtLarge: [ELSEWHERE, 'NOT_PERMITTED'],
  changeOfficers: [ELSEWHERE, 'NOT_PERMITTED'],
  transferPerson: [COM, 'NOT_PERMITTED'],
  holdJourney: [ELSEWHERE, 'NOT_PERMITTED'],
  resumeJourney: [ELSEWHERE, 'NOT_PERMITTED'],
  recordDeath: [ELSEWHERE, 'NOT_PERMITTED'],
  recordReturn: [ELSEWHERE, 'NOT_PERMITTED'],
  recordArrival: [ELSEWHERE, 'NOT_PERMITTED'],
  makeAppointment: [ELSEWHERE, 'NOT_PERMITTED'],
  changeAppointment: [ELSEWHERE, 'NOT_PERMITTED'],
  offerMentor: [ELSEWHERE, 'NOT_PERMITTED'],
  changeMentor: [ELSEWHERE, 'NOT_PERMITTED'],
  recordAttendance: [ELSEWHERE, 'NOT_PERMITTED'],
  recordPersonContact: [ELSEWHERE, 'NOT_PERMITTED'],
  listAppointments: [ELSEWHERE, 'NOT_PERMITTED'],
  recordVictimContact: [ADMIN_USER, 'NOT_PERMITTED'],
  findForUnit: [COM, 'NOT_PERMITTED'],
  getVictimContact: [POM, 'NOT_PERMITTED'],
  getVictimConditions: [LIAISON, 'NOT_PERMITTED'],
  listVictimContact: [ADMIN_USER, 'NOT_PERMITTED'],
  recordContact: [COM, 'NOT_PERMITTED'],
  importStaff: [POM, 'NOT_PERMITTED'],
  listUnattended: [POM, 'NOT_PERMITTED'],
  recordAbsence: [COM, 'NOT_PERMITTED'],
  changeAbsence: [COM, 'NOT_PERMITTED'],
  listAbsences: [ADMIN_USER, 'NOT_PERMITTED'],
  listMessages: [ADMIN_USER, 'NOT_PERMITTED'],
  listAccess: [POM, 'NOT_PERMITTED'],
  correctRelease: [ELSEWHERE, 'NOT_PERMITTED'],
  limitAccess: [POM, 'NOT_PERMITTED'],
  openInEmergency: [COUNCIL, 'NOT_PERMITTED'],
  restartJourney: [POM, 'NOT_PERMITTED'],
  mergeRecords: [POM, 'NOT_PERMITTED'],
  recordConsent: [ELSEWHERE, 'NOT_PERMITTED'],
  withdrawReferral: [ELSEWHERE, 'NOT_PERMITTED'],
  startJourney: [ELSEWHERE, 'NOT_PERMITTED'],
  askForReconcile: [POM, 'NOT_PERMITTED'],
  askForJourneyReconcile: [POM, 'NOT_PERMITTED'],
  moveTrainingClock: [POM, 'NOT_PERMITTED'],
  registerStaff: [COUNCIL, 'NOT_PERMITTED'],
  discloseReferral: [SHELTER, 'NOT_FOUND'],
  respondToReferral: [SHELTER, 'NOT_FOUND'],
  getCycle: [ELSEWHERE, 'NOT_PERMITTED'],
  getJourney: [ELSEWHERE, 'NOT_PERMITTED'],
  getTimeline: [ELSEWHERE, 'NOT_PERMITTED'],
  listSteps: [ELSEWHERE, 'NOT_PERMITTED'],
  listDefinitions: [POM, 'NOT_PERMITTED'],
  previewDateRemoval: [ELSEWHERE, 'NOT_PERMITTED'],
  previewReleaseDate: [ELSEWHERE, 'NOT_PERMITTED'],
  previewRestart: [POM, 'NOT_PERMITTED'],
};

it.each(Object.entries(OUTSIDERS))(
  'refuses %s to staff or an agency that is not concerned, and writes nothing',
  async (name, [outsider, code]) => {
    const { world, about } = shared;
    const { commits } = world;
    expect(refused(await asked(name)(world.services, outsider, about)).code).toBe(code);
    expect(world.commits).toBe(commits);
  },
);

/** Who may ask, where it is not the prison offender manager. */
const READERS: Readonly<Record<string, User>> = {
  listEvents: ADMIN_USER,
  listAccess: ADMIN_USER,
  listUnattended: ADMIN_USER,
  listStuckGroups: ADMIN_USER,
  getServiceHealth: ADMIN_USER,
  listAgencyHealth: ADMIN_USER,
  getAgencyHealth: ADMIN_USER,
  listDefinitions: ADMIN_USER,
  previewRestart: ADMIN_USER,
  findForUnit: LIAISON,
  getVictimContact: LIAISON,
  listVictimContact: LIAISON,
  getVictimConditions: COM,
};

it.each(Object.entries(QUERIES))('writes nothing when %s is answered', async (name, ask) => {
  const { world, about } = shared;
  const { commits } = world;
  ok(await ask(world.services, READERS[name] ?? POM, about));
  expect(world.commits).toBe(commits);
});

it.each(['listJourneys', 'listStuck'])(
  'leaves out of %s the journeys that the reader may not see',
  async (name) => {
    const { world, about } = await begin();
    await world.advanceTo('2027-06-01');
    const list = async (user: User): Promise<string> =>
      JSON.stringify(ok(await asked(name)(world.services, user, about)));
    expect(await list(ADMIN_USER)).toContain(world.id);
    expect(await list(ELSEWHERE)).not.toContain(world.id);
  },
);

it('lets the community offender manager answer a step of the prison for their person', async () => {
  const { world, about } = await begin();
  const answer = { journeyId: about.id, key: '1.bank-account', outcome: 'OPENED', details: {} };
  expect(ok(await completeStep(world.services, COM, answer)).outcome).toBe('OPENED');
});

it('asks the rules of the reading that is changed, after a lost race again', async () => {
  const { world } = await begin();
  let raced = false;
  world.beforeTable = async (call) => {
    if (call !== 'transact' || raced) return;
    raced = true;
    await moveAway(world);
  };
  const answer = { journeyId: world.id, key: '1.bank-account', outcome: 'OPENED', details: {} };
  expect(refused(await completeStep(world.services, POM, answer)).code).toBe('NOT_PERMITTED');
});

/** The person goes to another prison, as no command does yet. */
async function moveAway(world: JourneyWorld): Promise<void> {
  const journey = await world.journey();
  const moved = { ...journey, prison: 'LEI', version: journey.version + 1 };
  await world.table.transact([{ kind: 'put', item: journeyItem(moved) }]);
}
