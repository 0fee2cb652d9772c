import type { Route } from '../route.ts';
import { changeAbsence, listAbsences, recordAbsence } from './absences.ts';
import { advanceClock } from './advance-clock.ts';
import { changeAppointment } from './change-appointment.ts';
import { checkHousingDuties } from './check-housing-duties.ts';
import { checkReleaseDay } from './check-release-day.ts';
import { completeStep } from './complete-step.ts';
import { recordDetails } from './record-details.ts';
import { correctRelease } from './correct-release.ts';
import { decideProposal } from './decide-proposal.ts';
import { withdrawProposal } from './withdraw-proposal.ts';
import { decideReleaseDay } from './decide-release-day.ts';
import { getCycle } from './get-cycle.ts';
import { getHealth } from './get-health.ts';
import { getJourney } from './get-journey.ts';
import { getReferral } from './get-referral.ts';
import { getTimeline } from './get-timeline.ts';
import { openInEmergency } from './open-in-emergency.ts';
import { limitAccess } from './limit-access.ts';
import { listAccess } from './list-access.ts';
import { listAppointments } from './list-appointments.ts';
import { listDefinitions } from './list-definitions.ts';
import { listJourneys } from './list-journeys.ts';
import { listMessages } from './list-messages.ts';
import { listSteps } from './list-steps.ts';
import { listStuck, listStuckGroups } from './list-stuck.ts';
import { getAgency, getServiceHealth, listAgencies, pauseAgency, resumeAgency } from './service-health.ts';
import { makeAppointment } from './make-appointment.ts';
import { changeMentor, offerMentor } from './mentors.ts';
import { previewReleaseDate } from './preview-release-date.ts';
import { recallDates } from './recall-dates.ts';
import { recallPerson } from './recall-person.ts';
import { varyLicence } from './vary-licence.ts';
import { undoRecall } from './undo-recall.ts';
import { reconcile, reconcileJourney } from './reconcile.ts';
import { changeOfficers, transferPerson } from './change-place.ts';
import { holdJourney, resumeJourney } from './hold-journey.ts';
import { recordDeath } from './record-death.ts';
import { mergeRecords } from './merge-records.ts';
import { recordConsent } from './record-consent.ts';
import { recordAttendance } from './record-attendance.ts';
import { recordContact } from './record-contact.ts';
import { recordPersonContact } from './record-person-contact.ts';
import { recordRelease } from './record-release.ts';
import { recordArrival, recordAtLarge, recordReturn } from './record-return.ts';
import { recordSentence } from './record-sentence.ts';
import { removeSentenceDate } from './remove-sentence-date.ts';
import { respondToReferral } from './respond-to-referral.ts';
import { previewRestart, restartJourney } from './restart-journey.ts';
import { sentenceDates } from './sentence-dates.ts';
import { setReleaseDate } from './set-release-date.ts';
import { importStaff, listUnattended } from './staff-register.ts';
import { startJourney } from './start-journey.ts';
import {
  getVictimConditions,
  getVictimContact,
  listVictimContact,
  recordVictimContact,
} from './victim-contact.ts';
import { withdrawReferral } from './withdraw-referral.ts';

/** Every route of the API that every stage has. CDK, the description and docs/api.md read them from here. */
export const ROUTES: readonly Route[] = [
  checkReleaseDay,
  checkHousingDuties,
  sentenceDates,
  recallDates,
  startJourney,
  listJourneys,
  getJourney,
  getTimeline,
  getCycle,
  completeStep,
  recordSentence,
  setReleaseDate,
  removeSentenceDate,
  previewReleaseDate,
  decideReleaseDay,
  decideProposal,
  withdrawProposal,
  recordRelease,
  correctRelease,
  varyLicence,
  recallPerson,
  undoRecall,
  recordAtLarge,
  recordReturn,
  recordArrival,
  recordDetails,
  recordDeath,
  transferPerson,
  changeOfficers,
  holdJourney,
  resumeJourney,
  withdrawReferral,
  limitAccess,
  recordConsent,
  openInEmergency,
  mergeRecords,
  listAppointments,
  makeAppointment,
  offerMentor,
  changeMentor,
  changeAppointment,
  recordAttendance,
  recordPersonContact,
  restartJourney,
  previewRestart,
  reconcileJourney,
  reconcile,
  listSteps,
  listStuck,
  listStuckGroups,
  getServiceHealth,
  listAgencies,
  getAgency,
  pauseAgency,
  resumeAgency,
  importStaff,
  listUnattended,
  listDefinitions,
  listAbsences,
  recordAbsence,
  changeAbsence,
  listVictimContact,
  getVictimContact,
  recordVictimContact,
  getVictimConditions,
  listMessages,
  listAccess,
  recordContact,
  getReferral,
  respondToReferral,
  getHealth,
];

/** Added on training stages, whose clock can be moved. */
export const TRAINING_ROUTES: readonly Route[] = [advanceClock];
