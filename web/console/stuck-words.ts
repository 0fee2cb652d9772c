import type { StuckGroupRow } from '../../application/queries/list-stuck-groups.ts';
import type { StuckFilter } from '../../application/stuck-sort.ts';
import { STUCK_CODES, type StuckCode } from '../../domain/journey/stuck-causes.ts';
import { agencyName, type Names } from '../../domain/journey/words.ts';
import { isPathway, PATHWAY_ENTRIES } from '../../domain/pathways/catalogue.ts';

interface CauseWords {
  readonly name: string;
  /** What whoever looks after the journey does about it. */
  readonly whatToDo: string;
}

export const CAUSES: Readonly<Record<StuckCode, CauseWords>> = {
  INCIDENT: {
    name: 'Something went wrong',
    whatToDo:
      'Read the cause in the step. If what failed works again, answer the step with Retry. If it fails again, look at what a restart of the journey would change, and restart it. Skip only where the work has been done another way, and say how.',
  },
  TIMELINE_CHANGED: {
    name: 'The timeline was changed',
    whatToDo:
      'Treat it as a security incident. Find out what was changed and by whom, restore it from a backup, and report it before you answer the step.',
  },
  EVENTS_CONTRADICT: {
    name: 'Reports contradict each other',
    whatToDo:
      'The responsible officer asks the prison or the probation office what happened, records it, and answers the step. Nothing was changed because of the later report.',
  },
  DELIVERY_PARKED: {
    name: 'Could not be delivered',
    whatToDo:
      'Look at why. If the agency’s system is repaired, answer the step with Send it again. If it is not, telephone the agency, and answer that it was reached another way.',
  },
  RELEASED_IN_ERROR: {
    name: 'Released in error',
    whatToDo:
      'The prison and the police act on it at once. The offender management unit records where the person is when they are back.',
  },
  UNLAWFULLY_AT_LARGE: {
    name: 'Unlawfully at large',
    whatToDo:
      'The police look for the person. The offender management unit or the community team records the return to prison.',
  },
  NOWHERE_TO_LIVE: {
    name: 'Nowhere to live',
    whatToDo:
      'The owner finds a place for the first night today: the council, community accommodation or the homelessness team. An administrator makes sure that the owner is at work, and otherwise has another officer named.',
  },
  NO_AUTHORITY_LEFT: {
    name: 'No authority left to ask',
    whatToDo: 'Every council that the person chose has been asked. The owner agrees another with the person.',
  },
  REFERRAL_UNANSWERED: {
    name: 'No answer from an agency',
    whatToDo:
      'The owner telephones the agency. If many referrals to one agency are unanswered, an administrator asks the agency whether it has seen them.',
  },
  LATE_ANSWER: {
    name: 'Late answer',
    whatToDo: 'The owner reads the answer and acts on it. Nothing has followed from it by itself.',
  },
  LICENCE_NOT_APPROVED: {
    name: 'Licence not approved',
    whatToDo:
      'The governor or the head of the delivery unit approves the licence. Nobody leaves without one.',
  },
  NO_COMMUNITY_OFFENDER_MANAGER: {
    name: 'No community offender manager',
    whatToDo: 'The head of the probation delivery unit has an officer named.',
  },
  OVERDUE: {
    name: 'Overdue',
    whatToDo:
      'Ask the owner. If they are away or have left, have another officer named; the page of steps with nobody to act on them lists whose they are.',
  },
  ESCALATED: {
    name: 'Overdue and escalated',
    whatToDo:
      'It is on the list of the manager named in the row too. Ask that manager. Once it is on the list of the head too, nothing more happens by itself.',
  },
};

/** "Accommodation, Eastmoor Council: no answer from an agency" in the parts that a page sets apart. */
export function groupName({ pathway, agencyId }: Omit<StuckFilter, 'late'>, names: Names): string {
  const part = pathway !== undefined && isPathway(pathway) ? [PATHWAY_ENTRIES[pathway].name] : [];
  const agency = agencyId === undefined || agencyId === '' ? [] : [agencyName(agencyId, names)];
  return [...part, ...agency].join(', ') || 'The journey itself';
}

export function groupAddress({ code, pathway, agencyId }: StuckGroupRow): string {
  return stuckAddress({ code, pathway: pathway ?? '', agencyId: agencyId ?? '' });
}

/** The page with only these steps. */
export function stuckAddress(only: StuckFilter, cursor?: string): string {
  const { code, pathway, agencyId, late } = only;
  const query = new URLSearchParams({
    ...(code !== undefined && { cause: code }),
    ...(pathway !== undefined && { part: pathway }),
    ...(agencyId !== undefined && { agency: agencyId }),
    ...(late === true && { late: 'yes' }),
    ...(cursor !== undefined && { cursor }),
  }).toString();
  return query === '' ? '/stuck' : `/stuck?${query}`;
}

/** What the page is asked for; what it does not know is left out. */
export function readStuckFilter(query: URLSearchParams): StuckFilter {
  const code = STUCK_CODES.find((known) => known === query.get('cause'));
  const part = query.get('part');
  const pathway = part === null || part === '' || isPathway(part) ? part : null;
  const agencyId = query.get('agency');
  return {
    ...(code !== undefined && { code }),
    ...(pathway !== null && { pathway }),
    ...(agencyId !== null && { agencyId }),
    ...(query.get('late') === 'yes' && { late: true }),
  };
}

/** What a filtered list shows; undefined for everything. */
export function filterWords(only: StuckFilter, names: Names): string | undefined {
  const { code, pathway, agencyId, late } = only;
  const words = [
    ...(late === true ? ['Past their deadline'] : []),
    ...(code === undefined ? [] : [CAUSES[code].name]),
    ...(pathway === undefined && agencyId === undefined ? [] : [groupName(only, names)]),
  ];
  return words.length === 0 ? undefined : words.join(': ');
}

/** The part of the page of what to do that is about a cause. */
export function causeAddress(code: StuckCode): string {
  return `/stuck/what-to-do#${causeId(code)}`;
}

export function causeId(code: StuckCode): string {
  return CAUSES[code].name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}
