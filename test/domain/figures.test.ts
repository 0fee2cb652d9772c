import { describe, expect, it } from '@jest/globals';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { FIGURE_NAMES, type FigureName } from '../../domain/law/figures.ts';
import { lawWith } from '../support/law.ts';
import { dependentsOn } from '../support/law-dependents.ts';

interface Changed {
  /** A valid value that no other figure has. */
  readonly to: number;
  /** Other figures that make room for it. */
  readonly given?: Partial<Record<FigureName, number>>;
  /** All that depends on the figure, and what each says then. */
  readonly moves: Readonly<Record<string, string>>;
}

const MORE_PERMITTED = { mostEligibleDaysEarlier: 6 } as const;

/** Nothing can move with a figure that is in force on no date. */
type NotCommenced = 'welshDutyToAskAndAct';
const COMMENCED = FIGURE_NAMES.filter((name) => name !== 'welshDutyToAskAndAct');

/** Each figure by itself. A figure that is missing here does not compile; one that moves nothing fails. */
const CHANGED: Readonly<Record<Exclude<FigureName, NotCommenced>, Changed>> = {
  adultAge: {
    to: 19,
    moves: {
      'release day: youngest adult': '19 years',
      'comes-of-age: awaits': '19',
      'comes-of-age: opens': '2009-05-17',
      'adult-supervisor: awaits': '19',
      'youth-supervisor: awaits': '19',
    },
  },
  criminalResponsibilityAge: {
    to: 11,
    moves: { 'sentence: too young': 'Nobody under 11 can be sentenced.' },
  },
  youngAdultLastAge: { to: 26, moves: { 'support: oldest young adult': '26 years' } },
  saturdayTermDays: {
    to: 9,
    moves: {
      'release day: short term on a Saturday': 'a term of nine days or fewer',
      'release day: longest term on a Saturday': '9 days',
      'form: a short term': 'a term of nine days or fewer',
    },
  },
  mostEligibleDaysEarlier: {
    to: 4,
    moves: {
      'release day: adult': 'Monday 8 March 2027, four eligible days earlier',
      'release day: child': 'Monday 8 March 2027, four eligible days earlier',
    },
  },
  minimumDaysServed: {
    to: 30,
    moves: {
      'release day: too little served': 'fewer than 30 days since sentence, counting the day of sentence',
      'release day: least served': '30 days',
    },
  },
  adultEligibleDaysEarlier: {
    to: 4,
    given: MORE_PERMITTED,
    moves: {
      'release day: adult': 'Monday 8 March 2027, four eligible days earlier, for an adult',
      'release day: without a Friday': '2027-03-08',
    },
  },
  childEligibleDaysEarlier: {
    to: 4,
    given: MORE_PERMITTED,
    moves: { 'release day: child': 'Monday 8 March 2027, four eligible days earlier, for a child' },
  },
  timeServedDays: { to: 30, moves: { 'time served: first day of release accepted': '2027-02-10' } },
  immediateNeedsWorkingDays: {
    to: 4,
    moves: { 'immediate-needs: due': '2026-06-05', 'needs-after-sentence: due': '2026-06-05' },
  },
  housingElementMonths: {
    to: 9,
    moves: { 'housing element: last day': '2027-12-11', 'housing element: said': 'first nine months' },
  },
  preReleaseDays: {
    to: 90,
    moves: {
      'pre-release-opens: awaits': '90 days before release',
      'pre-release-opens: opens': '2026-12-12',
      'second-day-request: opens': '2026-12-12',
      'housing-need: due': '2026-12-19',
    },
  },
  crsReferralDays: {
    to: 90,
    moves: {
      'crs-window: awaits': '90 days before release',
      'crs-window: opens': '2026-12-12',
      'commissioned services: window': '90 days',
    },
  },
  dutyToReferDays: {
    to: 60,
    moves: {
      'dtr-window: awaits': '60 days before release',
      'dtr-window: opens': '2027-01-11',
      'housing-consent: due': '2027-01-18',
      'duty to refer: window': '60 days',
    },
  },
  dutyToReferStaleDays: { to: 190, moves: { 'duty to refer: current': '190 days' } },
  welshHelpDays: {
    to: 58,
    moves: { 'welsh-application: opens': '2027-01-13', 'welsh-application: due': '2027-01-27' },
  },
  cas3ReferralDays: { to: 50, moves: { 'cas3-decision: opens': '2027-01-21' } },
  cas3DecisionDays: { to: 30, moves: { 'cas3-decision: due': '2027-02-10' } },
  cas3Nights: {
    to: 70,
    moves: {
      'cas3-decision: awaits': 'up to 70 nights',
      'fact: a bed recorded': 'up to 70 nights',
      'fact: a decision on a bed': 'up to 70 nights',
      'a bed: its last night': '2027-05-20',
    },
  },
  identityDocumentsDays: {
    to: 90,
    moves: {
      'identity-documents: opens': '2026-12-12',
      'document-applications: opens': '2026-12-12',
    },
  },
  bankAccountOpensDays: {
    to: 183,
    moves: { 'bank-account: opens': '2026-09-10' },
  },
  bankAccountDays: {
    to: 50,
    moves: { 'bank-account: due': '2027-01-21' },
  },
  jobcentreInterviewDays: { to: 9, moves: { 'jobcentre-interview: opens': '2027-03-03' } },
  supportAssessmentDays: {
    to: 57,
    moves: {
      'drugs-and-alcohol-assessment: due': '2027-01-14',
      'education-skills-and-work-assessment: due': '2027-01-14',
      'children-families-and-communities-assessment: due': '2027-01-14',
      'attitudes-thinking-and-behaviour-assessment: due': '2027-01-14',
    },
  },
  treatmentContinuityDays: {
    to: 22,
    moves: {
      'treatment-continued: awaits': 'within 22 days of release',
      'treatment-continued: due': '2027-04-03',
      'treatment: last day of the appointment': '22 days',
    },
  },
  advanceMostPercent: { to: 90, moves: { 'advance-paid: awaits': 'up to 90% of' } },
  advanceRepaymentMonths: { to: 23, moves: { 'advance-paid: awaits': 'repaid over 23 months' } },
  firstPaymentDays: {
    to: 36,
    moves: {
      'first-payment: awaits': 'about 36 days after the claim',
      'first-payment: opens': '2026-07-07',
      'first-payment: due': '2026-08-15',
    },
  },
  firstAppointmentWorkingDays: {
    to: 4,
    moves: { 'first-appointment: due': '2027-03-18', 'first-appointment: opens': '2027-03-18' },
  },
  messagesFromHour: {
    to: 9,
    moves: { 'message: of the morning': '2026-12-01T09', 'message: first hour': '9 hours' },
  },
  messagesUntilHour: { to: 17, moves: { 'message: last hour': '16 hours' } },
  ombudsmanDeathDays: {
    to: 27,
    moves: { 'death: last day that the ombudsman investigates': '2027-04-05' },
  },
  releaseReversedDays: { to: 4, moves: { 'a release: reversed within': '4 days' } },
  holdReviewDays: {
    to: 9,
    moves: { 'hold-review: opens': '2026-06-10', 'hold-review: due': '2026-06-11' },
  },
  accessLogMonths: { to: 96, moves: { 'access log: kept until': '2034-12-01' } },
  absenceEnteredDays: { to: 23, moves: { 'absence: earliest first day': '2027-02-17' } },
  firstReviewDays: { to: 30, moves: afterRelease('review-at-4-weeks', '2027-04-11', '2027-04-18', 30) },
  secondReviewDays: {
    to: 90,
    moves: {
      ...afterRelease('review-at-12-weeks', '2027-06-10', '2027-06-17', 90),
      'feedback: opens': '2027-06-10',
      'feedback: due': '2027-06-24',
      'feedback: least supervision': '90 days',
    },
  },
  thirdReviewDays: { to: 200, moves: afterRelease('review-at-26-weeks', '2027-09-28', '2027-10-05', 200) },
  firstHousedCheckDays: { to: 30, moves: afterRelease('housed-at-4-weeks', '2027-04-11', '2027-04-18', 30) },
  secondHousedCheckDays: {
    to: 90,
    moves: afterRelease('housed-at-12-weeks', '2027-06-10', '2027-06-17', 90),
  },
  cas1Days: { to: 230, moves: { 'cas1-decision: opens': '2026-07-25' } },
  movingOnDays: { to: 49, moves: { 'moving-on: opens': '2027-07-14' } },
  movingOnDueDays: { to: 16, moves: { 'moving-on: due': '2027-08-16' } },
  addressCheckDays: { to: 9, moves: { 'address-check: opens': '2027-03-03' } },
  gpRegistrationDays: { to: 27, moves: { 'gp-registration: opens': '2027-02-13' } },
  healthcarePlanDays: { to: 33, moves: { 'healthcare-plan: due': '2027-02-07' } },
  medicineDays: { to: 9, moves: { 'medicine: in a plain week': 'nine days' } },
  medicineClosedDays: {
    to: 29,
    moves: { 'medicine: before a weekend': '29 days', 'medicine: over a bank holiday weekend': '29 days' },
  },
  longClosureDays: { to: 4, moves: { 'medicine: over a bank holiday weekend': 'seven days' } },
  mostRentDepositWeeks: { to: 13, moves: { 'rent: largest deposit': '1300 pounds' } },
  mostRentInAdvanceMonths: { to: 11, moves: { 'rent: most in advance': '4760 pounds' } },
  licenceHardStopWorkingDays: {
    to: 4,
    moves: {
      'licence: hard stop': '2027-03-08',
      'licence: hard stop warning': '2027-03-04',
      'licence-approval: due': '2027-03-01',
      'licence-hard-stop-warning: opens': '2027-03-01',
      'licence-not-approved: due': '2027-03-03',
      'licence-hard-stop: opens': '2027-03-03',
    },
  },
  licenceHardStopWarningWorkingDays: {
    to: 4,
    moves: {
      'licence: hard stop warning': '2027-03-04',
      'licence-approval: due': '2027-03-01',
      'licence-hard-stop-warning: opens': '2027-03-01',
    },
  },
  contactEveryDays: {
    to: 70,
    moves: {
      'supervision-contact: awaits': 'at least every ten weeks',
      'supervision-contact: opens': '2027-05-14',
      'supervision-contact: due': '2027-05-21',
    },
  },
  missedPatternAppointments: {
    to: 9,
    moves: { 'missed-pattern: awaits': 'why nine appointments were missed' },
  },
  missedPatternDays: { to: 70, moves: { 'missed-pattern: awaits': 'were missed in ten weeks' } },
  enforcementWorkingDays: { to: 9, moves: { 'enforcement-decision: due': '2026-06-12' } },
  licencePolicyVersion: { to: 9, moves: { 'licence-conditions: awaits': 'by version 9 of the policy' } },
  comAllocationWorkingDays: { to: 9, moves: { 'late-allocation-day: opens': '2027-02-25' } },
  firstAppointmentByHour: {
    to: 11,
    moves: { 'arrange-first-appointment: awaits': 'the next working day by 11am' },
  },
  victimContactSentenceMonths: {
    to: 11,
    moves: { 'victim contact: shortest sentence by law': '337 days' },
  },
  victimNoticeWorkingHours: {
    to: 4,
    moves: { 'victim contact: agencies wait until': '2027-03-15T10:00' },
  },
  workingDayFromHour: {
    to: 11,
    moves: {
      'working hours: one from half past four': '2027-03-15T11:30',
      'working hours: next begin': '2027-03-15T11:00',
    },
  },
  workingDayUntilHour: {
    to: 19,
    moves: { 'working hours: one from half past four': '2027-03-12T17:30' },
  },
  handoverMonths: { to: 9, moves: { 'custody: handover': '2026-05-29' } },
  handoverMoreDays: { to: 16, moves: { 'custody: handover': '2026-06-26' } },
  noHandoverMonths: { to: 11, moves: { 'custody: longest time without a handover': '334 days' } },
  paroleHandoverMonths: { to: 11, moves: { 'custody: handover of a parole case': '2026-04-12' } },
  earlyAllocationMonths: { to: 17, moves: { 'custody: handover after early allocation': '2025-10-12' } },
  custodyReviewDays: {
    to: 170,
    moves: { 'custody-review: opens': '2026-11-18', 'custody-review: due': '2026-12-02' },
  },
  unconditionalReleaseDays: { to: 9, moves: { 'sentence: shortest with a licence': '10 days' } },
  unconditionalReleaseMonths: {
    to: 11,
    moves: {
      'sentence: shortest with a licence for an old offence': '11 months',
      'sentence: said of an old offence': 'under eleven months',
    },
  },
  section250UnconditionalMonths: {
    to: 11,
    moves: {
      'sentence: shortest with a licence under section 250': '11 months',
      'sentence: said under section 250': 'under eleven months',
    },
  },
  fixedTermRecallDays: { to: 70, moves: { 'recall: release': 'The recall is for 70 days' } },
  shorterSentenceRecallDays: { to: 70, moves: { 'recall: said under the earlier law': 'was for 70 days' } },
  shorterSentenceRecallMonths: {
    to: 50,
    moves: {
      'recall: said under the earlier law': 'from a sentence under 50 months',
      'recall: shortest sentence answered under the earlier law': '50 months',
    },
  },
};

function afterRelease(kind: string, opens: string, due: string, days: number): Changed['moves'] {
  return {
    [`${kind}: title`]: `after ${days} days`,
    [`${kind}: opens`]: opens,
    [`${kind}: due`]: due,
    [`${kind}: least supervision`]: `${days} days`,
  };
}

/** What the published figures give, which most cases are compared with. */
const PUBLISHED = dependentsOn(lawWith({}));

describe.each(COMMENCED)('%s', (name) => {
  const { to, given, moves } = CHANGED[name];

  it('is set to a value that no figure of the data has', () => {
    // The version of a document and the hours of a working day count nothing that a sentence could say by chance.
    const {
      licencePolicyVersion: _version,
      workingDayFromHour: _from,
      workingDayUntilHour: _until,
      ...counts
    } = legislation;
    const used = Object.values(counts).flatMap((rows) => rows.map(({ value }) => value));
    expect(used).not.toContain(to);
  });

  it('moves every sentence, date and deadline that depends on it, and no other', () => {
    const before = given === undefined ? PUBLISHED : dependentsOn(lawWith(given));
    const after = dependentsOn(lawWith({ ...given, [name]: to }));
    const moved = Object.keys(after).filter((each) => after[each] !== before[each]);
    expect(moved.sort()).toEqual(Object.keys(moves).sort());
    for (const [each, says] of Object.entries(moves)) {
      expect(`${each}: ${after[each] ?? ''}`).toContain(says);
      expect(before[each]).not.toContain(says);
    }
  });
});
