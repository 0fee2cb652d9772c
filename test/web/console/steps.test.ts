import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../domain/law/time.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ELSEWHERE, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('the page of what waits for me', () => {
  it('lists my open steps with person, deadline and release date, each leading to its form', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    const { $, heading } = await visitor.open('/steps');
    expect(heading).toBe('Waiting for me');
    const link = $('tbody th a').filter((_, each) => $(each).text().startsWith('Where will they live?'));
    expect(link.text()).toBe('Where will they live? for Zebedee Quillfeather');
    expect(link.attr('href')).toBe(`/journeys/${world.id}/steps/1.housing-need`);
    expect(link.closest('tr').text()).toContain('Tuesday 9 March 2027');
  });

  it('links a governor to the decision', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-25' });
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const { $ } = await visitor.open('/steps');
    expect($('tbody th a').attr('href')).toBe(`/journeys/${world.id}/release-day`);
  });

  it('can be narrowed to what is overdue', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/steps?show=overdue')).words).toContain('Nothing of yours is overdue.');
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 1));
    const page = await visitor.open('/steps?show=overdue');
    expect(page.$('tbody').text()).toContain('Where will they live?');
    expect(page.$('tbody .govuk-tag').first().text().trim()).toBe('Overdue');
  });

  it('has a message when the list is empty', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await visitor.open('/steps')).words).toContain('Nothing waits for you.');
  });
});
