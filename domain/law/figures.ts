/**
 * - every-day: in force on every date the product may ask about.
 * - from-its-start: not in force before its first row; from then on without an end.
 * - while-in-force: has a start, and may be repealed.
 * - once-commenced: passed, and in force on no date until its row has a start.
 */
type Coverage = 'every-day' | 'from-its-start' | 'while-in-force' | 'once-commenced';

interface FigureDefinition {
  readonly covers: Coverage;
  readonly least: number;
  readonly most: number;
}

const count = (least: number, most: number) => ({ covers: 'every-day', least, most }) as const;

/** Every figure of law or policy that a rule or a sentence uses, and the values the data may give it. */
export const FIGURES = {
  /** Years of age. */
  adultAge: count(16, 25),
  /** Years of age at which someone can be sentenced at all. */
  criminalResponsibilityAge: count(7, 18),
  /** The last year of age of a young adult. */
  youngAdultLastAge: count(17, 30),
  /** The longest term, in days, that may end on a Saturday. */
  saturdayTermDays: { covers: 'from-its-start', least: 0, most: 60 },
  mostEligibleDaysEarlier: { covers: 'while-in-force', least: 1, most: 10 },
  minimumDaysServed: count(0, 366),
  adultEligibleDaysEarlier: count(1, 10),
  childEligibleDaysEarlier: count(1, 10),
  /** Days after release within which a person whose time was served can still be entered. */
  timeServedDays: count(0, 366),
  immediateNeedsWorkingDays: count(1, 60),
  /** Months in custody for which a single person keeps the housing element of Universal Credit. */
  housingElementMonths: count(1, 60),
  preReleaseDays: count(1, 366),
  crsReferralDays: count(1, 366),
  dutyToReferDays: { covers: 'from-its-start', least: 1, most: 366 },
  dutyToReferStaleDays: count(1, 1_000),
  welshHelpDays: { covers: 'from-its-start', least: 1, most: 366 },
  /** 1 while the duty applies. */
  welshDutyToAskAndAct: { covers: 'once-commenced', least: 1, most: 1 },
  /** Days before release from which a CAS3 referral may be decided on. */
  cas3ReferralDays: count(1, 366),
  /** Days before release by which it must be. */
  cas3DecisionDays: count(0, 366),
  cas3Nights: count(1, 366),
  identityDocumentsDays: count(1, 366),
  /** Days before release from which a bank account is opened, and by which it must be. */
  bankAccountOpensDays: count(1, 366),
  bankAccountDays: count(1, 366),
  jobcentreInterviewDays: count(1, 60),
  /** Days before release by which needs for support are assessed. */
  supportAssessmentDays: count(1, 366),
  /** Days after release within which treatment for drugs or alcohol goes on. */
  treatmentContinuityDays: count(1, 366),
  /** Of the first payment of Universal Credit, that an advance may be; and the months in which it is repaid. */
  advanceMostPercent: count(1, 100),
  advanceRepaymentMonths: count(1, 60),
  /** From a Universal Credit claim to its first payment. */
  firstPaymentDays: count(1, 366),
  firstAppointmentWorkingDays: count(1, 60),
  /** Hours of the day in London: no message is sent before the one or from the other. */
  messagesFromHour: count(0, 23),
  messagesUntilHour: count(1, 23),
  /** Days after release in which a death is investigated by the Prisons and Probation Ombudsman. */
  ombudsmanDeathDays: count(1, 366),
  /** A person who is back within so many days of a release, and was not recalled, was not released. */
  releaseReversedDays: count(0, 30),
  /** Days after which an officer is asked whether a hold still stands. */
  holdReviewDays: count(1, 366),
  /** Days after its first day within which an absence of a member of staff can be recorded. */
  absenceEnteredDays: count(0, 366),
  /** Months for which the log of consultations and denials is kept. */
  accessLogMonths: count(1, 1_200),
  /** Between two contacts face to face in the community. */
  contactEveryDays: count(1, 366),
  /** So many appointments missed within so many days are a pattern. */
  missedPatternAppointments: count(2, 50),
  missedPatternDays: count(1, 366),
  /** For a decision on enforcement after a failure to comply. */
  enforcementWorkingDays: count(1, 60),
  firstReviewDays: count(1, 1_000),
  secondReviewDays: count(1, 1_000),
  thirdReviewDays: count(1, 1_000),
  firstHousedCheckDays: count(1, 1_000),
  secondHousedCheckDays: count(1, 1_000),
  /** Days before release from which approved premises (CAS1) may offer a place. */
  cas1Days: count(1, 366),
  /** Days before a bed's last night from which a home for after it is asked for, and by which it must be found. */
  movingOnDays: count(1, 366),
  movingOnDueDays: count(0, 366),
  /** Days before release from which the address is checked again. */
  addressCheckDays: count(1, 60),
  gpRegistrationDays: count(1, 366),
  /** Days before release by which there is a plan for the person's healthcare. */
  healthcarePlanDays: count(1, 366),
  /** Days of medicine with which a person leaves: ordinarily, and where services will be closed. */
  medicineDays: count(1, 60),
  medicineClosedDays: count(1, 90),
  /** Closed days on end that are more than a weekend. */
  longClosureDays: count(1, 30),
  mostRentDepositWeeks: { covers: 'while-in-force', least: 1, most: 52 },
  mostRentInAdvanceMonths: { covers: 'while-in-force', least: 1, most: 12 },
  licenceHardStopWorkingDays: count(1, 60),
  licenceHardStopWarningWorkingDays: count(1, 60),
  /** The version of the policy on licence conditions, by the day of release. */
  licencePolicyVersion: count(1, 99),
  /** Working days before release, Fridays not counted, from which a community offender manager is named late. */
  comAllocationWorkingDays: count(1, 60),
  /** The shortest sentence, in months, whose victims are contacted by law. */
  victimContactSentenceMonths: count(1, 120),
  /** Working hours for which agencies wait for a changed release date, where the victim liaison unit has to have it first. */
  victimNoticeWorkingHours: count(1, 8),
  /** Hours of the working day in London, first and last. */
  workingDayFromHour: count(0, 12),
  workingDayUntilHour: count(13, 23),
  /** The hour in London by which the usual first appointment is. */
  firstAppointmentByHour: count(0, 23),
  /** From an ordinary determinate sentence's release back to the handover to the community: months, and days besides. */
  handoverMonths: count(1, 60),
  handoverMoreDays: count(0, 31),
  /** No handover where release is no later than so many months after the start of the sentence. */
  noHandoverMonths: count(1, 60),
  paroleHandoverMonths: count(1, 60),
  earlyAllocationMonths: count(1, 60),
  /** Days between two reviews of a person in custody. */
  custodyReviewDays: count(1, 366),
  /** The longest sentence, in days, that ends without a licence. */
  unconditionalReleaseDays: { covers: 'while-in-force', least: 1, most: 366 },
  /** A sentence of fewer months ends without a licence; by the date of the offence. */
  unconditionalReleaseMonths: { covers: 'while-in-force', least: 1, most: 60 },
  /** The same under section 250, whatever the date of the offence. */
  section250UnconditionalMonths: { covers: 'while-in-force', least: 1, most: 60 },
  fixedTermRecallDays: { covers: 'while-in-force', least: 1, most: 366 },
  /** The length of a recall from a sentence of fewer months than the next figure; by the date of revocation. */
  shorterSentenceRecallDays: { covers: 'while-in-force', least: 1, most: 366 },
  shorterSentenceRecallMonths: { covers: 'while-in-force', least: 1, most: 600 },
} as const satisfies Record<string, FigureDefinition>;

export type FigureName = keyof typeof FIGURES;

type NamesOf<C extends Coverage> = {
  [N in FigureName]: (typeof FIGURES)[N]['covers'] extends C ? N : never;
}[FigureName];

/** The figures in force on one date. One that was not in force on it is left out. */
export type Figures = {
  readonly [N in NamesOf<'every-day'>]: number;
} & {
  readonly [N in NamesOf<Exclude<Coverage, 'every-day'>>]?: number;
};

type LastingFigure = NamesOf<'every-day' | 'from-its-start'>;

/** The figures that a step's days and words may use: all but those that may be repealed or have no start. */
export type LastingFigures = Readonly<Record<LastingFigure, number>>;

/** Figures that count working days, and figures that count days of any kind. */
export type WorkingDaysFigure = Extract<LastingFigure, `${string}WorkingDays`>;
export type DaysFigure = Exclude<Extract<LastingFigure, `${string}Days`>, WorkingDaysFigure>;

export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];

const LASTING: readonly Coverage[] = ['every-day', 'from-its-start'];
const LASTING_NAMES = FIGURE_NAMES.filter((name) => LASTING.includes(FIGURES[name].covers));

/** Every figure that such words may use is there: true of each date from the start of the latest of them. */
export function areLasting(figures: Figures): figures is Figures & LastingFigures {
  return LASTING_NAMES.every((name) => figures[name] !== undefined);
}

/** Pairs of which the first may never be more than the second, on any date. */
export const NEVER_MORE_THAN: readonly (readonly [FigureName, FigureName])[] = [
  ['adultEligibleDaysEarlier', 'mostEligibleDaysEarlier'],
  ['childEligibleDaysEarlier', 'mostEligibleDaysEarlier'],
  ['criminalResponsibilityAge', 'adultAge'],
  ['adultAge', 'youngAdultLastAge'],
  ['cas3DecisionDays', 'cas3ReferralDays'],
  ['firstReviewDays', 'secondReviewDays'],
  ['secondReviewDays', 'thirdReviewDays'],
  ['firstHousedCheckDays', 'secondHousedCheckDays'],
  ['movingOnDueDays', 'movingOnDays'],
  ['medicineDays', 'medicineClosedDays'],
  ['messagesFromHour', 'messagesUntilHour'],
];
