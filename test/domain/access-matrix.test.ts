import { describe, expect, it } from '@jest/globals';
import { decide } from '../../domain/access/access.ts';
import type { Action, JourneySubject, Subjects } from '../../domain/access/subjects.ts';
import type { User } from '../../domain/access/user.ts';
import { PHASES } from '../../domain/record/head.ts';
import type { Asked } from '../../domain/pathways/asked.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, NOBODY, SHELTER, user } from '../support/people.ts';

/**
 * Everything that can be asked, by everybody, in every relation to the person, against a table that was written from the
 * rules in words and shares no code with them. An action without a row does not compile.
 */

const TODAY = '2027-01-15';
const inPrison = (id: string, ...duties: User['duties']) => user(id, { prisons: ['MDI'], duties });
const inRegion = (id: string, ...duties: User['duties']) => user(id, { regions: ['N54'], duties });

/** Everybody, with the side on which they work. The named officers work in other regions. */
const PEOPLE = {
  omu: { side: 'prison', who: inPrison('omu.one', 'OMU') },
  pom: { side: 'prison', who: inPrison('pom.one', 'POM') },
  governor: { side: 'prison', who: inPrison('gov.one', 'GOVERNOR') },
  headOfOm: { side: 'prison', who: inPrison('hom.one', 'HEAD_OF_OM') },
  wing: { side: 'prison', who: inPrison('wing.one') },
  workCoach: { side: 'prison', who: inPrison('coach.one', 'WORK_COACH') },
  idAdministrator: { side: 'prison', who: inPrison('ida.one', 'ID_ADMINISTRATOR') },
  healthcare: { side: 'prison', who: inPrison('health.one', 'HEALTHCARE') },
  com: { side: 'region', who: inRegion('com.one', 'COM') },
  yot: { side: 'region', who: inRegion('yot.one', 'YOT') },
  pdu: { side: 'region', who: inRegion('pdu.one', 'PDU') },
  headOfPdu: { side: 'region', who: inRegion('hop.one', 'HEAD_OF_PDU') },
  homelessness: { side: 'region', who: inRegion('cas.one', 'HOMELESSNESS_TEAM') },
  victimLiaison: { side: 'region', who: inRegion('vlo.one', 'VICTIM_LIAISON') },
  clerk: { side: 'region', who: inRegion('clerk.one') },
  namedCom: { side: 'named', who: user('com.named', { regions: ['N07'], duties: ['COM'] }) },
  namedDeputy: { side: 'deputy', who: user('com.deputy', { regions: ['N07'], duties: ['COM'] }) },
  elsewhere: { side: 'neither', who: ELSEWHERE },
  admin: { side: 'admin', who: ADMIN_USER },
  agency: { side: 'agency', who: COUNCIL },
  otherAgency: { side: 'agency', who: SHELTER },
  noRole: { side: 'neither', who: NOBODY },
} as const satisfies Record<string, { readonly side: string; readonly who: User }>;
type Person = keyof typeof PEOPLE;
const EVERYBODY = Object.keys(PEOPLE) as readonly Person[];

const PRISON = [
  'omu',
  'pom',
  'governor',
  'headOfOm',
  'workCoach',
  'idAdministrator',
  'healthcare',
  'wing',
] as const;
const REGION = ['com', 'yot', 'pdu', 'headOfPdu', 'homelessness', 'victimLiaison', 'clerk'] as const;
const NAMED = ['namedCom', 'namedDeputy'] as const;
const OFFICERS: readonly Person[] = [...PRISON, ...REGION, ...NAMED, 'elsewhere'];
const RESPONSIBLE: readonly Person[] = [...PRISON, ...REGION, ...NAMED];
const OMU_AND_COMMUNITY: readonly Person[] = ['omu', 'pom', ...REGION, ...NAMED];

/** Where the person is, and which sides have them in their care then. */
interface Situation {
  readonly journey: Partial<JourneySubject['journey']>;
  readonly sides: readonly string[];
}
const com = 'com.named';
const deputy = 'com.deputy';
const SITUATIONS: Readonly<Record<string, Situation>> = {
  'in custody, allocated to nobody': { journey: { phase: 'custody' }, sides: ['prison'] },
  'in reception, allocated to nobody': { journey: { phase: 'reception' }, sides: ['prison'] },
  'in custody, with a supervising officer': {
    journey: { phase: 'custody', officers: { com } },
    sides: ['prison', 'region', 'named'],
  },
  'in custody, with a deputy only': {
    journey: { phase: 'custody', officers: { deputy } },
    sides: ['prison', 'deputy'],
  },
  'before release, allocated to nobody': { journey: { phase: 'pre-release' }, sides: ['prison', 'region'] },
  'before release, with both': {
    journey: { phase: 'pre-release', officers: { com, deputy } },
    sides: ['prison', 'region', 'named', 'deputy'],
  },
  '7 days after release': {
    journey: { phase: 'community', officers: { com, deputy }, releasedOn: '2027-01-08' },
    sides: ['prison', 'region', 'named', 'deputy'],
  },
  '8 days after release': {
    journey: { phase: 'community', officers: { com, deputy }, releasedOn: '2027-01-07' },
    sides: ['region', 'named', 'deputy'],
  },
  'closed for long': {
    journey: { phase: 'closed', officers: { com }, releasedOn: '2026-01-07' },
    sides: ['region', 'named'],
  },
  'in the prison of another place': {
    journey: { phase: 'pre-release', prison: 'BXI', region: 'N03' },
    sides: [],
  },
};

type AboutPerson = { [A in Action]: Subjects[A] extends JourneySubject ? A : never }[Action];
type AboutVictims = Extract<AboutPerson, `${string}-victim-${string}`>;
type Simple = Exclude<
  AboutPerson,
  AboutVictims | 'complete-step' | 'decide-proposal' | 'withdraw-proposal' | 'open-in-emergency'
>;

/** Who may, as long as their side has the person in its care. An administrator always has. */
const MAY: Readonly<Record<Simple, readonly Person[]>> = {
  'read-journey': [...RESPONSIBLE, 'admin'],
  'read-health': ['healthcare', 'yot', 'pdu', ...NAMED],
  'record-sentence': ['omu', 'pom'],
  'set-release-date': ['omu', 'pom'],
  'decide-release-day': ['governor'],
  'record-release': ['omu', 'pom'],
  'correct-release': OMU_AND_COMMUNITY,
  'recall-person': ['com', 'yot', 'pdu', 'namedCom', 'namedDeputy'],
  'vary-licence': ['com', 'yot', 'pdu', 'namedCom', 'namedDeputy'],
  'record-return': OMU_AND_COMMUNITY,
  'record-details': OMU_AND_COMMUNITY,
  'transfer-person': ['omu', 'pom'],
  'change-officers': OMU_AND_COMMUNITY,
  'hold-journey': OMU_AND_COMMUNITY,
  'record-death': ['omu', 'pom', 'governor', 'headOfOm', ...REGION, ...NAMED],
  'withdraw-referral': [...RESPONSIBLE, 'admin'],
  'arrange-appointment': RESPONSIBLE,
  'arrange-mentor': RESPONSIBLE,
  'read-safeguarding': ['pom', 'headOfOm', 'com', 'yot', 'headOfPdu', ...NAMED],
  'limit-access': ['governor', 'headOfOm', 'headOfPdu'],
  'record-consent': RESPONSIBLE,
  'merge-records': ['admin'],
  'restart-journey': ['admin'],
};

/**
 * About victim contact, whoever has the person in their care: the victim liaison unit of the region, from sentence on and
 * to the end; and of what was put to them, those who supervise the person. Administrators and everybody else: nothing.
 */
const MAY_ABOUT_VICTIMS = {
  'read-victim-contact': 'unit',
  'record-victim-contact': 'unit',
  'read-victim-conditions': 'supervisors',
} as const satisfies Readonly<Record<AboutVictims, 'unit' | 'supervisors'>>;

function expectedAboutVictims(
  person: Person,
  may: 'unit' | 'supervisors',
  situation: string,
  limit: string,
): boolean {
  if (LIMITS[limit]?.leaves === 'nothing') return false;
  const { region = 'N54' } = SITUATIONS[situation]?.journey ?? {};
  if (may === 'unit') return person === 'victimLiaison' && region === 'N54';
  return NAMED.some((named) => named === person) && hasInCare(person, situation);
}

/** Who may answer a step, by whom it asks. */
const ANSWERS: Readonly<Record<Asked, readonly Person[]>> = {
  pom: [...PRISON, ...NAMED],
  com: [...REGION, ...NAMED],
  responsible: RESPONSIBLE,
  agency: RESPONSIBLE,
  omu: ['omu', 'pom'],
  governor: ['governor'],
  'head-of-om': ['headOfOm'],
  'head-of-pdu': ['headOfPdu'],
  'work-coach': [...PRISON, ...NAMED],
  'id-administrator': [...PRISON, ...NAMED],
  healthcare: [...PRISON, ...NAMED],
  'homelessness-team': ['homelessness'],
  'victim-liaison': ['victimLiaison'],
  administrator: ['admin'],
  date: [],
  event: [],
};

/** What limits access, and what is left of the right to read and to act. */
interface Limit {
  readonly of: (who: User) => Pick<JourneySubject['journey'], 'limitedAccess' | 'emergencyAccess'>;
  /** As without limits; nothing at all; or as without limits, and any officer reads. */
  readonly leaves: 'everything' | 'nothing' | 'reading too';
}
const ended = '2027-01-14';
const LIMITS: Readonly<Record<string, Limit>> = {
  'without limits': { of: () => ({}), leaves: 'everything' },
  'with others excluded': {
    of: () => ({ limitedAccess: { excluded: ['x.other'], restrictedTo: [] } }),
    leaves: 'everything',
  },
  excluded: { of: ({ id }) => ({ limitedAccess: { excluded: [id], restrictedTo: [] } }), leaves: 'nothing' },
  'on the list': {
    of: ({ id }) => ({ limitedAccess: { excluded: [], restrictedTo: ['x.other', id] } }),
    leaves: 'everything',
  },
  'not on the list': {
    of: () => ({ limitedAccess: { excluded: [], restrictedTo: ['x.other'] } }),
    leaves: 'nothing',
  },
  'on both lists': {
    of: ({ id }) => ({ limitedAccess: { excluded: [id], restrictedTo: [id] } }),
    leaves: 'nothing',
  },
  'without limits, in an emergency': {
    of: ({ id }) => ({ emergencyAccess: [{ officer: id, until: TODAY }] }),
    leaves: 'reading too',
  },
  'not on the list, in an emergency': {
    of: ({ id }) => ({
      limitedAccess: { excluded: [], restrictedTo: ['x.other'] },
      emergencyAccess: [{ officer: id, until: TODAY }],
    }),
    leaves: 'reading too',
  },
  'not on the list, after an emergency': {
    of: ({ id }) => ({
      limitedAccess: { excluded: [], restrictedTo: ['x.other'] },
      emergencyAccess: [{ officer: id, until: ended }],
    }),
    leaves: 'nothing',
  },
  'not on the list, in an emergency of somebody else': {
    of: () => ({
      limitedAccess: { excluded: [], restrictedTo: ['x.other'] },
      emergencyAccess: [{ officer: 'y.another', until: TODAY }],
    }),
    leaves: 'nothing',
  },
  'excluded, in an emergency': {
    of: ({ id }) => ({
      limitedAccess: { excluded: [id], restrictedTo: [] },
      emergencyAccess: [{ officer: id, until: TODAY }],
    }),
    leaves: 'nothing',
  },
};

const CASES = Object.keys(SITUATIONS).flatMap((situation) =>
  Object.keys(LIMITS).map((limit) => [situation, limit] as const),
);

function subjectOf(situation: string, limit: string, who: User): JourneySubject {
  const journey = SITUATIONS[situation]?.journey;
  const limits = LIMITS[limit]?.of(who);
  return {
    today: TODAY,
    journey: { prison: 'MDI', region: 'N54', phase: 'custody', officers: {}, ...journey, ...limits },
  };
}

/** Without any limit. */
function hasInCare(person: Person, situation: string): boolean {
  const { side } = PEOPLE[person];
  return side === 'admin' || SITUATIONS[situation]?.sides.includes(side) === true;
}

function expected(person: Person, listed: readonly Person[], situation: string, limit: string): boolean {
  return LIMITS[limit]?.leaves !== 'nothing' && listed.includes(person) && hasInCare(person, situation);
}

function expectedToRead(person: Person, situation: string, limit: string): boolean {
  const inEmergency = LIMITS[limit]?.leaves === 'reading too' && OFFICERS.includes(person);
  return inEmergency || expected(person, MAY['read-journey'], situation, limit);
}

function expectedToOpen(person: Person, situation: string, limit: string): boolean {
  if (!OFFICERS.includes(person) && person !== 'admin') return false;
  if (['excluded', 'on both lists', 'excluded, in an emergency'].includes(limit)) return false;
  return !expectedToRead(person, situation, limit);
}

/** Those of everybody who are allowed, by the rules and by the table. */
function compare(
  asked: (who: User) => boolean,
  table: (person: Person) => boolean,
): { readonly byRules: readonly Person[]; readonly byTable: readonly Person[] } {
  return {
    byRules: EVERYBODY.filter((person) => asked(PEOPLE[person].who)),
    byTable: EVERYBODY.filter(table),
  };
}

describe.each(CASES)('a person %s, for somebody %s', (situation, limit) => {
  it.each(Object.entries(MAY))('%s is allowed to those in the table and nobody else', (name, listed) => {
    const action = name as Simple;
    const { byRules, byTable } = compare(
      (who) => decide(who, action, subjectOf(situation, limit, who)).allowed,
      (person) =>
        action === 'read-journey'
          ? expectedToRead(person, situation, limit)
          : expected(person, listed, situation, limit),
    );
    expect(byRules).toEqual(byTable);
  });

  it.each(Object.entries(MAY_ABOUT_VICTIMS))('%s is allowed to the %s and nobody else', (name, may) => {
    const { byRules, byTable } = compare(
      (who) => decide(who, name as AboutVictims, subjectOf(situation, limit, who)).allowed,
      (person) => expectedAboutVictims(person, may, situation, limit),
    );
    expect(byRules).toEqual(byTable);
  });

  it('opening the record in an emergency is allowed to those in the table and nobody else', () => {
    const { byRules, byTable } = compare(
      (who) => decide(who, 'open-in-emergency', subjectOf(situation, limit, who)).allowed,
      (person) => expectedToOpen(person, situation, limit),
    );
    expect(byRules).toEqual(byTable);
  });

  it.each(Object.entries(ANSWERS))(
    'a step that asks %s is answered by those in the table',
    (name, listed) => {
      const asked = name as Asked;
      const table = (person: Person): boolean => expected(person, listed, situation, limit);
      const subject = (who: User) => ({ ...subjectOf(situation, limit, who), asked });
      const step = compare((who) => decide(who, 'complete-step', subject(who)).allowed, table);
      expect(step.byRules).toEqual(step.byTable);
      const own = compare(
        (who) => decide(who, 'complete-step', { ...subject(who), notBy: [who.id] }).allowed,
        () => false,
      );
      expect(own.byRules).toEqual(own.byTable);
      const proposal = compare(
        (who) => decide(who, 'decide-proposal', { ...subject(who), proposedBy: 'x.other' }).allowed,
        table,
      );
      expect(proposal.byRules).toEqual(proposal.byTable);
      const ownProposal = compare(
        (who) => decide(who, 'decide-proposal', { ...subject(who), proposedBy: who.id }).allowed,
        () => false,
      );
      expect(ownProposal.byRules).toEqual(ownProposal.byTable);
    },
  );

  it('what an officer proposed is withdrawn by them while they may see the person, and by nobody else', () => {
    const withdrawn = (proposedBy: (who: User) => string, table: (person: Person) => boolean) =>
      compare((who) => {
        const subject = { ...subjectOf(situation, limit, who), proposedBy: proposedBy(who) };
        return decide(who, 'withdraw-proposal', subject).allowed;
      }, table);
    const own = withdrawn(
      ({ id }) => id,
      // Nobody but an officer proposes, so an administrator has nothing to withdraw.
      (person) => person !== 'admin' && expectedToRead(person, situation, limit),
    );
    expect(own.byRules).toEqual(own.byTable);
    const others = withdrawn(
      () => 'x.other',
      () => false,
    );
    expect(others.byRules).toEqual([]);
  });
});

describe('the return of a recalled person who has arrived in another prison', () => {
  it.each(Object.entries(LIMITS))('is recorded by its offender management unit, %s', (_name, limit) => {
    for (const phase of PHASES) {
      const journey = { prison: 'BXI', region: 'N03', officers: {}, phase };
      const { byRules, byTable } = compare(
        (who) =>
          decide(who, 'record-return', {
            journey: { ...journey, ...limit.of(who) },
            today: TODAY,
            arrivedAt: 'LEI',
          }).allowed,
        (person) => person === 'elsewhere' && phase === 'recalled' && limit.leaves !== 'nothing',
      );
      expect({ phase, byRules }).toEqual({ phase, byRules: byTable });
    }
  });
});

/** Actions about no person: each with what it is asked about, and who may. */
const OTHERS: {
  readonly [A in Exclude<Action, AboutPerson>]: readonly (readonly [
    about: string,
    subject: (who: User) => Subjects[A],
    may: readonly Person[],
  ])[];
} = {
  'use-pages': [['', () => undefined, [...OFFICERS, 'admin']]],
  'list-journeys': [
    ['of no prison in particular', () => ({}), [...OFFICERS, 'admin']],
    ['of a prison', () => ({ prison: 'MDI' }), [...OFFICERS, 'admin']],
    ['of another prison', () => ({ prison: 'LEI' }), [...REGION, ...NAMED, 'elsewhere', 'admin']],
  ],
  'list-steps': [
    ['of one’s own', () => ({}), [...OFFICERS, 'admin']],
    ['of an officer', () => ({ waitingFor: 'officer:omu.one' }), [...OFFICERS, 'admin']],
    ['of an agency', () => ({ waitingFor: 'agency:eastmoor-council' }), [...OFFICERS, 'admin']],
    ['of a desk of the prison', () => ({ waitingFor: 'role:OMU@MDI' }), ['omu', 'admin']],
    ['of a desk of the region', () => ({ waitingFor: 'role:HEAD_OF_PDU@N54' }), ['headOfPdu', 'admin']],
    ['of the administrators', () => ({ waitingFor: 'role:ADMINISTRATOR@national' }), ['admin']],
  ],
  'record-arrival': [
    ['in the prison', () => ({ prison: 'MDI' }), ['omu', 'pom']],
    ['in another prison', () => ({ prison: 'LEI' }), ['elsewhere']],
  ],
  'list-stuck': [['', () => undefined, [...OFFICERS, 'admin']]],
  'use-mailbox': [
    ['of one’s own', ({ id }) => ({ officer: id }), [...OFFICERS, 'admin']],
    ['of somebody else', () => ({ officer: 'x.other' }), []],
  ],
  'record-absence': [
    ['of one’s own', (who) => ({ officer: who }), OFFICERS],
    ['of a prison offender manager', () => ({ officer: inPrison('x.pom', 'POM') }), ['omu', 'headOfOm']],
    ['of a community offender manager', () => ({ officer: inRegion('x.com', 'COM') }), ['headOfPdu']],
    ['of a youth offending team worker', () => ({ officer: inRegion('x.yot', 'YOT') }), ['headOfPdu']],
    ['of a governor', () => ({ officer: inPrison('x.gov', 'GOVERNOR') }), []],
    [
      'of a prison offender manager of another prison',
      () => ({ officer: user('x.lei', { prisons: ['LEI'], duties: ['POM'] }) }),
      ['elsewhere'],
    ],
  ],
  'start-journey': [
    ['at the prison', () => ({ prison: 'MDI' }), ['omu', 'pom']],
    ['at another prison', () => ({ prison: 'LEI' }), ['elsewhere']],
  ],
  'list-victim-contact': [
    ['of the region', () => ({ region: 'N54' }), ['victimLiaison']],
    ['of another region', () => ({ region: 'N07' }), []],
  ],
  reconcile: [['', () => undefined, ['admin']]],
  'move-clock': [['', () => undefined, ['admin']]],
  'administer-staff': [['', () => undefined, ['admin']]],
  'list-definitions': [['', () => undefined, ['admin']]],
  'see-service-health': [['', () => undefined, ['admin']]],
  'pause-agency': [['', () => undefined, ['admin']]],
  'administer-events': [['', () => undefined, ['admin']]],
  'read-access-log': [['', () => undefined, ['admin']]],
  'read-referral': [
    ['made to the agency', () => ({ agencyId: COUNCIL.agencyId }), ['agency']],
    ['made to nobody', () => ({ agencyId: undefined }), []],
  ],
  'answer-referral': [
    ['made to the agency', () => ({ agencyId: COUNCIL.agencyId }), ['agency']],
    ['made to nobody', () => ({ agencyId: undefined }), []],
  ],
};

function otherCases<A extends Exclude<Action, AboutPerson>>(action: A) {
  return OTHERS[action].map(([about, subject, may]) => ({
    action,
    about,
    may,
    asked: (who: User) => decide(who, action, subject(who)).allowed,
  }));
}

describe('an action about no person in particular', () => {
  const actions = Object.keys(OTHERS) as readonly (keyof typeof OTHERS)[];
  it.each(actions.flatMap((action) => otherCases(action)))(
    '$action $about is allowed to those in the table and nobody else',
    ({ asked, may }) => {
      const { byRules, byTable } = compare(asked, (person) => may.includes(person));
      expect(byRules).toEqual(byTable);
    },
  );
});

it('counts nobody as another person of the table', () => {
  expect(new Set(EVERYBODY.map((person) => PEOPLE[person].who.id)).size).toBe(EVERYBODY.length);
  expect(EVERYBODY.map((person) => PEOPLE[person].who.id)).not.toContain(COM.id);
});
