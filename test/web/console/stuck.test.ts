import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, ELSEWHERE } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('the page of what is stuck', () => {
  it('has a message when nothing is stuck', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open('/stuck');
    expect(page.words).toContain('No journey is stuck.');
    expect(page.$('table')).toHaveLength(0);
  });

  it('gives person, release, code, cause, owner, age and next automatic action, with a link', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open('/stuck');
    const row = $('tbody tr')
      .toArray()
      .map((each) => $(each))
      .find((each) => each.text().includes('Where will they live?'));
    const words = row?.text().replace(/\s+/g, ' ').trim() ?? '';
    expect(words).toMatch(
      /^Zebedee Quillfeather A1234BC HMP Moorland Tuesday 9 March 2027 in \d+ days \d of 7 essentials settled Overdue/,
    );
    expect(words).toContain('Overdue');
    expect(words).toContain('Pat Taylor');
    expect(words).toContain('overdue for 1 day');
    expect(words).toMatch(
      /If it is still open on \w+ \d+ \w+ 20\d\d, it goes on the list of the head of offender management of HMP Moorland too\.$/,
    );
    expect(row?.find('a').attr('href')).toBe(`/journeys/${world.id}`);
  });

  it('says of a place to sleep for how long it has been asked, not for how long the person has had none', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(PLAIN_RELEASE, -1));
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { words } = await visitor.open('/stuck');
    expect(words).toMatch(
      /Nowhere to live The person has nowhere to live from the day of release\..* open for 59 days/,
    );
  });

  it('shows only the user’s own people', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await visitor.open('/stuck')).html).not.toContain('Quillfeather');
    expect(visitor.seen().words).toContain('None of your people’s journeys is stuck.');
  });

  it('says what is wrong with a garbled place in the list', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await visitor.open('/stuck?cursor=garbled')).status).toBe(400);
  });
});
