import { absenceForm, absences, addAbsence, officerAbsences, sendAbsence } from './pages/absences.ts';
import { accessLog } from './pages/access-log.ts';
import {
  appointmentForm,
  appointments,
  changePersonsAppointment,
  makePersonsAppointment,
} from './pages/appointments.ts';
import { agencies } from './pages/agencies.ts';
import { agency, pauseOrResume } from './pages/agency.ts';
import { caseload } from './pages/caseload.ts';
import { clock, moveClock } from './pages/clock.ts';
import { definitions } from './pages/definitions.ts';
import { detailsForm, recordDetails } from './pages/details.ts';
import { officers, transfer } from './pages/change-place.ts';
import { hold, resume } from './pages/hold.ts';
import { change as changeOfMentor, offer as offerOfMentor } from './pages/mentors.ts';
import { death } from './pages/death.ts';
import { EXPIRED_FORM } from './pages/expired-form.ts';
import { home } from './pages/home.ts';
import { arrivedMessages, changeContact, contactForm, messages } from './pages/messages.ts';
import { emergencyForm, openRecord } from './pages/emergency-access.ts';
import { changeLimits, limitsForm } from './pages/limited-access.ts';
import { newJourneyForm, startJourney } from './pages/new-journey.ts';
import { mergeTwoRecords } from './pages/merge-records.ts';
import { changePersonContact, personContactForm } from './pages/person-contact.ts';
import { person } from './pages/person.ts';
import { answerProposal, proposalForm } from './pages/proposal.ts';
import { releaseDate } from './pages/release-date.ts';
import { cycle } from './pages/cycle.ts';
import { arrivalForm, recordPersonsArrival } from './pages/arrival.ts';
import { recall } from './pages/recall.ts';
import { recallUndoing } from './pages/undo-recall.ts';
import { returnToCustody } from './pages/return-to-custody.ts';
import { decideReleaseDay, releaseDayForm } from './pages/release-day.ts';
import { releaseCorrection } from './pages/release-correction.ts';
import { releaseForm, releasePerson } from './pages/release.ts';
import { recordConsent } from './pages/record-consent.ts';
import { recordSentence } from './pages/record-sentence.ts';
import { proposalWithdrawal } from './pages/withdraw-proposal.ts';
import { licenceVariation } from './pages/licence-variation.ts';
import { removeDate, removeDateForm } from './pages/remove-date.ts';
import { restart } from './pages/restart.ts';
import { signOut } from './pages/sign-out.ts';
import { answerStepForm, stepForm } from './pages/step.ts';
import { steps } from './pages/steps.ts';
import { events } from './pages/events.ts';
import { sendStaff, staffForm, unattended } from './pages/staff-register.ts';
import { serviceHealth } from './pages/service-health.ts';
import { stuck } from './pages/stuck.ts';
import { whatToDo } from './pages/what-to-do.ts';
import { releasePlan } from './pages/release-plan.ts';
import { datesToPassOn, findPerson, victimConditions, victimContact } from './pages/victim-contact.ts';
import {
  contactForm as victimContactForm,
  sendContact as sendVictimContact,
} from './pages/victim-contact-forms.ts';
import { whatIf, whatIfForm } from './pages/what-if.ts';
import { withdraw, withdrawForm } from './pages/withdraw-referral.ts';
import type { PageRoute } from './page-request.ts';

/** Every page except sign-in. */
export function consoleRoutes(clockCanBeMoved: boolean): readonly PageRoute[] {
  return clockCanBeMoved ? [...ROUTES, ...CLOCK] : ROUTES;
}

const ROUTES: readonly PageRoute[] = [
  EXPIRED_FORM,
  { method: 'GET', path: '/', handle: home },
  { method: 'POST', path: '/sign-out', signedIn: false, handle: signOut },
  { method: 'GET', path: '/caseload', handle: caseload },
  { method: 'GET', path: '/steps', handle: steps },
  { method: 'GET', path: '/stuck', handle: stuck },
  { method: 'GET', path: '/stuck/what-to-do', handle: whatToDo },
  { method: 'GET', path: '/service-health', handle: serviceHealth },
  { method: 'GET', path: '/agencies', handle: agencies },
  { method: 'GET', path: '/agencies/{agencyId}', handle: agency },
  { method: 'POST', path: '/agencies/{agencyId}', handle: pauseOrResume },
  { method: 'GET', path: '/definitions', handle: definitions },
  { method: 'GET', path: '/events', handle: events },
  { method: 'GET', path: '/unattended', handle: unattended },
  { method: 'GET', path: '/staff', handle: staffForm },
  { method: 'POST', path: '/staff', handle: sendStaff },
  { method: 'GET', path: '/absences', handle: absences },
  { method: 'GET', path: '/absences/{officer}', handle: officerAbsences },
  { method: 'POST', path: '/absences/{officer}', handle: addAbsence },
  { method: 'GET', path: '/absences/{officer}/{absence}', handle: absenceForm },
  { method: 'POST', path: '/absences/{officer}/{absence}', handle: sendAbsence },
  { method: 'GET', path: '/access-log', handle: accessLog },
  { method: 'GET', path: '/messages', handle: messages },
  { method: 'GET', path: '/messages/contact', handle: contactForm },
  { method: 'POST', path: '/messages/contact', handle: changeContact },
  { method: 'GET', path: '/messages/arrived', handle: arrivedMessages },
  { method: 'GET', path: '/arrivals', handle: arrivalForm },
  { method: 'POST', path: '/arrivals', handle: recordPersonsArrival },
  { method: 'GET', path: '/journeys/new', handle: newJourneyForm },
  { method: 'POST', path: '/journeys/new', handle: startJourney },
  { method: 'GET', path: '/journeys/{id}', handle: person },
  { method: 'GET', path: '/journeys/{id}/steps/{key}', handle: stepForm },
  { method: 'POST', path: '/journeys/{id}/steps/{key}', handle: answerStepForm },
  { method: 'GET', path: '/journeys/{id}/release-day', handle: releaseDayForm },
  { method: 'POST', path: '/journeys/{id}/release-day', handle: decideReleaseDay },
  { method: 'GET', path: '/journeys/{id}/release-date', handle: releaseDate.open },
  { method: 'POST', path: '/journeys/{id}/release-date', handle: releaseDate.send },
  { method: 'GET', path: '/journeys/{id}/sentence', handle: recordSentence.open },
  { method: 'POST', path: '/journeys/{id}/sentence', handle: recordSentence.send },
  { method: 'GET', path: '/journeys/{id}/dates/{dateType}/remove', handle: removeDateForm },
  { method: 'POST', path: '/journeys/{id}/dates/{dateType}/remove', handle: removeDate },
  { method: 'GET', path: '/journeys/{id}/plan', handle: releasePlan },
  { method: 'GET', path: '/journeys/{id}/what-if', handle: whatIfForm },
  { method: 'POST', path: '/journeys/{id}/what-if', handle: whatIf },
  { method: 'GET', path: '/journeys/{id}/proposals/{proposalId}', handle: proposalForm },
  { method: 'POST', path: '/journeys/{id}/proposals/{proposalId}', handle: answerProposal },
  {
    method: 'GET',
    path: '/journeys/{id}/proposals/{proposalId}/withdrawal',
    handle: proposalWithdrawal.open,
  },
  {
    method: 'POST',
    path: '/journeys/{id}/proposals/{proposalId}/withdrawal',
    handle: proposalWithdrawal.send,
  },
  { method: 'GET', path: '/journeys/{id}/release', handle: releaseForm },
  { method: 'POST', path: '/journeys/{id}/release', handle: releasePerson },
  { method: 'GET', path: '/journeys/{id}/release-correction', handle: releaseCorrection.open },
  { method: 'POST', path: '/journeys/{id}/release-correction', handle: releaseCorrection.send },
  { method: 'GET', path: '/journeys/{id}/referrals/{referralId}/withdraw', handle: withdrawForm },
  { method: 'POST', path: '/journeys/{id}/referrals/{referralId}/withdraw', handle: withdraw },
  { method: 'GET', path: '/journeys/{id}/licence', handle: licenceVariation.open },
  { method: 'POST', path: '/journeys/{id}/licence', handle: licenceVariation.send },
  { method: 'GET', path: '/journeys/{id}/recall', handle: recall.open },
  { method: 'POST', path: '/journeys/{id}/recall', handle: recall.send },
  { method: 'GET', path: '/journeys/{id}/recall-undoing', handle: recallUndoing.open },
  { method: 'POST', path: '/journeys/{id}/recall-undoing', handle: recallUndoing.send },
  { method: 'GET', path: '/journeys/{id}/return-to-custody', handle: returnToCustody.open },
  { method: 'POST', path: '/journeys/{id}/return-to-custody', handle: returnToCustody.send },
  { method: 'GET', path: '/journeys/{id}/cycles/{cycle}', handle: cycle },
  { method: 'GET', path: '/journeys/{id}/details', handle: detailsForm },
  { method: 'POST', path: '/journeys/{id}/details', handle: recordDetails },
  { method: 'GET', path: '/journeys/{id}/transfer', handle: transfer.open },
  { method: 'POST', path: '/journeys/{id}/transfer', handle: transfer.send },
  { method: 'GET', path: '/journeys/{id}/officers', handle: officers.open },
  { method: 'POST', path: '/journeys/{id}/officers', handle: officers.send },
  { method: 'GET', path: '/journeys/{id}/mentors', handle: offerOfMentor.open },
  { method: 'POST', path: '/journeys/{id}/mentors', handle: offerOfMentor.send },
  { method: 'GET', path: '/journeys/{id}/mentors/{mentorId}', handle: changeOfMentor.open },
  { method: 'POST', path: '/journeys/{id}/mentors/{mentorId}', handle: changeOfMentor.send },
  { method: 'GET', path: '/journeys/{id}/hold', handle: hold.open },
  { method: 'POST', path: '/journeys/{id}/hold', handle: hold.send },
  { method: 'GET', path: '/journeys/{id}/resume', handle: resume.open },
  { method: 'POST', path: '/journeys/{id}/resume', handle: resume.send },
  { method: 'GET', path: '/journeys/{id}/death', handle: death.open },
  { method: 'POST', path: '/journeys/{id}/death', handle: death.send },
  { method: 'GET', path: '/journeys/{id}/emergency-access', handle: emergencyForm },
  { method: 'POST', path: '/journeys/{id}/emergency-access', handle: openRecord },
  { method: 'GET', path: '/journeys/{id}/limited-access', handle: limitsForm },
  { method: 'POST', path: '/journeys/{id}/limited-access', handle: changeLimits },
  { method: 'GET', path: '/journeys/{id}/merge', handle: mergeTwoRecords.open },
  { method: 'POST', path: '/journeys/{id}/merge', handle: mergeTwoRecords.send },
  { method: 'GET', path: '/journeys/{id}/consents', handle: recordConsent.open },
  { method: 'POST', path: '/journeys/{id}/consents', handle: recordConsent.send },
  { method: 'GET', path: '/journeys/{id}/appointments', handle: appointments },
  { method: 'POST', path: '/journeys/{id}/appointments', handle: makePersonsAppointment },
  { method: 'GET', path: '/journeys/{id}/appointments/{appointmentId}', handle: appointmentForm },
  { method: 'POST', path: '/journeys/{id}/appointments/{appointmentId}', handle: changePersonsAppointment },
  { method: 'GET', path: '/journeys/{id}/contact', handle: personContactForm },
  { method: 'POST', path: '/journeys/{id}/contact', handle: changePersonContact },
  { method: 'GET', path: '/dates-to-pass-on', handle: datesToPassOn },
  { method: 'POST', path: '/dates-to-pass-on', handle: findPerson },
  { method: 'GET', path: '/journeys/{id}/victim-conditions', handle: victimConditions },
  { method: 'GET', path: '/journeys/{id}/victim-contact', handle: victimContact },
  { method: 'GET', path: '/journeys/{id}/victim-contact/open', handle: victimContactForm },
  { method: 'POST', path: '/journeys/{id}/victim-contact/open', handle: sendVictimContact },
  { method: 'GET', path: '/journeys/{id}/victim-contact/{case}/{change}', handle: victimContactForm },
  { method: 'POST', path: '/journeys/{id}/victim-contact/{case}/{change}', handle: sendVictimContact },
  {
    method: 'GET',
    path: '/journeys/{id}/victim-contact/{case}/conditions/{condition}',
    handle: victimContactForm,
  },
  {
    method: 'POST',
    path: '/journeys/{id}/victim-contact/{case}/conditions/{condition}',
    handle: sendVictimContact,
  },
  { method: 'GET', path: '/journeys/{id}/restart', handle: restart.open },
  { method: 'POST', path: '/journeys/{id}/restart', handle: restart.send },
];

const CLOCK: readonly PageRoute[] = [
  { method: 'GET', path: '/clock', handle: clock },
  { method: 'POST', path: '/clock', handle: moveClock },
];
