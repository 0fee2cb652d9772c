import { describe, expect, it } from '@jest/globals';
import type { Place } from '../../domain/pathways/accommodation/data.ts';
import { placeForNight, placesOf } from '../../domain/pathways/accommodation/places.ts';

const AT = '2027-01-04T09:00:00.000Z';
const RELEASE = '2027-03-09';
const home: Place = { kind: 'SETTLED', recordedAt: AT };
const cas3: Place = { kind: 'CAS3', nights: 84, recordedAt: AT };
const hostel: Place = { kind: 'TRANSIENT', from: '2027-03-09', until: '2027-03-15', recordedAt: AT };
const laterHome: Place = { kind: 'SETTLED', from: '2027-05-01', recordedAt: AT };

describe('where the person sleeps on a night', () => {
  it.each<{
    readonly when: string;
    readonly places: readonly Place[];
    readonly night: string;
    readonly releasedOn?: string;
    readonly is: object;
  }>([
    { when: 'nothing is recorded', places: [], night: RELEASE, is: { kind: 'nowhere' } },
    { when: 'a home begins on release', places: [home], night: RELEASE, is: { kind: 'home' } },
    { when: 'long after release', places: [home], night: '2029-01-01', is: { kind: 'home' } },
    { when: 'before the home begins', places: [laterHome], night: '2027-04-30', is: { kind: 'nowhere' } },
    { when: 'on the day the home begins', places: [laterHome], night: '2027-05-01', is: { kind: 'home' } },
    {
      when: 'on a bed’s first night',
      places: [cas3],
      night: RELEASE,
      is: { kind: 'bed', lastNight: '2027-05-31' },
    },
    {
      when: 'on a bed’s last night',
      places: [cas3],
      night: '2027-05-31',
      is: { kind: 'bed', lastNight: '2027-05-31' },
    },
    { when: 'the night after', places: [cas3], night: '2027-06-01', is: { kind: 'nowhere' } },
    {
      when: 'a bed that begins on release, released later',
      places: [cas3],
      releasedOn: '2027-03-11',
      night: '2027-06-02',
      is: { kind: 'bed', lastNight: '2027-06-02' },
    },
    {
      when: 'two beds',
      places: [cas3, hostel],
      night: RELEASE,
      is: { kind: 'bed', lastNight: '2027-05-31' },
    },
    { when: 'a bed and a home', places: [home, cas3], night: RELEASE, is: { kind: 'home' } },
    {
      when: 'a bed whose last night nobody recorded',
      places: [{ kind: 'TRANSIENT', recordedAt: AT }],
      night: '2027-06-01',
      is: { kind: 'bed' },
    },
    {
      when: 'a settled address with a last night, which is a bed',
      places: [{ ...home, until: '2027-04-01' }],
      night: RELEASE,
      is: { kind: 'bed', lastNight: '2027-04-01' },
    },
  ])('$when', ({ places, night, releasedOn, is }) => {
    const record = { housing: { authorities: [], places }, releaseDateInForce: RELEASE };
    const found = placeForNight({ ...record, ...(releasedOn !== undefined && { releasedOn }) }, night);
    expect(found).toMatchObject(is);
    expect('lastNight' in found).toBe('lastNight' in is);
  });

  it.each([
    { kind: 'SETTLED', night: '2027-03-09', is: 'home' },
    { kind: 'TRANSIENT', night: '2027-03-09', is: 'bed' },
    { kind: 'CAS3', night: '2027-05-31', is: 'bed' },
    { kind: 'CAS3', night: '2027-06-01', is: 'nowhere' },
  ] as const)('reads an address of kind $kind stored before it had lines: $is on $night', (old) => {
    const housing = { authorities: [], address: { kind: old.kind, recordedAt: AT } };
    expect(placesOf(housing)).toHaveLength(1);
    expect(placeForNight({ housing, releaseDateInForce: RELEASE }, old.night).kind).toBe(old.is);
  });
});
