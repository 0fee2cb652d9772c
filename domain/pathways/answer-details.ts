import * as z from 'zod';

/** Details that several kinds of step share, and the outcomes the product gives by itself. */

export const note = z.string().trim().max(2_000);
export const reason = z.string().trim().min(1).max(2_000);
export const staffId = z.string().regex(/^[a-z0-9.-]{2,60}$/);
export const agencyId = z.string().regex(/^[a-z0-9-]{2,60}$/);
export const none = z.strictObject({});
export const withNote = z.strictObject({ note: note.optional() });
export const withReason = z.strictObject({ reason });

export const NOT_NEEDED = { label: 'No longer needed', system: true } as const;
export const OVERTAKEN = { label: 'Overtaken by release', system: true } as const;
export const DATE_CHANGED = { label: 'The release date changed', system: true, passing: true } as const;
export const OPENED = { label: 'The day came', system: true } as const;
