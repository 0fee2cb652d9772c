import * as z from 'zod';
import { CONDITIONS } from '../../../domain/pathways/health/data.ts';
import { day } from './release.ts';

const careAppointment = z.strictObject({ on: day, where: z.string() });

/** What a journey's response says of the person's health, to those who may see it. */
export const health = z
  .strictObject({
    needs: z
      .strictObject({
        medicine: z.boolean(),
        opioidSubstitution: z.boolean(),
        mentalHealth: z.boolean(),
        socialCare: z.boolean(),
        neurodiversity: z.boolean(),
      })
      .optional(),
    gp: z.strictObject({ practice: z.string(), on: day }).optional(),
    planMadeOn: day.optional(),
    medicine: z
      .strictObject({
        as: z.enum(['SUPPLY', 'PRESCRIPTION']),
        days: z.int(),
        releaseDate: day.optional(),
      })
      .optional(),
    noMedicine: z.enum(['NONE_TAKEN', 'DECLINED']).optional(),
    care: z
      .strictObject({
        appointments: z.strictObject({
          opioidSubstitution: careAppointment.optional(),
          mentalHealth: careAppointment.optional(),
        }),
        releaseDate: day.optional(),
      })
      .optional(),
    socialCare: z.strictObject({ to: z.string(), on: day }).optional(),
    whatHelps: z
      .strictObject({ conditions: z.array(z.enum(CONDITIONS)), text: z.string(), staffMayKnow: z.boolean() })
      .optional(),
    gpSeenOn: day.optional(),
    careKeptOn: day.optional(),
  })
  .optional()
  .meta({ description: 'Only for those who may see the person’s health.' });
