import type { LastingFigures } from '../law/figures.ts';
import type { PathwayStatus } from '../record/head.ts';
import { AFTER_RELEASE_STEPS as HOUSING_AFTER_RELEASE } from './accommodation/after-release.ts';
import { COMMISSIONED_SERVICES_STEPS } from './accommodation/commissioned-services.ts';
import { COMMUNITY_ACCOMMODATION_STEPS } from './accommodation/community-accommodation.ts';
import { COUNCIL_STEPS } from './accommodation/council-steps.ts';
import { DUTY_TO_REFER_STEPS } from './accommodation/duty-to-refer.ts';
import { NEED_STEPS } from './accommodation/need.ts';
import { OPTION_STEPS } from './accommodation/options.ts';
import { WALES_STEPS } from './accommodation/wales.ts';
import { ACCOMMODATION } from './accommodation/pathway.ts';
import { COMMUNITY_STEPS } from './community/steps.ts';
import { CUSTODY_STEPS } from './custody/steps.ts';
import { DEATH_STEPS } from './death/steps.ts';
import { AFTER_RELEASE_STEPS as BENEFITS_AFTER_RELEASE } from './finance-benefits-id/after-release.ts';
import { BEFORE_RELEASE_STEPS as BENEFITS_BEFORE_RELEASE } from './finance-benefits-id/before-release.ts';
import { DEBT_STEPS } from './finance-benefits-id/debts.ts';
import { EMERGENCY_ACCESS_STEPS } from './emergency-access/steps.ts';
import { FINANCE_BENEFITS_ID } from './finance-benefits-id/pathway.ts';
import { AFTER_RELEASE_STEPS as HEALTH_AFTER_RELEASE } from './health/after-release.ts';
import { BEFORE_RELEASE_STEPS as HEALTH_BEFORE_RELEASE } from './health/before-release.ts';
import { HEALTH } from './health/pathway.ts';
import { WHEN_NEEDED_STEPS } from './health/when-needed.ts';
import { HOLD_STEPS } from './hold/steps.ts';
import { IDENTITY_STEPS } from './identity/steps.ts';
import { INCIDENT_STEPS } from './incidents/steps.ts';
import { LICENCE_AND_RELEASE_DATE } from './licence-and-release-date/pathway.ts';
import { FIRST_APPOINTMENT_STEPS } from './licence-and-release-date/first-appointment.ts';
import { LICENCE_STEPS } from './licence-and-release-date/licence-steps.ts';
import { RELEASE_DATE_STEPS } from './licence-and-release-date/steps.ts';
import { TAG_AND_ALLOCATION_STEPS } from './licence-and-release-date/tag-and-allocation.ts';
import type { PathwayEntry, Readiness } from './pathway-entry.ts';
import { RECALL_STEPS } from './recall/steps.ts';
import { RECEPTION_STEPS } from './reception/steps.ts';
import { ANSWER_STEPS } from './referrals/answer.ts';
import { TROUBLE_STEPS } from './referrals/trouble.ts';
import { AFTER_GATE_STEPS } from './release/after-release.ts';
import { READY_STEPS } from './release/ready-steps.ts';
import { RELEASE_STEPS } from './release/steps.ts';
import { SUPPORT_PATHWAY_ENTRIES } from './support/pathways.ts';
import { SUPPORT_STEPS } from './support/steps.ts';
import { writeWords, type Alarm, type StepEntry } from './step-entry.ts';

/** Every kind of step, in the order of a journey. Kinds, outcomes and alarm codes are types derived from it. */
const STEP_ENTRIES = {
  ...RECEPTION_STEPS,
  ...CUSTODY_STEPS,
  ...RELEASE_DATE_STEPS,
  ...NEED_STEPS,
  ...DUTY_TO_REFER_STEPS,
  ...COUNCIL_STEPS,
  ...WALES_STEPS,
  ...COMMISSIONED_SERVICES_STEPS,
  ...COMMUNITY_ACCOMMODATION_STEPS,
  ...OPTION_STEPS,
  ...ANSWER_STEPS,
  ...TROUBLE_STEPS,
  ...BENEFITS_BEFORE_RELEASE,
  ...LICENCE_STEPS,
  ...FIRST_APPOINTMENT_STEPS,
  ...TAG_AND_ALLOCATION_STEPS,
  ...READY_STEPS,
  ...SUPPORT_STEPS,
  ...IDENTITY_STEPS,
  ...DEBT_STEPS,
  ...HEALTH_BEFORE_RELEASE,
  ...WHEN_NEEDED_STEPS,
  ...RELEASE_STEPS,
  ...AFTER_GATE_STEPS,
  ...COMMUNITY_STEPS,
  ...HOUSING_AFTER_RELEASE,
  ...BENEFITS_AFTER_RELEASE,
  ...HEALTH_AFTER_RELEASE,
  ...RECALL_STEPS,
  ...HOLD_STEPS,
  ...DEATH_STEPS,
  ...EMERGENCY_ACCESS_STEPS,
  ...INCIDENT_STEPS,
};

export type StepKind = keyof typeof STEP_ENTRIES;

/** The outcomes a step of this kind can have. */
export type OutcomeOf<K extends StepKind> = K extends StepKind
  ? keyof (typeof STEP_ENTRIES)[K]['outcomes'] & string
  : never;

/** The outcomes of all kinds: code that names one which no kind has any more does not compile. */
export type Outcome = OutcomeOf<StepKind>;

type EntryAlarm = (typeof STEP_ENTRIES)[StepKind]['alarm'];
export type AlarmCode = NonNullable<EntryAlarm>['code'];

export const STEP_KINDS = Object.keys(STEP_ENTRIES).filter(isStepKind);

/** In the order of the catalogue. */
export const ALARM_CODES: readonly AlarmCode[] = STEP_KINDS.flatMap((kind) => alarmOf(kind)?.code ?? []);

/** The strands of resettlement, each with its entry. */
export const PATHWAY_ENTRIES = {
  accommodation: ACCOMMODATION,
  'finance-benefits-id': FINANCE_BENEFITS_ID,
  ...SUPPORT_PATHWAY_ENTRIES,
  health: HEALTH,
  'licence-and-release-date': LICENCE_AND_RELEASE_DATE,
} as const satisfies Record<string, PathwayEntry>;
export type Pathway = keyof typeof PATHWAY_ENTRIES;
// Marked pure, so that functions which name no pathway are bundled without the entries.
export const PATHWAYS: readonly Pathway[] = /* @__PURE__ */ pathwayNames();

function pathwayNames(): readonly Pathway[] {
  return Object.keys(PATHWAY_ENTRIES).filter(isPathway);
}

/** The status of each pathway; one that came after the journey began has not started. */
export function pathwayStatuses(
  known: Readonly<Record<string, PathwayStatus>>,
): Readonly<Record<Pathway, PathwayStatus>> {
  const statuses = PATHWAYS.map((pathway) => [pathway, known[pathway] ?? 'NOT_STARTED'] as const);
  return Object.fromEntries(statuses) as Record<Pathway, PathwayStatus>;
}

/** Where a pathway stands, a sentence each. */
export function readinessOf(pathway: Pathway, record: Readiness, figures: LastingFigures): readonly string[] {
  const entry: PathwayEntry = PATHWAY_ENTRIES[pathway];
  return entry.readiness(record, figures);
}

export function isPathway(name: string): name is Pathway {
  return Object.hasOwn(PATHWAY_ENTRIES, name);
}

export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(STEP_ENTRIES, kind);
}

/** The entry of a kind. An entry that names a kind or a pathway which does not exist does not compile here. */
export function stepEntry(kind: StepKind): StepEntry<StepKind, Pathway, Outcome> {
  return STEP_ENTRIES[kind];
}

/** Whether a kind of step has an outcome of this name. */
export function hasOutcome(kind: StepKind, name: string): name is Outcome {
  return Object.hasOwn(STEP_ENTRIES[kind].outcomes, name);
}

/** The title of a kind of step, by the figures in force. */
export function titleOf(kind: StepKind, figures: LastingFigures): string {
  return writeWords(stepEntry(kind).title, figures);
}

/** What a step of this kind waits for, by the figures in force, to follow "Waiting for ...". */
export function awaitedBy(kind: StepKind, figures: LastingFigures): string {
  return writeWords(stepEntry(kind).awaits, figures);
}

export function alarmOf(kind: StepKind): Alarm<AlarmCode> | undefined {
  return STEP_ENTRIES[kind].alarm;
}
