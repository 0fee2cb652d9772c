import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { recallPerson } from '../../../application/commands/recall-person.ts';
import { onLicence, REVOKED } from '../../support/recalls.ts';
import { COM, HEAD_OF_PDU, POM } from '../../support/people.ts';
import { daysBeforeRelease, releasedAfter } from '../../support/stages.ts';
import { getJourney } from '../../../application/queries/get-journey.ts';
import { addDays } from '../../../domain/law/time.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

interface Group {
  readonly name: string;
  readonly titles: readonly string[];
}

async function look(who: User, world: JourneyWorld) {
  const visitor = await Visitor.signedInAs(who, world);
  const page = await visitor.open(`/journeys/${world.id}`);
  const { $ } = page;
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const groups: readonly Group[] = $('#open-steps')
    .nextAll('h3')
    .toArray()
    .map((heading) => ({
      name: plain($(heading).text()),
      titles: $(heading)
        .next('ul')
        .find('h4')
        .toArray()
        .map((each) => plain($(each).text())),
    }));
  const step = (title: string): string => plain($(`.app-step:has(h4:contains("${title}"))`).text());
  const summary = plain($('#open-steps').next('p').text());
  const waits = plain($('#open-steps').nextAll('details').first().text());
  const later = plain($('#open-steps').nextAll('details.app-later').text());
  return { page, groups, step, summary, waits, later };
}

describe('the open steps of a person', () => {
  it('stand under their pathways, each with the day by which it is due', async () => {
    const world = await daysBeforeRelease(60);
    const { groups, summary } = await look(POM, world);
    expect(groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Accommodation', 'Finance, benefits and ID']),
    );
    expect(groups.find(({ name }) => name === 'Accommodation')?.titles).toContain('Where will they live?');
    const listed = groups.flatMap(({ titles }) => titles);
    const [open = 0, later = 0, mine = 0] = (summary.match(/\d+/g) ?? []).map(Number);
    expect(summary).toBe(`${open} steps are open. ${later} come later. You can answer ${mine} now.`);
    expect(open + later).toBe(listed.length);
  });

  it('say of one whose day comes only after release that release would have to move', async () => {
    const world = await daysBeforeRelease(300);
    const { opensOn = '' } = await world.step('custody-review');
    await world.advanceTo(opensOn);
    await world.complete('custody-review', 'REVIEWED');
    const next = await world.step('custody-review');
    expect(next.opensOn).toBe('2027-05-12');
    const { groups, later, summary } = await look(POM, world);
    const listed = groups.flatMap(({ titles }) => titles);
    expect(listed).not.toContain('Review of the time in custody');
    expect(later).toBe(
      'One step comes only if the release moves to a later day Review of the time in custody From Wednesday 12 May 2027',
    );
    expect(summary).toContain(`${listed.length}`);
    const work = await Visitor.signedInAs(POM, world);
    expect((await work.open('/steps')).words).not.toContain('Review of the time in custody');
    const found = ok(await getJourney(world.services, POM, world.id));
    expect(found.nextDue?.title).not.toBe('Review of the time in custody');
    await world.moveReleaseDate('2027-09-14');
    expect((await look(POM, world)).groups.flatMap(({ titles }) => titles)).toContain(
      'Review of the time in custody',
    );
  });

  it('begin with what is overdue, of whichever pathway, and what is due soonest comes before', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 2));
    const { groups, summary } = await look(POM, world);
    const found = await getJourney(world.services, POM, world.id);
    const steps = found.ok ? found.value.steps : [];
    const due = (title: string): string =>
      steps.find((each) => title.startsWith(each.title))?.dueOn ?? 'no day';
    expect(groups[0]?.name).toBe('Overdue');
    expect(groups[0]?.titles).toContain('Where will they live? Overdue');
    expect(summary).toContain(`${groups[0]?.titles.length} overdue`);
    expect(summary).toMatch(/^\d+ steps are open, \d+ overdue\. \d+ come later\. You can answer \d+ now\.$/);
    for (const { titles } of groups) {
      const days = titles.map(due);
      expect(days).toEqual(days.toSorted());
    }
    const first = groups.slice(1).map(({ titles: [title = ''] }) => due(title));
    expect(first).toEqual(first.toSorted());
  });

  it('say who is asked, “you” to the one who is, and on which list they go next', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn = '' } = await world.step('housing-need');
    await world.advanceTo(addDays(dueOn, 1));
    const asked = 'to record where the person was living and where they will go, by ';
    const mine = (await look(POM, world)).step('Where will they live?');
    expect(mine).toContain(`Waiting for you ${asked}`);
    expect(mine).toContain('it goes on the list of the head of offender management of HMP Moorland too.');
    expect(mine).toContain('Record the answer');
    const others = (await look(HEAD_OF_PDU, world)).step('Where will they live?');
    expect(others).toContain(`Waiting for Pat Taylor ${asked}`);
    expect(others).not.toContain('Record the answer');
  });

  it('lead a second officer to what is proposed, and nobody else', async () => {
    const world = await onLicence();
    const given = {
      type: 'FIXED_TERM',
      reason: 'LOST_CONTACT',
      explanation: 'Gone',
      alternatives: 'Calls',
    } as const;
    ok(await recallPerson(world.services, COM, world.id, { ...given, revokedOn: REVOKED }));
    const link = `a[href^="/journeys/${world.id}/proposals/"]`;
    const head = await look(HEAD_OF_PDU, world);
    expect(head.step('Approve a recall')).toContain('Approve or decline');
    expect(head.page.$(`.app-step ${link}`)).toHaveLength(1);
    const officer = await look(COM, world);
    expect(officer.page.$(`.app-step ${link}`)).toHaveLength(0);
    // Who proposed it may only take it back.
    expect(officer.page.$(link).text()).toBe('Withdraw it');
  });

  it('leave what waits for a day, and for nobody, in a list of its own', async () => {
    const world = await releasedAfter(3);
    const { groups, waits } = await look(COM, world);
    expect(waits).toMatch(/nobody has to act/);
    expect(waits).toContain('Licence or supervision ends');
    expect(groups.flatMap(({ titles }) => titles)).not.toContain('Licence or supervision ends');
  });
});
