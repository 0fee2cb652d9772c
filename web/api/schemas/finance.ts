import * as z from 'zod';
import { PRIORITY_DEBTS } from '../../../domain/pathways/finance-benefits-id/data.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from '../../../domain/pathways/identity/data.ts';
import { day } from './release.ts';

/** Identity documents and debts in a journey's response. */
export const finance = {
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(DOCUMENT_KINDS),
        log: z.array(z.strictObject({ status: z.enum(DOCUMENT_STATUSES), on: day })),
        cost: z.int().optional().meta({ description: 'In pounds.' }),
        heldAt: z.string().optional(),
      }),
    )
    .optional()
    .meta({ description: 'Identity documents applied for, each with what became of it.' }),
  debts: z
    .strictObject({
      priority: z.array(z.enum(PRIORITY_DEBTS)),
      advisedBy: z.string().optional(),
      budget: z.boolean(),
      followedUpOn: day.optional(),
    })
    .optional(),
};
