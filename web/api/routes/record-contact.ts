import * as z from 'zod';
import { recordContact as record } from '../../../application/commands/record-contact.ts';
import { route } from '../route.ts';
import { channel, typedAddress } from '../schemas/messages.ts';

export const recordContact = route({
  method: 'POST',
  path: '/api/messages/contact',
  roles: ['officer', 'admin'],
  summary: 'Record where and when the caller is sent messages. Recording the same again changes nothing.',
  body: z.strictObject({
    email: typedAddress,
    mobile: typedAddress,
    by: channel,
    when: z
      .enum(['DAILY', 'AT_ONCE'])
      .meta({ description: 'Once each morning, or at once but never at night.' }),
  }),
  example: { email: 'name@justice.gov.uk', mobile: '', by: 'EMAIL', when: 'DAILY' },
  answer: z.strictObject({ officer: z.string() }),
  handle: ({ services, user, body }) => record(services, user, user.id, body),
});
