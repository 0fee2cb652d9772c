import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds } from '../support/journey-world.ts';
import { manyJourneys } from '../support/caseload.ts';
import { POM } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const firstRow = (visitor: Visitor): string =>
  visitor.seen().$('tbody tr').first().text().replace(/\s+/g, ' ').trim();

describe('a release day that passes without a record', () => {
  it('is at the top of the next days and the next weeks, and needs attention, until it is recorded', async () => {
    const world = await daysBeforeRelease(3);
    await world.advanceTo(addDays(PLAIN_RELEASE, 2));
    await manyJourneys(world, 2, (index) => ({
      lastName: `Later ${index}`,
      releaseDateInForce: addDays(PLAIN_RELEASE, 3 + index),
    }));
    const visitor = await Visitor.signedInAs(POM, world);
    for (const view of ['next-days', 'pre-release', 'attention']) {
      await visitor.open(`/caseload?view=${view}`);
      expect(firstRow(visitor)).toContain('Zebedee Quillfeather');
      expect(firstRow(visitor)).toContain('Release not recorded');
    }
    await visitor.open('/caseload?view=after-release');
    expect(visitor.seen().words).not.toContain('Quillfeather');
  });
});

describe('an excluded person whose release day is a Friday', () => {
  it('has a tag that says so, and none that says that anyone decided', async () => {
    const world = await daysBeforeRelease(20, {
      releaseDate: '2027-03-13',
      sentence: { startDate: addDays('2027-03-13', -20) },
    });
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open('/caseload');
    expect(firstRow(visitor)).toContain('Friday 12 March 2027');
    expect(firstRow(visitor)).toContain('Friday release');
    expect(firstRow(visitor)).not.toContain('decided');
    expect(visitor.seen().$('tbody .govuk-tag--green')).toHaveLength(0);
  });
});
