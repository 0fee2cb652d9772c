import { describe, expect, it } from '@jest/globals';
import type { Head } from '../../domain/record/head.ts';
import { responsibleOfficer } from '../../domain/record/responsible-officer.ts';
import { askedFor, awayFrom, deputyIsAsked, officersAsked } from '../../domain/record/stand-in.ts';
import { recallOf } from '../support/record.ts';

type Team = Pick<Head, 'officers' | 'phase' | 'prison' | 'region'> & Partial<Pick<Head, 'recall' | 'away'>>;

const OFFICERS = { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' };
const team = (patch: Partial<Team> = {}): Team => ({
  officers: OFFICERS,
  phase: 'pre-release',
  prison: 'MDI',
  region: 'N54',
  ...patch,
});
const away = (...officers: readonly string[]) =>
  officers.map((officer) => ({ officer, absence: `absence-of-${officer}`, until: '2027-01-22' }));

describe('an officer who is away', () => {
  it('is found by who it is', () => {
    const journey = { away: away('c.ahmed', 'd.evans') };
    expect(awayFrom(journey, 'd.evans')).toEqual({
      officer: 'd.evans',
      absence: 'absence-of-d.evans',
      until: '2027-01-22',
    });
    expect(awayFrom(journey, 'p.taylor')).toBeUndefined();
    expect(awayFrom({}, 'c.ahmed')).toBeUndefined();
  });
});

describe('the officer who answers for the person', () => {
  const returned = recallOf({ returnedOn: '2027-02-01' });
  const { pom, com, deputy } = OFFICERS;

  it.each<{
    readonly case: string;
    readonly phase: Head['phase'];
    readonly officers: Head['officers'];
    readonly recall?: Head['recall'];
    readonly officer: string | undefined;
  }>([
    { case: 'in reception', phase: 'reception', officers: OFFICERS, officer: pom },
    { case: 'in custody', phase: 'custody', officers: OFFICERS, officer: pom },
    { case: 'on the day of release', phase: 'release-day', officers: OFFICERS, officer: pom },
    {
      case: 'in prison with no offender manager there',
      phase: 'custody',
      officers: { com, deputy },
      officer: deputy,
    },
    { case: 'in prison with a supervising officer alone', phase: 'custody', officers: { com }, officer: com },
    { case: 'in the community', phase: 'community', officers: OFFICERS, officer: com },
    {
      case: 'in the community with a youth worker',
      phase: 'community',
      officers: { pom, yot: 'y.worker' },
      officer: 'y.worker',
    },
    {
      case: 'in the community without a supervising officer',
      phase: 'community',
      officers: { pom, deputy },
      officer: deputy,
    },
    { case: 'in the community with nobody there', phase: 'community', officers: { pom }, officer: pom },
    {
      case: 'recalled and not back',
      phase: 'recalled',
      officers: OFFICERS,
      recall: recallOf(),
      officer: com,
    },
    { case: 'recalled and back', phase: 'recalled', officers: OFFICERS, recall: returned, officer: pom },
    { case: 'recalled without a record of it', phase: 'recalled', officers: OFFICERS, officer: pom },
    {
      case: 'before release after an earlier recall',
      phase: 'pre-release',
      officers: OFFICERS,
      recall: recallOf(),
      officer: pom,
    },
    { case: 'with nobody named', phase: 'community', officers: {}, officer: undefined },
  ])('is, $case, $officer', ({ phase, officers, recall, officer }) => {
    expect(responsibleOfficer({ phase, officers, ...(recall && { recall }) })).toBe(officer);
  });
});

describe('the deputy', () => {
  it.each([
    { case: 'the supervising officer is here', patch: {}, asked: false },
    { case: 'the supervising officer is away', patch: { away: away('c.ahmed') }, asked: true },
    { case: 'the prison offender manager is away', patch: { away: away('p.taylor') }, asked: false },
    { case: 'they are themselves away', patch: { away: away('d.evans') }, asked: false },
    { case: 'nobody else is named', patch: { officers: { deputy: 'd.evans' } }, asked: true },
    {
      case: 'nobody is named in the community, and the person is out',
      patch: { phase: 'community', officers: { pom: 'p.taylor', deputy: 'd.evans' } },
      asked: true,
    },
    { case: 'there is none', patch: { officers: { com: 'c.ahmed' }, away: away('c.ahmed') }, asked: false },
    { case: 'nobody at all is named', patch: { officers: {} }, asked: false },
  ] as const)('is asked when $case: $asked', ({ patch, asked }) => {
    expect(deputyIsAsked(team(patch))).toBe(asked);
  });
});

describe('the officers whose absence changes who is asked', () => {
  it.each([
    { case: 'both sides', patch: {}, officers: ['p.taylor', 'c.ahmed'] },
    {
      case: 'both sides and the deputy who stands in',
      patch: { away: away('c.ahmed') },
      officers: ['p.taylor', 'c.ahmed', 'd.evans'],
    },
    { case: 'the deputy alone', patch: { officers: { deputy: 'd.evans' } }, officers: ['d.evans'] },
    {
      case: 'one who is on both sides',
      patch: { officers: { pom: 'x.both', com: 'x.both' } },
      officers: ['x.both'],
    },
    { case: 'a youth worker', patch: { officers: { yot: 'y.worker' } }, officers: ['y.worker'] },
    { case: 'nobody', patch: { officers: {} }, officers: [] },
  ])('are $case', ({ patch, officers }) => {
    expect(officersAsked(team(patch))).toEqual(officers);
  });
});

describe('what an officer is asked', () => {
  it.each([
    {
      case: 'waits for them while they are here',
      patch: {},
      officer: 'c.ahmed',
      child: false,
      owner: 'officer:c.ahmed',
    },
    {
      case: 'waits for the deputy while the supervising officer is away',
      patch: { away: away('c.ahmed') },
      officer: 'c.ahmed',
      child: false,
      owner: 'officer:d.evans',
    },
    {
      case: 'waits for the delivery unit while the deputy is away too',
      patch: { away: away('c.ahmed', 'd.evans') },
      officer: 'c.ahmed',
      child: false,
      owner: 'role:PDU@N54',
    },
    {
      case: 'waits for the delivery unit where there is no deputy',
      patch: { officers: { com: 'c.ahmed' }, away: away('c.ahmed') },
      officer: 'c.ahmed',
      child: false,
      owner: 'role:PDU@N54',
    },
    {
      case: 'of a child waits for the youth offending team',
      patch: { officers: { yot: 'y.worker' }, away: away('y.worker') },
      officer: 'y.worker',
      child: true,
      owner: 'role:YOT@N54',
    },
    {
      case: 'waits for the delivery unit when the deputy themselves is away',
      patch: { away: away('d.evans') },
      officer: 'd.evans',
      child: false,
      owner: 'role:PDU@N54',
    },
    {
      case: 'waits for the offender management unit while the prison offender manager is away',
      patch: { away: away('p.taylor') },
      officer: 'p.taylor',
      child: false,
      owner: 'role:OMU@MDI',
    },
    {
      case: 'of a child waits for the offender management unit too',
      patch: { away: away('p.taylor') },
      officer: 'p.taylor',
      child: true,
      owner: 'role:OMU@MDI',
    },
  ])('$case', ({ patch, officer, child, owner }) => {
    expect(askedFor(team(patch), officer, child)).toBe(owner);
  });
});
