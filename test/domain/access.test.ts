import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../domain/access/access.ts';
import type { Action, JourneySubject } from '../../domain/access/subjects.ts';
import { PHASES } from '../../domain/record/head.ts';
import { stepEntry, STEP_KINDS } from '../../domain/pathways/catalogue.ts';
import type { Asked } from '../../domain/pathways/asked.ts';
import { ROLES, type User } from '../../domain/access/user.ts';
import { DUTIES } from '../../domain/record/duties.ts';
import {
  ADMIN_USER,
  COM,
  COUNCIL,
  ELSEWHERE,
  GOVERNOR,
  NOBODY,
  POM,
  SHELTER,
  user,
} from '../support/people.ts';

const TODAY = '2027-01-15';
const about = (journey: Partial<JourneySubject['journey']> = {}): JourneySubject => ({
  today: TODAY,
  journey: { prison: 'MDI', region: 'N54', phase: 'pre-release', officers: { pom: 'p.taylor' }, ...journey },
});

const DEPUTY_ABROAD = user('d.evans');
const ASSISTANT = user('x.assist', { prisons: ['MDI'] });

describe('reading a journey', () => {
  it.each([
    ['prison staff, before release', POM, about(), true],
    [
      'prison staff, 7 days after release',
      POM,
      about({ releasedOn: '2027-01-08', phase: 'community' }),
      true,
    ],
    [
      'prison staff, 8 days after release',
      POM,
      about({ releasedOn: '2027-01-07', phase: 'community' }),
      false,
    ],
    ['staff of another prison and region', ELSEWHERE, about(), false],
    ['the region, in custody with nobody allocated', COM, about({ phase: 'custody', officers: {} }), false],
    [
      'the region, in custody once a COM is named',
      COM,
      about({ phase: 'custody', officers: { com: 'z.z' } }),
      true,
    ],
    ['the region, once pre-release work is open', COM, about({ officers: {} }), true],
    ['the region, long after release', COM, about({ releasedOn: '2026-01-01', phase: 'community' }), true],
    ['the named COM of another region', ELSEWHERE, about({ officers: { com: 'e.else' } }), true],
    ['the named deputy', DEPUTY_ABROAD, about({ officers: { deputy: 'd.evans' } }), true],
    ['an administrator', ADMIN_USER, about(), true],
    ['an agency', COUNCIL, about(), false],
    ['someone without a role', { ...POM, roles: [] }, about(), false],
    ['nobody in particular', NOBODY, about(), false],
  ] as const)('%s', (_case, who, subject, allowed) => {
    expect(decide(who, 'read-journey', subject).allowed).toBe(allowed);
  });
});

describe('the release day', () => {
  it.each([
    ['a governor of the prison', GOVERNOR, true],
    ['a governor of another prison', ELSEWHERE, false],
    ['the offender manager', POM, false],
    ['the community', COM, false],
    ['an administrator', ADMIN_USER, false],
    ['an agency', COUNCIL, false],
  ])('is decided by %s: %#', (_case, who, allowed) => {
    expect(decide(who, 'decide-release-day', about()).allowed).toBe(allowed);
  });

  it.each([
    ['the offender management unit', POM, true],
    ['a governor', GOVERNOR, false],
    ['the community', COM, false],
    ['an administrator', ADMIN_USER, false],
  ])('is given a new date by %s: %#', (_case, who, allowed) => {
    expect(decide(who, 'set-release-date', about()).allowed).toBe(allowed);
    expect(decide(who, 'record-sentence', about()).allowed).toBe(allowed);
  });

  it('is not given a new date by a prison that no longer has the person', () => {
    const released = about({ releasedOn: '2026-12-01' });
    expect(decide(POM, 'set-release-date', released).allowed).toBe(false);
  });
});

describe('answering a step', () => {
  const everyone = { POM, GOVERNOR, ASSISTANT, COM, ELSEWHERE, ADMIN_USER, COUNCIL, NOBODY };
  const may: Readonly<Record<Asked, readonly (keyof typeof everyone)[]>> = {
    pom: ['POM', 'GOVERNOR', 'ASSISTANT'],
    com: ['COM'],
    responsible: ['POM', 'GOVERNOR', 'ASSISTANT', 'COM'],
    agency: ['POM', 'GOVERNOR', 'ASSISTANT', 'COM'],
    omu: ['POM'],
    governor: ['GOVERNOR'],
    'head-of-om': [],
    'head-of-pdu': [],
    'work-coach': ['POM', 'GOVERNOR', 'ASSISTANT'],
    'id-administrator': ['POM', 'GOVERNOR', 'ASSISTANT'],
    healthcare: ['POM', 'GOVERNOR', 'ASSISTANT'],
    'homelessness-team': [],
    'victim-liaison': [],
    administrator: ['ADMIN_USER'],
    date: [],
    event: [],
  };

  it.each(Object.entries(may))('asked of %s is for %j', (asked, allowed) => {
    const yes = Object.entries(everyone).flatMap(([name, who]) =>
      decide(who, 'complete-step', { ...about(), asked: asked as Asked }).allowed ? [name] : [],
    );
    expect(yes).toEqual(allowed);
  });

  it.each([
    ['the community offender manager', { com: 'd.evans' }, true],
    ['the deputy', { com: 'c.ahmed', deputy: 'd.evans' }, true],
    ['the youth offending team worker', { yot: 'd.evans' }, true],
    ['an officer of another region who is not named', { com: 'c.ahmed' }, false],
  ])('asked of the prison offender manager may be answered by %s', (_case, officers, allowed) => {
    const subject = { ...about({ officers: { pom: 'p.taylor', ...officers } }), asked: 'pom' } as const;
    expect(decide(DEPUTY_ABROAD, 'complete-step', subject).allowed).toBe(allowed);
  });

  it('has a rule for whoever any kind of step asks', () => {
    const asked = new Set<string>(STEP_KINDS.map((kind) => stepEntry(kind).asked));
    expect([...asked].filter((each) => !(each in may))).toEqual([]);
  });
});

describe('lists', () => {
  it.each([
    ['their own prison', POM, { prison: 'MDI' }, true],
    ['another prison', POM, { prison: 'LEI' }, false],
    ['no prison in particular', POM, {}, true],
    ['a prison, from the community', COM, { prison: 'MDI' }, true],
    ['any prison, as administrator', ADMIN_USER, { prison: 'LEI' }, true],
    ['anything, as an agency', COUNCIL, {}, false],
  ])('of journeys: %s', (_case, who, subject, allowed) => {
    expect(decide(who, 'list-journeys', subject).allowed).toBe(allowed);
  });

  it.each([
    ['my own', POM, 'officer:p.taylor', true],
    ['my duty desk', POM, 'role:OMU@MDI', true],
    ['a duty I do not have', POM, 'role:GOVERNOR@MDI', false],
    ['a desk of another prison', POM, 'role:OMU@LEI', false],
    ['the administrators’ desk', POM, 'role:ADMINISTRATOR@national', false],
    ['the administrators’ desk, as one', ADMIN_USER, 'role:ADMINISTRATOR@national', true],
    ['what agencies owe', COM, 'agency:eastmoor-council', true],
    ['something else', POM, 'everything', false],
    ['anything, as an agency', COUNCIL, 'agency:eastmoor-council', false],
  ])('of steps: %s', (_case, who, waitingFor, allowed) => {
    expect(decide(who, 'list-steps', { waitingFor }).allowed).toBe(allowed);
  });

  it.each([
    [POM, true],
    [ADMIN_USER, true],
    [COUNCIL, false],
    [NOBODY, false],
  ])('of what is stuck, for $id', (who, allowed) => {
    expect(decide(who, 'list-stuck', undefined).allowed).toBe(allowed);
  });
});

describe('referrals', () => {
  it.each(['read-referral', 'answer-referral'] as const)('%s is for the agency it was made to', (action) => {
    const subject = { agencyId: 'eastmoor-council' };
    expect(decide(COUNCIL, action, subject)).toEqual({ allowed: true, as: 'partner' });
    for (const who of [SHELTER, POM, COM, ADMIN_USER, NOBODY])
      expect(decide(who, action, subject).allowed).toBe(false);
  });

  it('are not for a partner of no agency, though the referral has none either', () => {
    const lost = user('lost', { roles: ['partner'] });
    expect(decide(lost, 'read-referral', { agencyId: undefined }).allowed).toBe(false);
  });
});

const ids = fc.constantFrom('MDI', 'LEI', 'BXI');
const regions = fc.constantFrom('N54', 'N07');
const names = fc.constantFrom('a.one', 'b.two', 'c.three');
const anyUser: fc.Arbitrary<User> = fc.record({
  id: names,
  name: fc.string(),
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  duties: fc.uniqueArray(fc.constantFrom(...DUTIES)),
  prisons: fc.uniqueArray(ids),
  regions: fc.uniqueArray(regions),
  agencyId: fc.constantFrom('eastmoor-council', 'shelter-first'),
});
const anySubject: fc.Arbitrary<JourneySubject> = fc.record({
  today: fc.constant(TODAY),
  journey: fc.record(
    {
      prison: ids,
      region: regions,
      phase: fc.constantFrom(...PHASES),
      officers: fc.record({ pom: names, com: names, deputy: names }, { requiredKeys: [] }),
      releasedOn: fc.constantFrom('2026-01-01', '2027-01-10', TODAY),
    },
    { requiredKeys: ['prison', 'region', 'phase', 'officers'] },
  ),
});
const JOURNEY_ACTIONS = [
  'read-journey',
  'record-sentence',
  'set-release-date',
  'decide-release-day',
  'restart-journey',
] as const;

describe('always', () => {
  it('nobody without the prison, the region or the person’s name on them acts on a journey, but administrators', () => {
    fc.assert(
      fc.property(anyUser, anySubject, fc.constantFrom(...JOURNEY_ACTIONS), (who, subject, action) => {
        const { prison, region, officers } = subject.journey;
        const stranger: User = {
          ...who,
          id: 'n.either',
          roles: who.roles.filter((role) => role !== 'admin'),
          prisons: who.prisons.filter((each) => each !== prison),
          regions: who.regions.filter((each) => each !== region),
        };
        expect(Object.values(officers)).not.toContain(stranger.id);
        expect(decide(stranger, action, subject).allowed).toBe(false);
      }),
    );
  });

  it('a user who may change a journey may read it, except for the step an administrator answers', () => {
    fc.assert(
      fc.property(
        anyUser,
        anySubject,
        fc.constantFrom<Asked>('pom', 'com', 'responsible', 'omu', 'governor', 'agency', 'administrator'),
        (who, subject, asked) => {
          const acts =
            decide(who, 'complete-step', { ...subject, asked }).allowed ||
            JOURNEY_ACTIONS.some((action) => decide(who, action, subject).allowed);
          fc.pre(acts);
          expect(decide(who, 'read-journey', subject).allowed).toBe(true);
        },
      ),
    );
  });

  it('an administrator who is no officer decides no release day and answers no officer’s step', () => {
    fc.assert(
      fc.property(
        anyUser,
        anySubject,
        fc.constantFrom<Asked>('pom', 'com', 'responsible', 'omu', 'governor', 'agency'),
        (who, subject, asked) => {
          const admin: User = { ...who, roles: ['admin'] };
          expect(decide(admin, 'decide-release-day', subject).allowed).toBe(false);
          expect(decide(admin, 'set-release-date', subject).allowed).toBe(false);
          expect(decide(admin, 'complete-step', { ...subject, asked }).allowed).toBe(false);
        },
      ),
    );
  });

  it('an agency sees no journey, whatever else its token claims', () => {
    fc.assert(
      fc.property(anyUser, anySubject, (who, subject) => {
        const partner: User = { ...who, roles: ['partner'] };
        const actions: readonly Action[] = ['list-journeys', 'list-steps', 'list-stuck'];
        for (const action of JOURNEY_ACTIONS) expect(decide(partner, action, subject).allowed).toBe(false);
        for (const action of actions) expect(decide(partner, action, {}).allowed).toBe(false);
      }),
    );
  });

  it('a denial says why in a sentence', () => {
    fc.assert(
      fc.property(anyUser, anySubject, fc.constantFrom(...JOURNEY_ACTIONS), (who, subject, action) => {
        const decision = decide(who, action, subject);
        if (!decision.allowed) expect(decision.reason).toMatch(/^[A-Z].{20,}\.$/);
      }),
    );
  });
});
