import type { AccessRow } from '../../application/queries/list-access.ts';
import type { Relation } from '../../domain/access/relations.ts';
import { describeWaitsFor, type Names } from '../../domain/journey/words.ts';
import { refusedWords } from './access-action-words.ts';
import { formatCount, formatShortDate } from './formats.ts';

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  EMERGENCY: 'emergency access',
  SUPERVISING_OFFICER: 'the person’s supervising officer',
  DEPUTY: 'deputy of the supervising officer',
  PRISON_OFFENDER_MANAGER: 'the person’s prison offender manager',
  PRISON: 'staff of the person’s prison',
  COMMUNITY: 'staff of the person’s probation region',
  ADMINISTRATOR: 'administrator',
  AGENCY: 'an agency',
  NONE: 'nothing to do with the person',
};

const LISTS: Readonly<Record<string, string>> = {
  'list-journeys': 'The caseload',
  'list-steps': 'A list of open steps',
  'list-stuck': 'The list of stuck journeys',
  'administer-events': 'The events of other systems',
  'list-definitions': 'Journeys by definition',
  'see-service-health': 'How the service runs',
  'pause-agency': 'Pausing an agency',
  'administer-staff': 'Steps with nobody to act on them',
  'use-mailbox': 'Their own messages',
  'read-access-log': 'The access log',
  'list-victim-contact': 'The list of a victim liaison unit',
};

/** What was read, or refused: "The record", "The caseload, 12 rows". */
export function whatWords({ kind, action, rows, person }: AccessRow): string {
  if (kind === 'denial') return refusedWords(action);
  if (person !== undefined) return 'The record';
  const list = LISTS[action] ?? 'Another list';
  return rows === undefined ? list : `${list}, ${formatCount(rows, 'row', 'rows')}`;
}

export function relationWords(relation: Relation | undefined): string | undefined {
  return relation === undefined ? undefined : `As ${RELATION_WORDS[relation]}`;
}

/** "On the pages" or "Through the API". */
export function whereWords(where: string | undefined): string | undefined {
  if (where === undefined) return undefined;
  return where.includes(' /api/') ? 'Through the API' : 'On the pages';
}

const FILTERS: Readonly<Record<string, string>> = {
  prison: 'prison',
  officer: 'officer',
  releasingBefore: 'release day before',
  releasingFrom: 'release day from',
  released: 'release recorded',
  attention: 'needs attention',
  noPlace: 'no place for the night',
  waitingFor: 'waiting for',
  overdue: 'overdue',
  escalated: 'escalated',
  state: 'state',
  kind: 'kind',
  day: 'day',
  by: 'by',
  journeyId: 'of one person',
};

/** What a list was asked for: "prison: Leeds, needs attention: yes". */
export function filterWords(query: string | undefined, names: Names): string | undefined {
  if (query === undefined) return undefined;
  const asked = JSON.parse(query) as Readonly<Record<string, unknown>>;
  const words = Object.entries(asked).flatMap(([name, value]) => {
    const filter = FILTERS[name];
    return filter === undefined ? [] : [`${filter}: ${valueWords(name, value, names)}`];
  });
  return words.length === 0 ? undefined : words.join(', ');
}

function valueWords(name: string, value: unknown, names: Names): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  if (name === 'journeyId') return 'yes';
  if (name === 'prison') return names.place?.(text) ?? text;
  if (name === 'waitingFor') return describeWaitsFor(text, names);
  if (name === 'officer' || name === 'by') return names.officer?.(text) ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatShortDate(text);
  return text;
}
