import * as z from 'zod';
import type { DayRule } from '../../law/day-rules.ts';
import type { OpenStep, Pathway } from '../../record/journey.ts';

/** Who is asked. `pom`, `com` and `responsible` become the named officer, or the duty desk while nobody is named. */
export type Asked =
  'pom' | 'com' | 'responsible' | 'omu' | 'governor' | 'administrator' | 'agency' | 'date' | 'event';

export interface OutcomeDefinition {
  readonly label: string;
  /** Other open steps this outcome answers as well, because what they ask is settled by it. */
  readonly closes?: {
    readonly which: (open: OpenStep, answered: { readonly subject?: string }) => boolean;
    readonly with: 'NOT_NEEDED' | 'OVERTAKEN';
  };
  /** Changes who is asked, or the days, of every open step. */
  readonly recounts?: true;
  /** Kinds, on the same subject, that are asked afresh when the journey comes back to them after this answer. */
  readonly resets?: readonly string[];
  /** This answer is not remembered: when the journey comes back to the step, it is asked again. */
  readonly passing?: true;
  /** Given by the product itself, never offered to a person. */
  readonly system?: true;
}

export interface StepDefinition {
  readonly title: string;
  /** What is awaited, for a page: "Waiting for {asked} to ...". */
  readonly awaits: string;
  readonly asked: Asked;
  readonly pathway?: Pathway;
  /** Nobody is asked until this day. */
  readonly opens?: DayRule;
  readonly due?: DayRule;
  /** Must be ready at the gate: its deadline never passes the release date, and release overtakes it. */
  readonly beforeRelease?: true;
  /** When its day comes (`opens` for a date, `due` otherwise) it is answered with this, rather than escalated. */
  readonly answersItself?: string;
  readonly outcomes: Readonly<Record<string, OutcomeDefinition>>;
  /** What an answer may carry besides its outcome; unknown fields are refused. */
  readonly details: z.ZodType<Record<string, unknown>>;
}

/** A few words; a reason must have some. */
export const note = z.string().trim().max(2_000);
const reason = z.string().trim().min(1).max(2_000);
export const staffId = z.string().regex(/^[a-z0-9.-]{2,60}$/);
export const agencyId = z.string().regex(/^[a-z0-9-]{2,60}$/);
export const none = z.strictObject({});
export const withNote = z.strictObject({ note: note.optional() });
export const withReason = z.strictObject({ reason });

/** Answers the product gives by itself. */
export const NOT_NEEDED = { label: 'No longer needed', system: true } as const;
export const OVERTAKEN = { label: 'Overtaken by release', system: true } as const;
export const DATE_CHANGED = { label: 'The release date changed', system: true, passing: true } as const;
export const OPENED = { label: 'The day came', system: true } as const;
