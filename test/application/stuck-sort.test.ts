import { describe, expect, it } from '@jest/globals';
import { MAX_SORT_KEY_BYTES } from '../../application/ports/table.ts';
import { matchesFilter, readStuckSort, stuckSort, type StuckFilter } from '../../application/stuck-sort.ts';
import { stuckCauses } from '../../domain/journey/stuck-causes.ts';
import { aJourney } from '../support/drafts.ts';

const TODAY = '2027-01-25';
const SORT = '2027-03-09#journey-1';
const JOURNEY = aJourney({
  open: [
    { key: '1.incident.reconcile.community', kind: 'incident', escalation: 0 },
    { key: '1.bank-account', kind: 'bank-account', escalation: 3, dueOn: '2027-01-18' },
    { key: '1.delivery-parked.agency.eastmoor', kind: 'delivery-parked', escalation: 2 },
  ],
});

describe('the sort key of a stuck journey', () => {
  it('says why it is stuck, as the journey itself does', () => {
    const { date, journeyId, causes } = readStuckSort(stuckSort(SORT, JOURNEY, TODAY));
    expect({ date, journeyId }).toEqual({ date: '2027-03-09', journeyId: 'journey-1' });
    expect(causes).toEqual(stuckCauses(JOURNEY, TODAY));
    expect(causes).toHaveLength(3);
  });

  it('says that nothing is stuck, or nothing at all where it was written before', () => {
    expect(readStuckSort(stuckSort(SORT, aJourney(), TODAY)).causes).toEqual([]);
    expect(readStuckSort(SORT).causes).toBeUndefined();
  });

  it('says only that something went wrong of a person whose record few may see', () => {
    const limited = { ...JOURNEY, limitedAccess: { excluded: [], restrictedTo: ['p.taylor'] } };
    expect(readStuckSort(stuckSort(SORT, limited, TODAY)).causes).toMatchObject([{ code: 'INCIDENT' }]);
  });

  it('leaves out causes that it does not know', () => {
    const sort = `${SORT}#LOST|accommodation||2027-01-18|1|1,OVERDUE|cookery|||1|1,OVERDUE||||1|0`;
    expect(readStuckSort(sort).causes).toEqual([{ code: 'OVERDUE', steps: 1, late: 0 }]);
  });

  it('never becomes too long for the table', () => {
    const open = Array.from({ length: 100 }, (_, number) => ({
      key: `1.delivery-parked.agency.the-council-of-place-${number}`,
      kind: 'delivery-parked' as const,
      escalation: 0,
    }));
    const sort = stuckSort(SORT, aJourney({ open }), TODAY);
    expect(Buffer.byteLength(sort)).toBeLessThan(MAX_SORT_KEY_BYTES);
    expect(readStuckSort(sort).causes?.length).toBeGreaterThan(10);
  });
});

it.each<{ only: StuckFilter; matches: boolean }>([
  { only: {}, matches: true },
  { only: { code: 'OVERDUE' }, matches: true },
  { only: { code: 'ESCALATED' }, matches: false },
  { only: { code: 'OVERDUE', pathway: 'health', agencyId: '' }, matches: true },
  { only: { code: 'OVERDUE', pathway: '' }, matches: false },
  { only: { agencyId: 'eastmoor' }, matches: false },
  { only: { late: true }, matches: false },
])('a step about health that is not late matches $only: $matches', ({ only, matches }) => {
  expect(matchesFilter({ code: 'OVERDUE', pathway: 'health', late: 0 }, only)).toBe(matches);
});
