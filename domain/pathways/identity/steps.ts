import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { note, NOT_NEEDED, OVERTAKEN } from '../answer-details.ts';
import { step } from '../step-entry.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from './data.ts';
import {
  awaitsDocument,
  DOCUMENT_NAMES,
  faultsInDocument,
  keepDocument,
  somebodyElses,
  STATUS_NAMES,
} from './documents.ts';

/** Applications for identity documents: one row logs them all, until none is under way. */
export const IDENTITY_STEPS = {
  'document-applications': step({
    title: 'Applications for identity documents',
    awaits: 'to apply for the identity documents that the person needs, and to log what becomes of them',
    asked: 'id-administrator',
    pathway: 'finance-benefits-id',
    opens: { from: 'release', before: 'identityDocumentsDays' },
    earlyAnswer: true,
    due: { from: 'release', days: -63 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 5 } },
    settledBy: ({ benefits }) => (benefits.identity === undefined ? undefined : 'NOT_NEEDED'),
    details: z.strictObject({
      document: z.enum(DOCUMENT_KINDS).optional(),
      status: z.enum(DOCUMENT_STATUSES).optional(),
      on: z.iso.date().optional(),
      cost: z.int().min(0).max(500).optional(),
      heldAt: note.max(200).optional(),
      prisonNumber: note.max(20).optional(),
      licenceNumber: note.max(30).optional(),
    }),
    keepsPrivate: ['prisonNumber', 'licenceNumber'],
    form: [
      {
        kind: 'select',
        name: 'document',
        label: 'Document',
        choices: DOCUMENT_KINDS.map((value) => ({ value, text: DOCUMENT_NAMES[value] })),
        problem: 'Choose the document',
      },
      {
        kind: 'select',
        name: 'status',
        label: 'What happened to it',
        choices: DOCUMENT_STATUSES.map((value) => ({ value, text: STATUS_NAMES[value] })),
        problem: 'Choose what happened to it',
      },
      {
        kind: 'date',
        name: 'on',
        label: 'On (optional)',
        hint: 'Leave it empty for today',
        problem: 'Enter the day',
      },
      {
        kind: 'number',
        least: 0,
        most: 500,
        name: 'cost',
        label: 'Cost, in pounds (optional)',
        problem: 'Enter the cost in whole pounds, up to 500',
      },
      {
        kind: 'text',
        name: 'heldAt',
        label: 'Where it is held (if received)',
        problem: 'Say where it is held',
      },
      {
        kind: 'text',
        name: 'prisonNumber',
        label: 'Prison number on its label (if received)',
        problem: 'Enter the prison number on its label',
      },
      {
        kind: 'text',
        name: 'licenceNumber',
        label: 'Driver number (for a driving licence)',
        hint: 'Checked against the person, and not kept',
        problem: 'Enter the driver number',
      },
    ],
    shows: ['document', 'status', 'on', 'cost', 'heldAt'],
    usually: { outcome: 'NONE_NEEDED' },
    outcomes: {
      LOGGED: {
        label: 'Something happened to an application',
        faultsIn: faultsInDocument,
        forbiddenBy: (record, _today, _subject, details) => somebodyElses(record, details),
        does: (draft, { details }) => keepDocument(draft, details),
        mayAnswer: ['identity-documents'],
        asksAgain: { on: (record, today) => (awaitsDocument(record) ? addDays(today, 7) : today) },
      },
      NONE_NEEDED: { label: 'No application is needed, or no more' },
      DECLINED: { label: 'The person wants no document' },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};
