import { describe, expect, it } from '@jest/globals';
import { SUPPORT_PATHWAYS } from '../../domain/pathways/support/pathways.ts';
import { servicesFor, type RoutedPerson } from '../../domain/pathways/support/services.ts';
import { THE_LAW } from '../support/law.ts';

const TODAY = '2027-03-09';
const MAN: RoutedPerson = { dateOfBirth: '1990-05-17', region: 'N54', sex: 'MALE' };

const names = (person: Partial<RoutedPerson>, pathway = SUPPORT_PATHWAYS[1]): readonly string[] =>
  pathway === undefined
    ? []
    : servicesFor({ ...MAN, ...person }, pathway, TODAY, THE_LAW).map(({ id }) => id);

describe('services of support', () => {
  it.each([
    ['a man', {}, ['open-door-work']],
    ['a woman', { sex: 'FEMALE' }, ['willow-house', 'open-door-work']],
    ['somebody whose sex is not specified', { sex: 'NOT_SPECIFIED' }, ['open-door-work']],
    ['somebody whose sex nobody recorded', { sex: undefined }, ['open-door-work']],
    ['a young adult', { dateOfBirth: '2005-05-17' }, ['next-step-18-25', 'open-door-work']],
    [
      'somebody on the last day of being 25',
      { dateOfBirth: '2001-03-10' },
      ['next-step-18-25', 'open-door-work'],
    ],
    ['somebody who is 26 today', { dateOfBirth: '2001-03-09' }, ['open-door-work']],
    ['somebody who is 18 today', { dateOfBirth: '2009-03-09' }, ['next-step-18-25', 'open-door-work']],
    ['a child', { dateOfBirth: '2009-03-10', sex: 'FEMALE' }, ['youth-team-support']],
    [
      'a young woman in Wales',
      { dateOfBirth: '2005-05-17', sex: 'FEMALE', region: 'N03' },
      ['canolfan-helyg', 'cam-nesaf-18-25', 'open-door-work'],
    ],
  ] as const)('for %s are those of their sex, age and region', (_case, person, expected) => {
    expect(names(person)).toEqual(expected);
  });

  it.each(SUPPORT_PATHWAYS)('has a service for every adult in each region of the sample: %s', (pathway) => {
    for (const region of ['N54', 'N03', 'N07']) expect(names({ region }, pathway).length).toBeGreaterThan(0);
  });

  it.each(SUPPORT_PATHWAYS)('has the youth offending team for every child: %s', (pathway) => {
    expect(names({ dateOfBirth: '2011-01-01', region: 'N07' }, pathway)).toEqual(['youth-team-support']);
  });
});
