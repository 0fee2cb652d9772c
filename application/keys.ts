import type { Key } from './ports/table.ts';

/** Every key format of the table, in one place. */
export const keys = {
  journey: (id: string): Key => ({ pk: `JOURNEY#${id}`, sk: 'HEAD' }),
  fact: (id: string, sequence: number): Key => ({
    pk: `JOURNEY#${id}`,
    sk: `FACT#${String(sequence).padStart(6, '0')}`,
  }),
  step: (id: string, key: string): Key => ({ pk: `JOURNEY#${id}`, sk: `STEP#${key}` }),
  /** A cycle of the journey that has ended. */
  cycle: (id: string, cycle: number): Key => ({
    pk: `JOURNEY#${id}`,
    sk: `CYCLE#${String(cycle).padStart(6, '0')}`,
  }),
  referral: (id: string, referralId: string): Key => ({ pk: `JOURNEY#${id}`, sk: `REFERRAL#${referralId}` }),
  outbox: (id: string, sequence: number): Key => ({
    pk: `JOURNEY#${id}`,
    sk: `OUTBOX#${String(sequence).padStart(6, '0')}`,
  }),
  /** One open journey per person. */
  person: (prisonNumber: string): Key => ({ pk: `PERSON#${prisonNumber}`, sk: 'JOURNEY' }),
  /** The journey of a referral; partners know only the referral. */
  referralLookup: (referralId: string): Key => ({ pk: `REFERRAL#${referralId}`, sk: 'LOOKUP' }),
  idempotency: (caller: string, key: string): Key => ({ pk: `IDEMPOTENCY#${caller}#${key}`, sk: 'ANSWER' }),
  /** An event of another system about a person: by prison number, else CRN, else {@link NOBODY}. */
  event: (person: string, occurredAt: string, id: string): Key => ({
    pk: partitions.events(person),
    sk: `${ROW_PREFIXES.event}${occurredAt}#${id}`,
  }),
  /** Whether events about a person wait for their journey to begin. */
  eventsMatched: (person: string): Key => ({ pk: partitions.events(person), sk: 'MATCHED' }),
  /** The prison number of a person on probation. */
  crn: (crn: string): Key => ({ pk: `CRN#${crn}`, sk: 'PERSON' }),
  /** What a stand-in for HMPPS's services answers. */
  hmppsAnswer: (system: string, path: string): Key => ({ pk: `HMPPS#${system}`, sk: path }),
  agency: (agencyId: string): Key => ({ pk: `AGENCY#${agencyId}`, sk: 'PROFILE' }),
  /** An agency that is paused now. */
  pausedAgency: (agencyId: string): Key => ({ pk: partitions.pausedAgencies(), sk: `AGENCY#${agencyId}` }),
  /** A pause of an agency, by when it began. */
  pauseRecord: (agencyId: string, since: string): Key => ({ pk: `AGENCY#${agencyId}`, sk: `PAUSE#${since}` }),
  /** The agencies of a service in a place: `national`, or a prison's or region's id. */
  service: (service: string, place: string, agencyId: string): Key => ({
    pk: `SERVICE#${service}#${place}`,
    sk: `AGENCY#${agencyId}`,
  }),
  /** Names that forms offer. */
  listedStaff: (userId: string): Key => ({ pk: partitions.directory(), sk: `STAFF#${userId}` }),
  /** Somebody who works at a desk. */
  staffAtDesk: (duty: string, place: string, userId: string): Key => ({
    pk: partitions.desk(duty, place),
    sk: `STAFF#${userId}`,
  }),
  /** Everybody in the staff register has rows at their desks. */
  desksComplete: (): Key => ({ pk: partitions.directory(), sk: 'DESKS' }),
  /** The last import of the staff register. */
  staffImport: (): Key => ({ pk: 'RUN#staff-import', sk: 'LAST' }),
  /** An owner of steps of whom it was found that nobody is there to act. */
  unattended: (owner: string): Key => ({ pk: partitions.unattended(), sk: `OWNER#${owner}` }),
  listedAgency: (agencyId: string): Key => ({ pk: partitions.directory(), sk: `AGENCY#${agencyId}` }),
  delivery: (agencyId: string, deliveryId: string): Key => ({
    pk: `AGENCY#${agencyId}`,
    sk: `DELIVERY#${deliveryId}`,
  }),
  /** What waits to be sent to one officer. */
  mailbox: (owner: string): Key => ({ pk: `MAILBOX#${owner}`, sk: 'WAITING' }),
  /** Notices that left a mailbox with one write of it. */
  taken: (owner: string, version: number): Key => ({ pk: `TAKEN#${owner}`, sk: `LEFT#${version}` }),
  /** A message that was sent to them, or could not be. */
  message: (owner: string, at: string, id: string): Key => ({
    pk: `MAILBOX#${owner}`,
    sk: `MESSAGE#${at}#${id}`,
  }),
  /** Where and when an officer wants messages. */
  contact: (officer: string): Key => ({ pk: `OFFICER#${officer}`, sk: 'CONTACT' }),
  /** When a member of staff is away. */
  absences: (officer: string): Key => ({ pk: `OFFICER#${officer}`, sk: 'ABSENCES' }),
  /** Where and whether the person of a journey is sent messages. */
  personContact: (id: string): Key => ({ pk: `JOURNEY#${id}`, sk: 'CONTACT' }),
  /** Who consulted a record, or was refused, on a day. */
  loggedAccess: (kind: string, day: string, id: string): Key => ({
    pk: partitions.accessOn(kind, day),
    sk: id,
  }),
  /** All victim contact about one journey: apart from the journey's own rows. */
  victimContact: (id: string): Key => ({ pk: partitions.victimContact(id), sk: 'CONTACT' }),
  victimContactEntry: (id: string, number: number): Key => ({
    pk: partitions.victimContact(id),
    sk: `${VICTIM_ROWS.entry}${String(number).padStart(6, '0')}`,
  }),
  /** Who consulted it, or the list of a region's unit. */
  victimRead: (partition: string, read: string): Key => ({ pk: partition, sk: `${VICTIM_ROWS.read}${read}` }),
  /** A session, by the hash of its id. */
  session: (hash: string): Key => ({ pk: `SESSION#${hash}`, sk: 'SESSION' }),
  /** A page that a form was answered with, kept for the session that sent it. */
  keptPage: (hash: string, submission: string, id: string): Key => ({
    pk: `SESSION#${hash}`,
    sk: `KEPT#${submission}#${id}`,
  }),
  /** Every journey, open or closed. */
  registeredJourney: (id: string): Key => ({ pk: partitions.journeys(shardOf(id)), sk: id }),
  /** The last sweep, reconcile run, or verification of timelines. */
  lastRun: (of: 'sweep' | 'reconcile' | 'verify'): Key => ({ pk: `RUN#${of}`, sk: 'LAST' }),
  /** Requests for a reconcile of everything. */
  reconcileAsked: (at: string, id: string): Key => ({ pk: 'RUN#reconcile', sk: `ASKED#${at}#${id}` }),
  /** How far a training stage's clock is ahead. */
  trainingClock: (): Key => ({ pk: 'CLOCK', sk: 'AHEAD' }),
} as const;

/** What every key of the rows of one kind begins with: those of a journey, and events of a person. */
export const ROW_PREFIXES = {
  fact: 'FACT#',
  step: 'STEP#',
  referral: 'REFERRAL#',
  outbox: 'OUTBOX#',
  event: 'EVENT#',
} as const;

/** What the keys begin with of lines in the history of victim contact, and of consultations of it. */
export const VICTIM_ROWS = { entry: 'ENTRY#', read: 'READ#' } as const;

/** What every key of a message in a mailbox begins with. */
export const MESSAGE_PREFIX = 'MESSAGE#';

/** What the key of every step of one cycle begins with. */
export function stepsOfCycle(cycle: number): string {
  return `${ROW_PREFIXES.step}${cycle}.`;
}

/** The journey whose row this is; undefined for a row of anything else. */
export function journeyIdOf({ pk }: Pick<Key, 'pk'>): string | undefined {
  return /^JOURNEY#(.+)$/s.exec(pk)?.[1];
}

export function isRowOf(kind: keyof typeof ROW_PREFIXES, { sk }: Pick<Key, 'sk'>): boolean {
  return sk.startsWith(ROW_PREFIXES[kind]);
}

/** In place of a person, for events that name nobody. */
export const NOBODY = 'NOBODY';

/** In place of a date where there is none: sorts after every date. */
export const NO_DATE = '9999-12-31';

/** Sort keys of the indexes: what they are sorted by, and then what makes them unique. */
export const sorts = {
  /** By a date, such as the release date; a journey without one comes last. */
  byDate: (date: string | undefined, journeyId: string): string => `${date ?? NO_DATE}#${journeyId}`,
  /** By an instant, such as when a row is due or was written; `rest` are the ids behind it. */
  byInstant: (at: string, ...rest: readonly string[]): string => [at, ...rest].join('#'),
  /** By a deadline; a step without one comes last. */
  byDeadline: (dueOn: string | undefined, journeyId: string, stepKey: string): string =>
    `${dueOn ?? NO_DATE}#${journeyId}#${stepKey}`,
  byState: (state: string, at: string, id: string): string => `${state}#${at}#${id}`,
} as const;

/** The instant that a sort key of {@link sorts.byInstant} begins with. */
export function instantIn(sort: unknown): string | undefined {
  return typeof sort === 'string' ? sort.split('#')[0] : undefined;
}

/** Partitions whose rows expire (`expiresAt`). DynamoDB removes them by itself. */
export const EXPIRING = ['IDEMPOTENCY#', 'SESSION#'] as const;
/** Those with rows of weeks or years, which the local product looks through once a night. */
export const EXPIRING_SLOWLY = ['ACCESS#', 'TAKEN#', 'VICTIM-'] as const;

/** The number of shards of each busy index partition. */
export const SHARDS = 4;

export function shardOf(id: string): number {
  return spread(id) % SHARDS;
}

/** The share of an id, of so many equal ones; each share has ids of every shard. */
export function shareOf(id: string, shares: number): number {
  return Math.floor(spread(id) / SHARDS) % shares;
}

function spread(id: string): number {
  let sum = 0;
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) >>> 0;
  return sum;
}

export const partitions = {
  due: (shard: number): string => `DUE#${shard}`,
  /** Mailboxes that are due: apart from steps and deliveries, so that nobody who waits for those finds these. */
  dueMailboxes: (): string => 'DUE#MAILBOXES',
  /** What a victim liaison unit is reminded of: apart, so that nothing that counts due rows counts these. */
  dueVictimContact: (): string => 'DUE#UNITS',
  victimContact: (journeyId: string): string => `VICTIM-CONTACT#${journeyId}`,
  victimUnit: (region: string): string => `VICTIM-UNIT#${region}`,
  /** Of a region, with something to pass on, in the index of open steps by owner; and with an open case, in that of attention. */
  toPassOn: (region: string): string => `TO-PASS-ON#${region}`,
  victimCases: (region: string): string => `VICTIM-CASES#${region}`,
  driven: (shard: number): string => `DRIVEN#${shard}`,
  unsent: (shard: number): string => `UNSENT#${shard}`,
  journeys: (shard: number): string => `JOURNEYS#${shard}`,
  prison: (prison: string): string => `PRISON#${prison}`,
  /** People released from a prison: apart, so that the prison's caseload does not grow for ever. */
  releasedFrom: (prison: string): string => `PRISON#${prison}#RELEASED`,
  officer: (officer: string): string => `OFFICER#${officer}`,
  /** Journeys whose deputy is asked now; in the index of open steps by owner. */
  deputy: (officer: string): string => `DEPUTY#${officer}`,
  attention: (): string => 'ATTENTION',
  /** Steps on the list of a desk above their owner. */
  escalated: (desk: string): string => `ESCALATED#${desk}`,
  waiting: (waitsFor: string): string => `WAITING#${waitsFor}`,
  agency: (agencyId: string): string => `AGENCY#${agencyId}`,
  pausedAgencies: (): string => 'PAUSED-AGENCIES',
  /** Messages that wait because their agency is paused; in the index of open steps by owner. */
  heldBack: (agencyId: string): string => `HELD-BACK#${agencyId}`,
  directory: (): string => 'DIRECTORY',
  desk: (duty: string, place: string): string => `DESK#${duty}@${place}`,
  unattended: (): string => 'UNATTENDED',
  /** Events about a person. */
  events: (person: string): string => `EVENTS#${person}`,
  /** Events that somebody may have to look at, by their state. */
  eventsByState: (state: string): string => `EVENTS-BY-STATE#${state}`,
  /** The access log: by day, by user and by journey. `kind` parts consultations from denials. */
  accessOn: (kind: string, day: string): string => `ACCESS#${kind}#${day}`,
  accessBy: (kind: string, user: string): string => `ACCESS-BY#${kind}#${user}`,
  accessTo: (kind: string, journeyId: string): string => `ACCESS-TO#${kind}#${journeyId}`,
} as const;
