import { expect, it } from '@jest/globals';
import { dateOutOfOrder } from '../../domain/pathways/licence-and-release-date/date-order.ts';

const IN_ORDER = {
  dateOfBirth: '1990-05-17',
  startDate: '2027-01-04',
  releaseDate: '2027-03-09',
  supervisionEndsOn: '2027-12-09',
};
const TODAY = '2027-01-04';

it.each([
  { case: 'all are in order', patch: {}, date: undefined },
  { case: 'release is today', patch: { releaseDate: TODAY }, date: undefined },
  {
    case: 'supervision ends on the day of release',
    patch: { supervisionEndsOn: '2027-03-09' },
    date: undefined,
  },
  { case: 'the sentence begins tomorrow', patch: { startDate: '2027-01-05' }, date: 'startDate' },
  { case: 'release was yesterday', patch: { releaseDate: '2027-01-03' }, date: 'releaseDate' },
  { case: 'supervision ends before', patch: { supervisionEndsOn: '2027-03-08' }, date: 'supervisionEndsOn' },
  { case: 'the birth is on the day of sentence', patch: { dateOfBirth: TODAY }, date: 'dateOfBirth' },
])('names $date when $case', ({ patch, date }) => {
  expect(dateOutOfOrder({ ...IN_ORDER, ...patch }, TODAY)?.date).toBe(date);
});
