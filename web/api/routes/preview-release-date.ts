import * as z from 'zod';
import { previewReleaseDate as preview } from '../../../application/queries/preview-release-date.ts';
import { route } from '../route.ts';
import { datePreview } from '../schemas/date-preview.ts';
import { date, dateSource, dateType, earlyGround, journeyPath } from '../schemas/fields.ts';

export const previewReleaseDate = route({
  method: 'POST',
  path: '/api/journeys/{id}/release-date/preview',
  roles: ['officer', 'admin'],
  summary: 'What recording a date of the sentence would move, or why it would be refused. Nothing is stored.',
  params: journeyPath,
  body: z.strictObject({
    date,
    dateType,
    source: dateSource.exactOptional(),
    ground: earlyGround.exactOptional(),
  }),
  example: { date: '2027-12-01', dateType: 'CRD', source: 'PRISON_CALCULATION' },
  answer: datePreview,
  handle: ({ services, user, params, body }) => preview(services, user, params.id, body),
});
