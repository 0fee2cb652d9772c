import type * as z from 'zod';
import type { Calendar } from '../law/calendar.ts';
import type { DayRule } from '../law/day-rules.ts';
import type { LastingFigures } from '../law/figures.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import type { Referral } from '../record/referral.ts';
import type { ReferralSubject } from '../record/subjects.ts';
import type { Asked } from './asked.ts';
import type { Cast } from './cast.ts';
import type { FormField } from './form-field.ts';
import type { Known } from './known.ts';
import type { Milestone } from './milestones.ts';
import type { PathwayDraft, PersonRecord } from './person-record.ts';

/** Words for a page. Those with a figure of law or policy are made from the figures in force. */
export type Words = string | ((figures: LastingFigures) => string);

export function writeWords(words: Words, figures: LastingFigures): string {
  return typeof words === 'string' ? words : words(figures);
}

export type StepDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
/** What an outcome's rules are given besides the draft. */
export interface Answer<Details = StepDetails> {
  readonly subject: string | undefined;
  readonly details: Details;
  /** What the step said when it was opened, such as the cause of an incident. */
  readonly opened: StepDetails;
}

/** The milestone that an answer brings, where that depends on the answer. Declared as a method, as its siblings are. */
type Brings<Details> = {
  brings(
    answer: Pick<Answer<Details>, 'subject' | 'details'>,
    record: PersonRecord,
    today: IsoDate,
  ): Milestone | undefined;
}['brings'];

/** A detail an outcome cannot do without. */
export interface Need<Field extends string = string> {
  readonly field: Field;
  readonly problem: string;
}

/** A rule that an answer would break today. */
export interface BrokenRule {
  readonly rule: string;
  readonly explanation: string;
}

/** What decides whether an answer opens a step. */
export interface Answered {
  /** After the answer. */
  readonly record: PersonRecord;
  readonly subject: string | undefined;
  /** A state machine waits for the answer, and asks what follows. */
  readonly machineWaits: boolean;
  readonly today: IsoDate;
  readonly law: Law;
}

/** A step that an answer opens, about the same subject if it has one. */
export interface Opened<Kind extends string = string> {
  readonly kind: Kind;
  readonly when?: (answered: Answered) => boolean;
  /** It is about nothing in particular, whatever the answer was about. */
  readonly withoutSubject?: true;
}

/** When a step stays open after an answer. */
export interface AsksAgain {
  /** After the answer. */
  readonly while?: (record: PersonRecord, today: IsoDate) => boolean;
  /** The day on which it is asked again; today without one. */
  readonly on?: (record: PersonRecord, today: IsoDate, calendar: Calendar) => IsoDate;
}

/** One answer: its label, what it needs, what it changes in the record, and what the step engine does because of it. */
export interface OutcomeEntry<Details = StepDetails, Kind extends string = string> {
  readonly label: string;
  readonly needs?: Need<keyof Details & string>;
  /** The details that are missing, or cannot be right beside the others. */
  faultsIn?(details: Details, record: PersonRecord, today: IsoDate): readonly Need<keyof Details & string>[];
  /** The rule that forbids this answer today, if one does. */
  forbiddenBy?(
    record: PersonRecord,
    today: IsoDate,
    subject: string | undefined,
    details: Details,
    known: Known,
  ): BrokenRule | undefined;
  /** What it changes in the record, besides the step itself. Nothing here decides what is asked next. */
  does?(draft: PathwayDraft, answer: Answer<Details>): void;
  /** The milestone it brings: open steps that end at it are closed. */
  readonly brings?: Milestone | Brings<Details>;
  readonly entersPhase?: 'pre-release' | 'release-day' | 'community';
  readonly closesJourney?: true;
  /** Changes who is asked, or the days, of every open step. */
  readonly recounts?: true;
  /** Kinds, on the same subject, that are asked again when the journey comes back to them after this answer. */
  readonly resets?: readonly (Kind | Required<Pick<Opened<Kind>, 'kind' | 'when'>>)[];
  /** Steps that it opens, besides those that a machine asks. */
  readonly opens?: readonly Opened<Kind>[];
  /** Kinds, on the same subject, that are no longer needed: open steps of them are answered NOT_NEEDED. */
  readonly ends?: readonly Kind[];
  /** Steps that wait for an event, and may have their answer now. */
  readonly mayAnswer?: readonly Kind[];
  /** It is about one referral, whose row it reads. */
  readonly readsReferral?: true;
  /** Starts again what runs the journey, because no task waits for this answer. */
  restarts?(subject: string | undefined, machineWaits: boolean): boolean;
  /** The referral that it makes, where no machine makes one; read from the record after the answer. */
  refers?(record: PersonRecord): ReferralSubject;
  /** This answer is not remembered: when the journey comes back to the step, it is asked again. */
  readonly passing?: true;
  /** The step stays after this answer, always or while something is so. No state machine runs for it. */
  readonly asksAgain?: AsksAgain;
  /** Given by the product itself, never offered to a person. */
  readonly system?: true;
  /** A new release date does not ask the step again after this answer. */
  readonly standsWhenDateMoves?: true;
}

/** What a moved release date does to a step: an open one is answered DATE_CHANGED. */
export interface DateMoved {
  /** Each new date given; each change of the date in force; or a date so much later that release-day work ends. */
  readonly by: 'new-date' | 'date-in-force' | 'end-of-release-day';
  /** Also asked again when it has been answered. */
  readonly again?: true;
  /** No state machine comes back to it: where it was answered it is asked again at once, and an open one stays open. */
  readonly opens?: true;
  /** Only then. */
  readonly when?: (record: PersonRecord) => boolean;
  /** What is no longer true in the record. */
  readonly does?: (draft: PathwayDraft) => void;
}

/** Why a journey with this step open is on the list of stuck ones, however young the step is. */
export interface Alarm<Code extends string = string> {
  readonly code: Code;
  /** `released`: the person is out. */
  readonly cause: (step: Readonly<{ title: string; cause: string; released: boolean }>) => string;
}

export interface UsualAnswer<Details = StepDetails, Outcome extends string = string> {
  readonly outcome: Outcome;
  readonly details?: Details;
}

export interface Background {
  readonly label: string;
  readonly text: string;
}

/** Everything about a kind of step but its answers. */
interface Question<Details, Outcome extends string, Code extends string, Pathway extends string> {
  readonly title: Words;
  /** What the step waits for, on a page: "Waiting for {asked} to ...". */
  readonly awaits: Words;
  readonly asked: Asked;
  readonly pathway?: Pathway;
  /** Nobody is asked until this day. */
  readonly opens?: DayRule;
  /** It may be answered before its day comes. */
  readonly earlyAnswer?: true;
  readonly due?: DayRule;
  /** Must be ready at the gate: its deadline never passes the release date. */
  readonly beforeRelease?: true;
  /** It has no deadline, and is not escalated, while this is so. */
  noDeadlineWhile?(record: PersonRecord, today: IsoDate): boolean;
  /** One row whatever the subject, while it is open: an older definition asks the same under other subjects. */
  readonly asksOnce?: true;
  /** When its day comes (`opens` for a date, `due` otherwise) it is answered with this, rather than escalated. */
  readonly answersItself?: Outcome;
  /**
   * The outcome it gets when a milestone is reached, before or after it was asked. A step without `released` is
   * carried through release.
   */
  readonly endsWhen?: Readonly<Partial<Record<Milestone, Outcome>>>;
  /**
   * Release answers the machine that asked, with the outcome in `endsWhen`, and leaves the step open: it continues in
   * the community with this owner and deadline. The community's machine may ask it too, and then waits for its answer.
   */
  readonly carried?: { readonly asked: Asked; readonly due: DayRule };
  /** The answer the record holds before it is asked. So a machine that is restarted, or asks late, does not wait. */
  settledBy?(record: PersonRecord, subject: string | undefined, law: Law): Outcome | undefined;
  /** What someone reads before they answer, besides the sentence of the step. */
  background?(
    record: PersonRecord,
    referral: Referral | undefined,
    opened: StepDetails,
    known: Known & { readonly today: IsoDate },
  ): Background | undefined;
  /** What is read before an answer is about health: only those who may see the person's health are shown it. */
  readonly health?: true;
  /** Details about the person that neither the step nor the timeline repeats: the record keeps them once. */
  readonly keepsPrivate?: readonly (keyof Details & string)[];
  readonly dateMoved?: DateMoved;
  /** What `settledBy` finds after it was asked closes it too, when the sweep next comes to it. */
  readonly settledLate?: true;
  /** It does not end with a cycle of the journey: the next one asks it too. */
  readonly acrossCycles?: true;
  /** It has a deadline also while the journey is on hold. */
  readonly neverHeld?: true;
  readonly alarm?: Alarm<Code>;
  /** A caseload's flag while it is open. */
  readonly flag?: 'SOMETHING_WENT_WRONG' | 'RELEASE_DAY_TO_DECIDE' | 'RELEASED_IN_ERROR';
  /** It is answered on a page of its own, not by a form of its fields. */
  readonly answeredOn?: 'release-day' | 'release' | 'release-date' | 'return-to-custody' | 'proposal';
  /** The fields of its form, one for each detail, in the order they are asked. */
  readonly form: readonly FormField<keyof Details & string>[];
  /** Details that a page shows after it has been answered. */
  readonly shows?: readonly (keyof Details & string)[];
  /** How an officer who works in good time answers it on a day: for the demonstration, the benchmark and the tests. */
  readonly usually?:
    UsualAnswer<Details, Outcome> | ((cast: Cast, today: IsoDate) => UsualAnswer<Details, Outcome>);
}

/** One kind of step as the rest of the product reads it. `Kind`, `Pathway` and `Outcome` are those it may name. */
export interface StepEntry<
  Kind extends string = string,
  Pathway extends string = string,
  Outcome extends string = string,
> extends Question<StepDetails, Outcome, string, Pathway> {
  /** What an answer may carry besides its outcome; unknown fields are refused. */
  readonly details: z.ZodType<StepDetails>;
  readonly outcomes: Readonly<Record<string, OutcomeEntry<StepDetails, Kind>>>;
}

/**
 * Describes one kind of step. Types follow from its details and outcomes: what it names must be one of its own
 * outcomes or details, so a name that does not exist does not compile.
 */
export function step<
  const D extends z.ZodType<StepDetails>,
  const O extends Readonly<Record<string, OutcomeEntry<z.output<D>>>>,
  const Code extends string = never,
  const Pathway extends string = never,
>(
  entry: { readonly details: D; readonly outcomes: O } & Question<
    z.output<D>,
    NoInfer<keyof O & string>,
    Code,
    Pathway
  >,
): { readonly details: D; readonly outcomes: O } & Question<z.output<D>, keyof O & string, Code, Pathway> {
  return entry;
}
