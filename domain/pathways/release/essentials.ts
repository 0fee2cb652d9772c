import { sayDate } from '../../law/say-date.ts';
import type { IsoDate } from '../../law/time.ts';
import type { GateItem } from '../../record/recorded-release.ts';
import { nextNight, placeForNight } from '../accommodation/places.ts';
import { hasLicence } from '../licence-and-release-date/licence.ts';
import type { KeptByPathways, PersonRecord } from '../person-record.ts';

/** What a person needs on the day they leave prison, in the order in which pages list it. */
export const ESSENTIALS = [
  'address',
  'income',
  'identity',
  'medicine',
  'appointment',
  'phone',
  'met',
] as const;
export type Essential = (typeof ESSENTIALS)[number];

/** As pages and messages name them. */
export const ESSENTIAL_NAMES: Readonly<Record<Essential, string>> = {
  address: 'Address',
  income: 'Income',
  identity: 'Identity document',
  medicine: 'Medicine',
  appointment: 'First appointment',
  phone: 'Phone',
  met: 'Met at the gate',
};

/**
 * - READY: a fact says that it is there.
 * - KNOWN: something is arranged that may not last, or is still to come.
 * - NOT_READY: a fact says that it is not there, or nothing has been arranged though it was asked for.
 * - DECLINED: the person does not want it.
 * - NOT_NEEDED: the person has no need of it.
 * - NOT_KNOWN: nobody has said.
 */
export const ESSENTIAL_STATES = [
  'READY',
  'KNOWN',
  'NOT_READY',
  'DECLINED',
  'NOT_NEEDED',
  'NOT_KNOWN',
] as const;
export type EssentialState = (typeof ESSENTIAL_STATES)[number];

export interface EssentialNow {
  readonly essential: Essential;
  readonly state: EssentialState;
  /** Why, in a sentence. */
  readonly says: string;
}

/** As much of the record as the essentials are read from. */
export type EssentialsRecord = KeptByPathways &
  Pick<PersonRecord, 'dates' | 'releasedOn' | 'releaseDateInForce'>;

type Found = readonly [EssentialState, string];

/**
 * Each essential as the record has it. Ready only on a recorded fact: a plan, a step that is open or a day that has passed
 * is none. What was found missing at the release-day checklist is not ready, whatever was said before.
 */
export function essentialsOf(record: EssentialsRecord, today: IsoDate): readonly EssentialNow[] {
  return ESSENTIALS.map((essential) => {
    const missing = missingAtGate(record, essential);
    const [state, says] = missing ?? FINDS[essential](record, today);
    return { essential, state, says };
  });
}

/** Before these phases nothing has been arranged, and after them nobody prepares for the day of release. */
const SHOWN_IN: readonly PersonRecord['phase'][] = ['pre-release', 'release-day', 'community'];

/** The essentials, in the phases in which somebody prepares them. */
export function shownEssentials(
  record: EssentialsRecord & Pick<PersonRecord, 'phase'>,
  today: IsoDate,
): readonly EssentialNow[] | undefined {
  return SHOWN_IN.includes(record.phase) ? essentialsOf(record, today) : undefined;
}

/** "Not ready: address, medicine": names only, so that a message may say it. Undefined where each is ready or arranged. */
export function sayNotReady(found: readonly EssentialNow[] | undefined): string | undefined {
  const names = (found ?? []).flatMap(({ essential, state }) =>
    state === 'NOT_READY' ? [ESSENTIAL_NAMES[essential].toLowerCase()] : [],
  );
  return names.length === 0 ? undefined : `Not ready: ${names.join(', ')}`;
}

/** How many are settled: ready, declined or not needed. */
export function countSettled(found: readonly EssentialNow[]): number {
  return found.filter(({ state }) => SETTLED.includes(state)).length;
}

const SETTLED: readonly EssentialState[] = ['READY', 'DECLINED', 'NOT_NEEDED'];

const AT_GATE: Partial<Readonly<Record<Essential, GateItem>>> = {
  identity: 'identity',
  medicine: 'medicine',
  phone: 'phone',
};

function missingAtGate(
  { ready, releaseDateInForce, releasedOn }: EssentialsRecord,
  essential: Essential,
): Found | undefined {
  const item = AT_GATE[essential];
  const checked = ready?.checked;
  if (releasedOn !== undefined || item === undefined || checked?.releaseDate !== releaseDateInForce)
    return undefined;
  return checked?.missing.includes(item) === true
    ? ['NOT_READY', 'Missing when the release-day checklist was gone through.']
    : undefined;
}

const FINDS: Readonly<Record<Essential, (record: EssentialsRecord, today: IsoDate) => Found>> = {
  address(record, today) {
    const night = nextNight(record, today);
    const found = placeForNight(record, night);
    if (found.kind === 'home') return ['READY', 'A home to go to.'];
    if (found.kind === 'bed') {
      const until = found.lastNight === undefined ? '' : ` until ${sayDate(found.lastNight)}`;
      return ['KNOWN', `A bed${until}, and no home after it.`];
    }
    return [
      'NOT_READY',
      record.releasedOn === undefined ? 'Nowhere for the first night.' : 'Nowhere to sleep tonight.',
    ];
  },
  income({ benefits }) {
    if (benefits.notClaiming === true) return ['DECLINED', 'The person will not claim.'];
    if (benefits.firstPaymentOn !== undefined)
      return ['READY', `In payment since ${sayDate(benefits.firstPaymentOn)}.`];
    if (benefits.claimMadeOn !== undefined)
      return ['KNOWN', `Claimed on ${sayDate(benefits.claimMadeOn)}, and not in payment yet.`];
    if (benefits.interviewOn !== undefined)
      return ['KNOWN', `The Jobcentre interview is on ${sayDate(benefits.interviewOn)}.`];
    return ['NOT_READY', 'No Jobcentre interview is booked.'];
  },
  identity({ benefits: { identity } }) {
    if (identity === 'IN_HAND') return ['READY', 'Identity documents are in hand.'];
    if (identity === 'REFUSED') return ['DECLINED', 'The person wants no identity document.'];
    return ['NOT_READY', 'No identity document is in hand.'];
  },
  medicine({ health }) {
    if (health?.medicine !== undefined) return ['READY', 'Medicine for release is ready.'];
    if (health?.noMedicine === 'DECLINED') return ['DECLINED', 'The person wants no medicine for release.'];
    if (health?.needs?.medicine === false || health?.noMedicine === 'NONE_TAKEN')
      return ['NOT_NEEDED', 'No medicine is needed.'];
    return health?.needs?.medicine === true
      ? ['NOT_READY', 'Medicine for release is not ready.']
      : ['NOT_KNOWN', 'Nobody has said what medicine the person needs.'];
  },
  appointment(record) {
    if (!hasLicence(record)) return ['NOT_NEEDED', 'Released without a licence.'];
    const first = record.licence?.firstAppointment;
    if (first?.on !== undefined) return ['READY', `The first appointment is on ${sayDate(first.on)}.`];
    if (first?.type === 'NOT_NEEDED') return ['NOT_NEEDED', 'No first appointment is needed.'];
    return ['NOT_READY', 'No first appointment is arranged.'];
  },
  phone({ ready }) {
    switch (ready?.phone) {
      case 'HAS_ONE':
        return ['READY', 'The person has a phone.'];
      case 'GETS_ONE':
        return ['KNOWN', 'The person will be given a phone.'];
      case 'DECLINED':
        return ['DECLINED', 'The person wants no phone.'];
      case undefined:
        return ['NOT_KNOWN', 'Nobody has said whether the person has a phone.'];
    }
  },
  met({ ready }) {
    switch (ready?.met) {
      case 'MET':
        return ['READY', `${ready.who ?? 'Somebody'} meets the person at the gate.`];
      case 'NOBODY':
        return ['NOT_READY', 'Nobody can meet the person at the gate.'];
      case 'DECLINED':
        return ['DECLINED', 'The person wants nobody at the gate.'];
      case undefined:
        return ['NOT_KNOWN', 'Nobody has said who meets the person at the gate.'];
    }
  },
};
