import * as z from 'zod';
import { CHANNELS } from '../../../domain/messages/mailbox.ts';
import { date, journeyId } from './fields.ts';

export const channel = z.enum(CHANNELS);
/** An email address or number as it is typed; none is an empty text. */
export const typedAddress = z.string().max(300);

export const appointmentPath = z.object({ id: journeyId, appointmentId: journeyId });

export const givenAppointment = {
  on: date,
  at: z
    .string()
    .max(5)
    .meta({ description: 'A time of day in London, such as 14:30.', examples: ['14:30'] }),
  place: z.string().max(300).meta({ description: 'Where it is: the person’s message says it.' }),
};

export const arranged = z.strictObject({ appointment: z.string() });

export const instant = z.string().meta({ format: 'date-time' });
