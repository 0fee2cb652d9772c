import type { Key } from './ports/table.ts';

/** A row of the index of due rows, which holds no more than its key. */
export type DueRow =
  | { readonly kind: 'step'; readonly journeyId: string; readonly key: string }
  | { readonly kind: 'delivery'; readonly agencyId: string; readonly deliveryId: string }
  | { readonly kind: 'victim-contact'; readonly journeyId: string }
  | { readonly kind: 'mailbox'; readonly owner: string }
  | { readonly kind: 'events'; readonly person: string }
  | { readonly kind: 'absences'; readonly officer: string };

/** What is due; undefined for a row of anything that never is. */
export function dueRowOf({ pk, sk }: Key): DueRow | undefined {
  const [, of, id = ''] = /^([A-Z-]+)#(.+)$/s.exec(pk) ?? [];
  const [, kind, rest = ''] = /^([A-Z]+)(?:#(.+))?$/s.exec(sk) ?? [];
  switch (`${String(of)} ${String(kind)}`) {
    case 'JOURNEY STEP':
      return { kind: 'step', journeyId: id, key: rest };
    case 'AGENCY DELIVERY':
      return { kind: 'delivery', agencyId: id, deliveryId: rest };
    case 'VICTIM-CONTACT CONTACT':
      return { kind: 'victim-contact', journeyId: id };
    case 'MAILBOX WAITING':
      return { kind: 'mailbox', owner: id };
    case 'EVENTS EVENT':
    case 'EVENTS MATCHED':
      return { kind: 'events', person: id };
    case 'OFFICER ABSENCES':
      return { kind: 'absences', officer: id };
    default:
      return undefined;
  }
}
