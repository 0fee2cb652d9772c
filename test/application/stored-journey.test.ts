import { describe, expect, it } from '@jest/globals';
import { journeyItem, readJourney } from '../../application/items.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Item, Json } from '../../application/ports/table.ts';
import { aJourney } from '../support/drafts.ts';

/** A head as it was stored while it had one date of any type. */
function storedBefore(dateType: 'CRD' | 'PED', patch: Partial<Journey> = {}): Item {
  const { dates: _dates, releaseRevision: _count, release, ...rest } = aJourney(patch);
  if (release === undefined) throw new Error('The journey has no release date');
  const { source: _source, ...given } = release;
  const stored = JSON.stringify({ ...rest, release: { ...given, dateType, revision: 3 } });
  return { ...journeyItem(aJourney()), journey: JSON.parse(stored) as Json };
}

describe('a journey stored with one release date', () => {
  it('has that date among its dates, given by an officer', () => {
    const journey = readJourney(storedBefore('CRD'));
    expect(journey.dates).toMatchObject([{ dateType: 'CRD', date: '2027-03-09', source: 'OFFICER' }]);
    expect(journey.release).toMatchObject({ dateType: 'CRD', source: 'OFFICER', revision: 3 });
    expect(journey.releaseRevision).toBe(3);
    expect(journey.releaseDateInForce).toBe('2027-03-09');
  });

  it('has no release date when nobody is released by its type', () => {
    const journey = readJourney(storedBefore('PED'));
    expect(journey.dates).toMatchObject([{ dateType: 'PED', date: '2027-03-09' }]);
    expect(journey).not.toHaveProperty('release');
    expect(journey).not.toHaveProperty('releaseDateInForce');
    expect(journey.releaseRevision).toBe(3);
  });

  it('keeps the date it had once the person has been released', () => {
    const journey = readJourney(storedBefore('PED', { releasedOn: '2027-03-09', phase: 'community' }));
    expect(journey.releaseDateInForce).toBe('2027-03-09');
  });
});
