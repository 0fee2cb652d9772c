import * as z from 'zod';
import type { AskTheOmu } from '../../../domain/law/ask-the-omu.ts';
import type { LawRow } from '../../../domain/law/law-rows.ts';

export const day = z.string().meta({ format: 'date' });
export const explanation = z.array(z.string()).meta({ description: 'The reasons as sentences, in order.' });

const row = z
  .strictObject({
    rule: z.string(),
    figure: z.string(),
    from: day.nullable(),
    until: day.nullable(),
    basis: z.enum(['law', 'policy']),
    source: z.string(),
  })
  .meta({ id: 'LawRow', description: 'A row of docs/law.md.' });

export const lawRows = z.array(row).meta({ description: 'The rows of the law that were applied.' });

/** A case for the prison's offender management unit: one of these reasons, each with its sentence. */
export function askSchema<Reason extends string>(outOfScope: Readonly<Record<Reason, string>>) {
  const reasons = Object.keys(outOfScope) as Reason[];
  return z.strictObject({
    status: z.literal('ASK_THE_OMU'),
    reason: z.enum(reasons).meta({
      description: reasons.map((reason) => `${reason}: ${outOfScope[reason]}`).join(' '),
    }),
    explanation,
  });
}

/** The columns of the table, without what only the rules read. */
export function publishedRows(rows: readonly LawRow[]): LawRow[] {
  return rows.map(({ rule, figure, from, until, basis, source }) => ({
    rule,
    figure,
    from,
    until,
    basis,
    source,
  }));
}

export function publishedAsk<Reason>({ status, reason, explanation: why }: AskTheOmu<Reason>) {
  return { status, reason, explanation: [...why] };
}
