import { sayDate } from '../../law/say-date.ts';
import type { IsoDate } from '../../law/time.ts';
import { missing } from '../answer-details.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import type { BrokenRule, Need } from '../step-entry.ts';
import type { DocumentApplication, DocumentKind, DocumentStatus } from './data.ts';

export const DOCUMENT_NAMES: Readonly<Record<DocumentKind, string>> = {
  BIRTH: 'Birth certificate',
  ADOPTION: 'Adoption certificate',
  MARRIAGE: 'Marriage or civil partnership certificate',
  DIVORCE: 'Divorce certificate',
  DEED_POLL: 'Replacement deed poll',
  DRIVING_LICENCE: 'Driving licence',
  CITIZEN_CARD: 'CitizenCard',
};

export const STATUS_NAMES: Readonly<Record<DocumentStatus, string>> = {
  REQUESTED: 'Requested',
  POSTED: 'Posted to the prison',
  RECEIVED: 'Received',
  REFUSED: 'Refused by the issuer',
  LOST: 'Lost',
  WITHDRAWN: 'Withdrawn',
};

/** What may come after each; undefined is before anything. */
const AFTER: Readonly<Record<DocumentStatus | 'NOTHING', readonly DocumentStatus[]>> = {
  NOTHING: ['REQUESTED'],
  REQUESTED: ['POSTED', 'RECEIVED', 'REFUSED', 'WITHDRAWN', 'LOST'],
  POSTED: ['RECEIVED', 'LOST'],
  RECEIVED: ['LOST'],
  REFUSED: ['REQUESTED'],
  LOST: ['REQUESTED'],
  WITHDRAWN: ['REQUESTED'],
};

export interface DocumentDetails {
  readonly document?: DocumentKind | undefined;
  readonly status?: DocumentStatus | undefined;
  readonly on?: IsoDate | undefined;
  readonly cost?: number | undefined;
  readonly heldAt?: string | undefined;
  readonly prisonNumber?: string | undefined;
  readonly licenceNumber?: string | undefined;
}

type Known = Pick<PersonRecord, 'documents'>;

export function lastOf({
  log,
}: DocumentApplication): { readonly status: DocumentStatus; readonly on: IsoDate } | undefined {
  return log.at(-1);
}

/** An application is under way: requested or posted, and neither here nor ended. */
export function awaitsDocument({ documents = [] }: Known): boolean {
  return documents.some((each) => ['REQUESTED', 'POSTED'].includes(lastOf(each)?.status ?? ''));
}

/** What is missing or impossible in a step of an application. */
export function faultsInDocument(
  details: DocumentDetails,
  record: PersonRecord,
  today: IsoDate,
): readonly Need<keyof DocumentDetails>[] {
  const { document, status, on = today, heldAt, prisonNumber } = details;
  const before = record.documents?.find(({ kind }) => kind === document);
  const last = before && lastOf(before);
  const mayFollow = AFTER[last?.status ?? 'NOTHING'];
  const received = status === 'RECEIVED';
  return [
    ...missing('document', document, 'Choose the document.'),
    ...missing('status', status, 'Choose what happened to it.'),
    ...(status !== undefined && !mayFollow.includes(status)
      ? [{ field: 'status', problem: 'That cannot follow what is recorded of this document.' } as const]
      : []),
    ...(on > today ? [{ field: 'on', problem: 'The day must be today or in the past.' } as const] : []),
    ...(last !== undefined && on < last.on
      ? [{ field: 'on', problem: `The day must not be before ${sayDate(last.on)}.` } as const]
      : []),
    ...(received ? missing('heldAt', heldAt, 'Say where it is held until release.') : []),
    ...(received ? missing('prisonNumber', prisonNumber, 'Enter the prison number on its label.') : []),
  ];
}

/** A document of somebody else: the number on its label, or in a driving licence, is not this person's. */
export function somebodyElses(record: PersonRecord, details: DocumentDetails): BrokenRule | undefined {
  const { prisonNumber, licenceNumber, document } = details;
  const wrongLabel = prisonNumber !== undefined && prisonNumber.toUpperCase() !== record.prisonNumber;
  const wrongLicence =
    document === 'DRIVING_LICENCE' && licenceNumber !== undefined && !isLicenceOf(licenceNumber, record);
  return wrongLabel || wrongLicence
    ? {
        rule: 'somebody-elses-number',
        explanation: 'That number is not this person’s. Check whose document it is, and record nothing here.',
      }
    : undefined;
}

/**
 * Whether a driving licence number of Great Britain fits a person: five letters of the surname, then the decade, month, day
 * and year of birth, with 5 added to the first digit of a woman's month.
 */
function isLicenceOf(number: string, { lastName, dateOfBirth }: PersonRecord): boolean {
  const text = number.replaceAll(/\s/g, '').toUpperCase();
  const surname = lastName
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .replace(/^MAC/, 'MC')
    .padEnd(5, '9');
  const [year = '', month = '', day = ''] = dateOfBirth.split('-');
  const months = [month, String(Number(month) + 50)];
  return months.some((each) =>
    text.startsWith(`${surname.slice(0, 5)}${year.charAt(2)}${each}${day}${year.charAt(3)}`),
  );
}

export function keepDocument(draft: PathwayDraft, details: DocumentDetails): void {
  const { document: kind, status, on = draft.context.today, cost, heldAt } = details;
  if (kind === undefined || status === undefined) return;
  const { documents = [], benefits } = draft.journey;
  const before = documents.find((each) => each.kind === kind);
  const { heldAt: _was, ...known } = before ?? { kind, log: [] };
  const kept: DocumentApplication = {
    ...known,
    log: [...known.log, { status, on }],
    ...(cost !== undefined && { cost }),
    ...(status === 'RECEIVED' && heldAt !== undefined && { heldAt }),
  };
  const others = documents.filter((each) => each.kind !== kind);
  draft.update({ documents: [...others, kept] });
  if (status === 'RECEIVED') draft.update({ benefits: { ...benefits, identity: 'IN_HAND' } });
  if (status !== 'LOST' || others.some((each) => each.heldAt !== undefined)) return;
  const { identity: _lost, ...rest } = benefits;
  draft.update({ benefits: rest });
}

/** A line for each document that is held, for whoever hands it over at the gate. */
export function heldDocuments({ documents = [] }: Known): readonly string[] {
  return documents.flatMap(({ kind, heldAt }) =>
    heldAt === undefined ? [] : [`${DOCUMENT_NAMES[kind]}, held: ${heldAt}`],
  );
}
