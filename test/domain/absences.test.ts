import { describe, expect, it } from '@jest/globals';
import { decide } from '../../domain/access/access.ts';
import { absenceOn, earliestAbsence, overlapped, type Absence } from '../../domain/record/absence.ts';
import type { Duty } from '../../domain/record/duties.ts';
import { lawWith } from '../support/law.ts';
import { ADMIN_USER, COUNCIL, user } from '../support/people.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const absence = (id: string, from: string, until: string, patch: Partial<Absence> = {}): Absence => ({
  id,
  from,
  until,
  reason: 'LEAVE',
  recordedAt: RECORDED_AT,
  recordedBy: OFFICER,
  ...patch,
});
const over = { over: { at: RECORDED_AT, by: OFFICER } };

describe('the absence of a day', () => {
  const absences = [
    absence('ended early', '2027-01-11', '2027-01-15', over),
    absence('january', '2027-01-11', '2027-01-15'),
    absence('march', '2027-03-01', '2027-03-01'),
  ];

  it.each([
    { day: '2027-01-10', found: undefined },
    { day: '2027-01-11', found: 'january' },
    { day: '2027-01-15', found: 'january' },
    { day: '2027-01-16', found: undefined },
    { day: '2027-03-01', found: 'march' },
    { day: '2027-03-02', found: undefined },
  ])('on $day is $found: the first and the last day are included', ({ day, found }) => {
    expect(absenceOn(absences, day)?.id).toBe(found);
  });
});

describe('a new absence', () => {
  const absences = [
    absence('known', '2027-01-11', '2027-01-15'),
    absence('over', '2027-01-18', '2027-01-22', over),
  ];

  it.each([
    { from: '2027-01-04', until: '2027-01-10', overlaps: undefined },
    { from: '2027-01-04', until: '2027-01-11', overlaps: 'known' },
    { from: '2027-01-12', until: '2027-01-13', overlaps: 'known' },
    { from: '2027-01-04', until: '2027-01-30', overlaps: 'known' },
    { from: '2027-01-15', until: '2027-01-16', overlaps: 'known' },
    { from: '2027-01-16', until: '2027-01-30', overlaps: undefined },
  ])('from $from until $until overlaps $overlaps', ({ from, until, overlaps }) => {
    expect(overlapped(absences, { from, until })?.id).toBe(overlaps);
  });

  it('can begin so many days back as the policy says', () => {
    expect(earliestAbsence('2027-01-15', lawWith({ absenceEnteredDays: 10 }))).toBe('2027-01-05');
    expect(earliestAbsence('2027-01-15', lawWith({ absenceEnteredDays: 0 }))).toBe('2027-01-15');
  });
});

describe('who records an absence', () => {
  const inPrison = (id: string, ...duties: Duty[]) => user(id, { prisons: ['MDI'], duties });
  const inRegion = (id: string, ...duties: Duty[]) => user(id, { regions: ['N54'], duties });
  const pom = inPrison('pom.one', 'POM');
  const com = inRegion('com.one', 'COM');
  const yot = inRegion('yot.one', 'YOT');
  const governor = inPrison('gov.one', 'GOVERNOR');
  const mayRecord = (who: typeof pom, officer: typeof pom) => decide(who, 'record-absence', { officer });

  it.each([pom, com, yot, governor])('$id may record their own', (officer) => {
    expect(mayRecord(officer, officer)).toEqual({ allowed: true, as: 'officer' });
  });

  it.each([
    { of: pom, who: inPrison('omu.one', 'OMU'), may: true },
    { of: pom, who: inPrison('hom.one', 'HEAD_OF_OM'), may: true },
    { of: pom, who: inPrison('pom.two', 'POM'), may: false },
    { of: pom, who: governor, may: false },
    { of: pom, who: user('omu.leeds', { prisons: ['LEI'], duties: ['OMU'] }), may: false },
    { of: pom, who: user('omu.region', { regions: ['N54'], duties: ['OMU'] }), may: false },
    { of: pom, who: inRegion('hop.one', 'HEAD_OF_PDU'), may: false },
    { of: com, who: inRegion('hop.one', 'HEAD_OF_PDU'), may: true },
    { of: yot, who: inRegion('hop.one', 'HEAD_OF_PDU'), may: true },
    { of: com, who: inRegion('pdu.one', 'PDU'), may: false },
    { of: com, who: user('hop.far', { regions: ['N07'], duties: ['HEAD_OF_PDU'] }), may: false },
    { of: com, who: inPrison('hom.one', 'HEAD_OF_OM'), may: false },
    { of: governor, who: inPrison('hom.one', 'HEAD_OF_OM'), may: false },
    { of: pom, who: ADMIN_USER, may: false },
    { of: pom, who: COUNCIL, may: false },
  ])('of $of.id, $who.id may: $may', ({ of, who, may }) => {
    expect(mayRecord(who, of).allowed).toBe(may);
  });

  it('includes nobody without the role of an officer, even for themselves', () => {
    const former = { ...pom, roles: [] };
    expect(mayRecord(former, former)).toEqual({
      allowed: false,
      reason:
        'Only the officer, the offender management unit of a prison offender manager, or the head of the probation delivery unit of a community officer records an absence.',
    });
  });

  it('includes the head of a unit in either of two prisons where the officer works', () => {
    const both = user('pom.both', { prisons: ['LEI', 'MDI'], duties: ['POM'] });
    expect(mayRecord(inPrison('hom.one', 'HEAD_OF_OM'), both).allowed).toBe(true);
  });
});
