import { ROOT_MACHINES, type RootMachine } from './machines.ts';
import { GATE_ITEMS, type GateItem } from './recorded-release.ts';
import { SERVICES, type Service } from './referral.ts';

/**
 * What a step is about, when its kind can be asked more than once. Every format is made and read in this file:
 * a referral (`DTR-2`, the second choice), a number of weeks after release (`week-4`), what failed in a machine
 * (`referral.Make.DTR-1`), a machine that does not keep running (`reconcile.community`), an agency (`agency.eastmoor`),
 * something missing at the gate (`item.medicine`), an event from another system (`event.` and its id),
 * an appointment (`appointment.` and its id).
 */
export type ReferralSubject = `${Service}-${number}`;
export type WeekSubject = `week-${4 | 12}`;
export type FailureSubject = `${string}.${string}`;
export type ReconcileSubject = `reconcile.${RootMachine}`;
export type AgencySubject = `agency.${string}`;
/** Each time a record is opened in an emergency. */
export type EmergencySubject = `emergency-${number}`;
export type ItemSubject = `item.${GateItem}`;
export type EventSubject = `event.${string}`;
export type AppointmentSubject = `appointment.${string}`;
export type Subject =
  | ReferralSubject
  | WeekSubject
  | FailureSubject
  | ReconcileSubject
  | AgencySubject
  | ItemSubject
  | EventSubject
  | EmergencySubject
  | AppointmentSubject;

export type SubjectParts =
  | { readonly about: 'referral'; readonly service: Service; readonly choice: number }
  | { readonly about: 'week'; readonly week: number }
  | { readonly about: 'emergency'; readonly number: number }
  | { readonly about: 'failure'; readonly machine: string; readonly state: string; readonly on?: Subject }
  | { readonly about: 'reconcile'; readonly machine: RootMachine }
  | { readonly about: 'agency'; readonly agencyId: string }
  | { readonly about: 'item'; readonly item: GateItem }
  | { readonly about: 'event'; readonly eventId: string }
  | { readonly about: 'appointment'; readonly id: string };

export function referralSubject(service: Service, choice: number): ReferralSubject {
  return `${service}-${choice}`;
}

/** For an incident where nothing failed in a machine, but the execution of the machine keeps failing. */
export function reconcileSubject(machine: RootMachine): ReconcileSubject {
  return `reconcile.${machine}`;
}

export function emergencySubject(number: number): EmergencySubject {
  return `emergency-${number}`;
}

export function itemSubject(item: GateItem): ItemSubject {
  return `item.${item}`;
}

export function agencySubject(agencyId: string): AgencySubject {
  return `agency.${agencyId}`;
}

export function eventSubject(eventId: string): EventSubject {
  return `event.${eventId}`;
}

export function appointmentSubject(id: string): AppointmentSubject {
  return `appointment.${id}`;
}

/** The parts of a subject; undefined for none, and for text that is not one. */
export function readSubject(subject: string | undefined): SubjectParts | undefined {
  if (subject === undefined) return undefined;
  const [head, rest] = splitOnce(subject, '.');
  if (rest === undefined) return readNumbered(subject);
  if (head === 'item') {
    const item = GATE_ITEMS.find((known) => known === rest);
    return item && { about: 'item', item };
  }
  if (head === 'event') return { about: 'event', eventId: rest };
  if (head === 'appointment') return { about: 'appointment', id: rest };
  if (head === 'agency') return { about: 'agency', agencyId: rest };
  if (head === 'reconcile') {
    const root = ROOT_MACHINES.find((known) => known === rest);
    return root && { about: 'reconcile', machine: root };
  }
  const [state, about] = splitOnce(rest, '.');
  if (!/^[a-z]+(-[a-z]+)*$/.test(head) || !/^[A-Za-z][A-Za-z0-9]*$/.test(state)) return undefined;
  return { about: 'failure', machine: head, state, ...(isSubject(about) && { on: about }) };
}

export function isSubject(text: string | undefined): text is Subject {
  return readSubject(text) !== undefined;
}

/** `DTR-2` -> the service and which choice; undefined for anything else. */
export function readReferralSubject(
  subject: string | undefined,
): { readonly service: Service; readonly choice: number } | undefined {
  const parts = readSubject(subject);
  return parts?.about === 'referral' ? parts : undefined;
}

function readNumbered(subject: string): SubjectParts | undefined {
  const [, name, number] = /^([A-Za-z0-9]+)-(\d+)$/.exec(subject) ?? [];
  if (number === undefined) return undefined;
  if (name === 'week') return { about: 'week', week: Number(number) };
  if (name === 'emergency') return { about: 'emergency', number: Number(number) };
  const service = SERVICES.find((known) => known === name);
  return service && { about: 'referral', service, choice: Number(number) };
}

function splitOnce(text: string, sign: string): readonly [string, string?] {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
