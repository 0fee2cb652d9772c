import { afterEach, describe, expect, it } from '@jest/globals';
import { officerChoices } from '../../../web/console/officer-choices.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ELSEWHERE, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

const WHERE = { prison: 'LEI', region: 'N54' };
const officer = (id: string, name: string, prisons: readonly string[], regions: readonly string[] = []) => ({
  id,
  name,
  prisons,
  regions,
});
const STAFF = [
  officer('z', 'Zoe Lam', ['LEI', 'MDI'], ['N54']),
  officer('m', 'Mo Rashid', ['MDI'], ['N03']),
  officer('a', 'Amira Khan', ['LEI'], ['N54']),
];
const textsOf = (...given: Parameters<typeof officerChoices>) =>
  officerChoices(...given).map(({ text }) => text);

describe('the officers that a form offers', () => {
  it('of the prison are its own, by name', () => {
    expect(textsOf(STAFF, 'POM', WHERE)).toEqual(['Amira Khan', 'Zoe Lam']);
  });

  it('of a prison that has none are all, each with their prison', () => {
    expect(textsOf(STAFF, 'POM', { ...WHERE, prison: 'NHI' })).toEqual([
      'Amira Khan, HMP Leeds',
      'Mo Rashid, HMP Moorland',
      'Zoe Lam, HMP Leeds, HMP Moorland',
    ]);
  });

  it.each(['COM', 'YOT'] as const)(
    'of the community begin with the region, and leave out nobody: %s',
    (duty) => {
      const [first, second, third = ''] = textsOf(STAFF, duty, WHERE);
      expect([first, second]).toEqual(['Amira Khan', 'Zoe Lam']);
      expect(third).toBe('Mo Rashid, Wales');
    },
  );

  it('are those on the page that changes them', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const { $ } = await visitor.open(`/journeys/${world.id}/officers`);
    const offered = $('select[name=pom] option')
      .toArray()
      .map((each) => $(each).val());
    expect(offered).toContain(POM.id);
    expect(offered).not.toContain(ELSEWHERE.id);
  });
});
