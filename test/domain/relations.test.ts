import { describe, expect, it } from '@jest/globals';
import { decide } from '../../domain/access/access.ts';
import { relationOf, type Relation } from '../../domain/access/relations.ts';
import type { JourneySubject } from '../../domain/access/subjects.ts';
import { actorOf, staffSideOf, USER_ID_PATTERN, type User } from '../../domain/access/user.ts';
import type { Duty } from '../../domain/record/duties.ts';
import type { Head } from '../../domain/record/head.ts';
import { ADMIN_USER, COUNCIL, NOBODY, user } from '../support/people.ts';

const TODAY = '2027-01-15';
const about = (journey: Partial<JourneySubject['journey']> = {}): JourneySubject => ({
  today: TODAY,
  journey: {
    prison: 'MDI',
    region: 'N54',
    phase: 'pre-release',
    officers: { pom: 'pom.one', com: 'com.one', deputy: 'dep.one' },
    ...journey,
  },
});
const inPrison = (id: string) => user(id, { prisons: ['MDI'] });
const inRegion = (id: string) => user(id, { regions: ['N54'] });

describe('how a user is related to a person, for the log of who consulted the record', () => {
  const emergency = { emergencyAccess: [{ officer: 'far.one', until: TODAY }] };
  const named = { emergencyAccess: [{ officer: 'com.one', until: TODAY }] };
  const long = { releasedOn: '2026-01-01', phase: 'community' } as const;

  it.each<{
    readonly who: User;
    readonly journey?: Partial<JourneySubject['journey']>;
    readonly relation: Relation;
  }>([
    { who: user('com.one'), relation: 'SUPERVISING_OFFICER' },
    { who: user('yot.one'), journey: { officers: { yot: 'yot.one' } }, relation: 'SUPERVISING_OFFICER' },
    { who: user('dep.one'), relation: 'DEPUTY' },
    { who: inPrison('pom.one'), relation: 'PRISON_OFFENDER_MANAGER' },
    { who: inPrison('wing.one'), relation: 'PRISON' },
    { who: inRegion('pdu.one'), relation: 'COMMUNITY' },
    { who: user('pom.one', { prisons: ['LEI'] }), relation: 'NONE' },
    { who: inPrison('pom.one'), journey: long, relation: 'NONE' },
    { who: inRegion('pdu.one'), journey: { phase: 'custody', officers: {} }, relation: 'NONE' },
    { who: user('both.one', { prisons: ['MDI'], regions: ['N54'] }), relation: 'PRISON' },
    { who: user('both.one', { prisons: ['MDI'], regions: ['N54'] }), journey: long, relation: 'COMMUNITY' },
    { who: user('far.one'), journey: emergency, relation: 'EMERGENCY' },
    { who: user('com.one'), journey: named, relation: 'EMERGENCY' },
    { who: user('far.two'), journey: emergency, relation: 'NONE' },
    { who: ADMIN_USER, relation: 'ADMINISTRATOR' },
    { who: { ...ADMIN_USER, roles: ['admin', 'officer'], prisons: ['MDI'] }, relation: 'PRISON' },
    { who: COUNCIL, relation: 'AGENCY' },
    { who: NOBODY, relation: 'NONE' },
    { who: { ...inPrison('pom.one'), roles: [] }, relation: 'NONE' },
    { who: { ...user('com.one'), roles: [] }, relation: 'NONE' },
  ])('$who.id is $relation: %#', ({ who, journey, relation }) => {
    expect(relationOf(who, about(journey))).toBe(relation);
  });
});

describe('the side on which a member of staff acts', () => {
  const OFFICERS: Head['officers'] = { pom: 'pom.one', com: 'com.one', deputy: 'dep.one' };
  const staff = (id: string, ...duties: readonly Duty[]) => user(id, { duties });
  const released = '2027-01-10';

  it.each<{
    readonly case: string;
    readonly who: User;
    readonly officers?: Head['officers'];
    readonly releasedOn?: string;
    readonly side: ReturnType<typeof staffSideOf>;
  }>([
    { case: 'the prison offender manager', who: staff('pom.one', 'COM'), side: 'PRISON' },
    { case: 'the supervising officer', who: staff('com.one', 'POM'), side: 'COMMUNITY' },
    { case: 'the deputy', who: staff('dep.one', 'OMU'), side: 'COMMUNITY' },
    {
      case: 'a youth worker',
      who: staff('yot.one', 'POM'),
      officers: { pom: 'pom.one', yot: 'yot.one' },
      side: 'COMMUNITY',
    },
    {
      case: 'somebody who is both officers',
      who: staff('both.one'),
      officers: { pom: 'both.one', com: 'both.one' },
      side: 'COMMUNITY',
    },
    { case: 'of the offender management unit', who: staff('x.one', 'OMU'), side: 'PRISON' },
    { case: 'a prison offender manager of others', who: staff('x.one', 'POM'), side: 'PRISON' },
    {
      case: 'a governor, after release too',
      who: staff('x.one', 'GOVERNOR'),
      releasedOn: released,
      side: 'PRISON',
    },
    {
      case: 'a community officer of others, before release too',
      who: staff('x.one', 'COM'),
      side: 'COMMUNITY',
    },
    { case: 'of a youth offending team', who: staff('x.one', 'YOT'), side: 'COMMUNITY' },
    { case: 'of a delivery unit', who: staff('x.one', 'PDU'), side: 'COMMUNITY' },
    { case: 'of both sides, before release', who: staff('x.one', 'POM', 'COM'), side: 'PRISON' },
    {
      case: 'of both sides, after it',
      who: staff('x.one', 'POM', 'COM'),
      releasedOn: released,
      side: 'COMMUNITY',
    },
    { case: 'of neither side, before release', who: staff('x.one', 'HEALTHCARE'), side: 'PRISON' },
    { case: 'of neither side, after it', who: staff('x.one'), releasedOn: released, side: 'COMMUNITY' },
    { case: 'an administrator', who: ADMIN_USER, side: undefined },
    { case: 'an agency', who: COUNCIL, side: undefined },
    { case: 'the named officer without the role', who: { ...staff('com.one'), roles: [] }, side: undefined },
  ])('is $side for $case', ({ who, officers = OFFICERS, releasedOn, side }) => {
    expect(staffSideOf(who, { officers, ...(releasedOn !== undefined && { releasedOn }) })).toBe(side);
  });
});

describe('who is recorded to have acted', () => {
  it('is a member of staff by name, and an agency for its people', () => {
    expect(actorOf(user('p.taylor'), 'officer')).toEqual({ kind: 'officer', id: 'p.taylor' });
    expect(actorOf(ADMIN_USER, 'admin')).toEqual({ kind: 'admin', id: 'a.admin' });
    expect(actorOf(COUNCIL, 'partner')).toEqual({ kind: 'partner', id: COUNCIL.agencyId });
    expect(actorOf(user('lost'), 'partner')).toEqual({ kind: 'partner', id: 'lost' });
    expect(actorOf({ ...COUNCIL, roles: ['officer'] }, 'officer')).toEqual({
      kind: 'officer',
      id: COUNCIL.id,
    });
  });
});

describe('the id of a user', () => {
  it.each(['ab', 'p.taylor', 'p_t-1@example.uk', 'x'.repeat(128)])('may be "%s"', (id) => {
    expect(USER_ID_PATTERN.test(id)).toBe(true);
  });

  it.each(['', 'a', 'x'.repeat(129), 'p taylor', 'p#taylor', 'p/taylor', 'é.one', 'ab\n'])(
    'may not be "%s"',
    (id) => {
      expect(USER_ID_PATTERN.test(id)).toBe(false);
    },
  );
});

describe('a refusal says who may', () => {
  const stranger = user('far.one', { regions: ['N07'] });
  const step = (asked: 'pom' | 'com' | 'responsible' | 'omu' | 'administrator' | 'date' | 'event') =>
    decide(stranger, 'complete-step', { ...about(), asked });
  const desk = (
    asked:
      | 'governor'
      | 'head-of-om'
      | 'head-of-pdu'
      | 'homelessness-team'
      | 'victim-liaison'
      | 'work-coach'
      | 'id-administrator'
      | 'healthcare',
  ) => decide(stranger, 'complete-step', { ...about(), asked });

  it.each([
    [
      step('pom'),
      'Only an officer of the person’s prison, or their community offender manager, answers this step.',
    ],
    [step('com'), 'Only the community team of the person answers this step.'],
    [step('responsible'), 'Only an officer responsible for the person answers this.'],
    [step('omu'), 'Only the offender management unit of the person’s prison answers this step.'],
    [step('administrator'), 'Only an administrator answers this step.'],
    [step('date'), 'This step waits for a day or an event, and is not answered by a person.'],
    [step('event'), 'This step waits for a day or an event, and is not answered by a person.'],
    [desk('governor'), 'Only the governor of the person’s prison answers this step.'],
    [desk('head-of-om'), 'Only the head of offender management of the person’s prison answers this step.'],
    [
      desk('head-of-pdu'),
      'Only the head of the probation delivery unit of the person’s region answers this step.',
    ],
    [
      desk('homelessness-team'),
      'Only the homelessness prevention team of the person’s region answers this step.',
    ],
    [desk('victim-liaison'), 'Only the victim liaison unit of the person’s region answers this step.'],
    [
      desk('work-coach'),
      'Only the prison work coach or another officer of the person’s prison, or their community offender manager, answers this step.',
    ],
    [
      desk('id-administrator'),
      'Only the ID and banking administrator or another officer of the person’s prison, or their community offender manager, answers this step.',
    ],
    [
      desk('healthcare'),
      'Only the healthcare team or another officer of the person’s prison, or their community offender manager, answers this step.',
    ],
  ])('of a step: %#', (decision, reason) => {
    expect(decision).toEqual({ allowed: false, reason });
  });

  it('of a step that their own act caused, though they may answer others', () => {
    const pom = user('pom.one', { prisons: ['MDI'], duties: ['POM'] });
    const ask = (notBy: readonly string[]) =>
      decide(pom, 'complete-step', { ...about(), asked: 'omu', notBy });
    expect(ask(['com.one'])).toEqual({ allowed: true, as: 'officer' });
    expect(ask(['com.one', 'pom.one'])).toEqual({
      allowed: false,
      reason: 'Another officer must answer this step.',
    });
  });

  it.each([
    {
      case: 'who never had them',
      who: user('x.one', { prisons: ['LEI'] }),
      reason: 'This person is not in the care of your prisons or regions.',
    },
    {
      case: 'of the prison, long after release',
      who: inPrison('x.one'),
      journey: { releasedOn: '2026-01-01', phase: 'community' as const },
      reason: 'The prison’s access to this person ended 7 days after release.',
    },
    {
      case: 'of the region, before allocation',
      who: inRegion('x.one'),
      journey: { phase: 'custody' as const, officers: {} },
      reason: 'The community’s access to this person begins when a community offender manager is named.',
    },
    { case: 'of an agency', who: COUNCIL, reason: 'Only officers and administrators see journeys.' },
  ])('of a record, to somebody $case', ({ who, journey, reason }) => {
    expect(decide(who, 'read-journey', about(journey))).toEqual({ allowed: false, reason });
  });

  it('of a record of limited access, only to those whose work the person would be', () => {
    const limited = about({ limitedAccess: { excluded: ['wing.one'], restrictedTo: [] } });
    const said = 'Access to this person is limited, and you are not among those who may see them.';
    expect(decide(inPrison('wing.one'), 'read-journey', limited)).toEqual({ allowed: false, reason: said });
    expect(decide(inPrison('wing.two'), 'read-journey', limited).allowed).toBe(true);
    expect(decide(user('far.one'), 'read-journey', limited)).toEqual({
      allowed: false,
      reason: 'This person is not in the care of your prisons or regions.',
    });
  });

  it.each([
    ['merge-records', 'Only an administrator merges two records.'],
    ['restart-journey', 'Only an administrator starts a journey again.'],
  ] as const)('of %s', (action, reason) => {
    expect(decide(inPrison('x.one'), action, about())).toEqual({ allowed: false, reason });
  });

  it.each([
    ['reconcile', 'Only an administrator asks for a reconcile.'],
    ['move-clock', 'Only an administrator moves the clock.'],
    ['administer-staff', 'Only an administrator keeps the staff register.'],
    ['administer-events', 'Only an administrator sees the events of other systems.'],
    ['read-access-log', 'Only an administrator sees who consulted the records.'],
  ] as const)('of %s', (action, reason) => {
    expect(decide(inPrison('x.one'), action, undefined)).toEqual({ allowed: false, reason });
    expect(decide(ADMIN_USER, action, undefined)).toEqual({ allowed: true, as: 'admin' });
  });

  it.each([
    {
      case: 'another agency',
      who: user('s', { roles: ['partner'], agencyId: 'shelter' }),
      reason: 'This referral was not made to your agency.',
    },
    {
      case: 'an officer',
      who: inPrison('x.one'),
      reason: 'Only the agency a referral was made to sees and answers it.',
    },
  ])('of a referral, to $case', ({ who, reason }) => {
    for (const action of ['read-referral', 'answer-referral'] as const)
      expect(decide(who, action, { agencyId: COUNCIL.agencyId })).toEqual({ allowed: false, reason });
  });

  it('of the messages of another officer, and to a user without a role of their own', () => {
    expect(decide(inPrison('x.one'), 'use-mailbox', { officer: 'x.one' })).toEqual({
      allowed: true,
      as: 'officer',
    });
    expect(decide(inPrison('x.one'), 'use-mailbox', { officer: 'x.two' })).toEqual({
      allowed: false,
      reason: 'These are another officer’s messages.',
    });
    expect(decide(NOBODY, 'use-mailbox', { officer: NOBODY.id })).toEqual({
      allowed: false,
      reason: 'These pages are for officers and administrators.',
    });
  });

  it('of the list of another prison or desk', () => {
    expect(decide(inPrison('x.one'), 'list-journeys', { prison: 'LEI' })).toEqual({
      allowed: false,
      reason: 'You do not work at that prison.',
    });
    expect(decide(inPrison('x.one'), 'list-steps', { waitingFor: 'role:OMU@MDI' })).toEqual({
      allowed: false,
      reason: 'That is the list of another desk.',
    });
  });

  it.each([
    { case: 'an officer of the unit', who: user('x.one', { prisons: ['MDI'], duties: ['OMU'] }), may: true },
    {
      case: 'a prison offender manager',
      who: user('x.one', { prisons: ['MDI'], duties: ['POM'] }),
      may: true,
    },
    {
      case: 'the unit of another prison',
      who: user('x.one', { prisons: ['LEI'], duties: ['OMU'] }),
      may: false,
    },
    {
      case: 'an officer without that duty',
      who: user('x.one', { prisons: ['MDI'], duties: ['GOVERNOR'] }),
      may: false,
    },
    {
      case: 'an administrator of the unit',
      who: user('x.one', { roles: ['admin'], prisons: ['MDI'], duties: ['OMU'] }),
      may: false,
    },
  ])('of a new journey, unless it is started by the unit of the prison: $case', ({ who, may }) => {
    expect(decide(who, 'start-journey', { prison: 'MDI' })).toEqual(
      may
        ? { allowed: true, as: 'officer' }
        : {
            allowed: false,
            reason: 'Only the offender management unit of a prison starts a journey there.',
          },
    );
  });

  it.each([
    { case: 'the governor', who: user('x.one', { prisons: ['MDI'], duties: ['GOVERNOR'] }), may: true },
    {
      case: 'the head of offender management',
      who: user('x.one', { prisons: ['MDI'], duties: ['HEAD_OF_OM'] }),
      may: true,
    },
    {
      case: 'the head of the delivery unit',
      who: user('x.one', { regions: ['N54'], duties: ['HEAD_OF_PDU'] }),
      may: true,
    },
    { case: 'another officer of the prison', who: inPrison('x.one'), may: false },
    {
      case: 'the governor of another prison',
      who: user('x.one', { prisons: ['LEI'], duties: ['GOVERNOR'] }),
      may: false,
    },
  ])('of a limit of access, unless it is set by a head: $case', ({ who, may }) => {
    expect(decide(who, 'limit-access', about()).allowed).toBe(may);
  });

  it('to an administrator too who opens in an emergency what they may see', () => {
    const limited = about({ limitedAccess: { excluded: [], restrictedTo: ['com.one'] } });
    expect(decide(ADMIN_USER, 'open-in-emergency', about())).toEqual({
      allowed: false,
      reason: 'You may see this person already.',
    });
    expect(decide(ADMIN_USER, 'open-in-emergency', limited)).toEqual({ allowed: true, as: 'admin' });
    expect(decide(user('far.one'), 'open-in-emergency', about())).toEqual({ allowed: true, as: 'officer' });
    expect(decide(COUNCIL, 'open-in-emergency', about()).allowed).toBe(false);
  });
});
