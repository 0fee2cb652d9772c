import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, POM } from '../../support/people.ts';
import { daysBeforeRelease, OFFICERS } from '../../support/stages.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const date = (name: string, day: string, month: string, year: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const GIVEN = {
  ...date('startDate', '5', '10', '2026'),
  releaseKind: 'DETERMINATE',
  ...date('supervisionEndsOn', '9', '12', '2027'),
  ...date('releaseDate', '9', '3', '2027'),
  dateType: 'CRD',
};

/** A person remanded on 1 July 2026, on Monday 5 October. */
async function onRemand(): Promise<{ world: JourneyWorld; visitor: Visitor; address: string }> {
  const world = await journeyWorld({ today: '2026-07-01' });
  await world.startJourney({ officers: OFFICERS, sentence: { releaseKind: 'REMAND' } });
  await world.complete('immediate-needs', 'RECORDED');
  await world.advanceTo('2026-10-05');
  const visitor = await Visitor.signedInAs(POM, world);
  return { world, visitor, address: `/journeys/${world.id}/sentence` };
}

describe('the page of a person on remand', () => {
  it('says that the journey sleeps, and leads to recording the sentence only', async () => {
    const { world, visitor, address } = await onRemand();
    const page = await visitor.open(`/journeys/${world.id}`);
    expect(page.words).toContain(
      'The person is on remand. Work towards release starts when their sentence is recorded.',
    );
    expect(page.words).toContain('The person is on remand. There are no dates until a sentence is recorded.');
    expect(page.words).toMatch(/On remand from ?1 Jul 2026/);
    expect(page.words).toMatch(/The journey began at [^.]+\. The person is on remand\./);
    expect(page.$(`a[href="${address}"]`).text().trim()).toBe('Record the sentence');
    for (const path of ['release-date', 'what-if'])
      expect(page.$(`a[href="/journeys/${world.id}/${path}"]`)).toHaveLength(0);
  });
});

describe('recording a sentence', () => {
  it('is checked, then recorded, and shows on the person', async () => {
    const { world, visitor, address } = await onRemand();
    const form = await visitor.open(address);
    expect(form.words).toContain('On remand from Wednesday 1 July 2026.');
    expect(form.$('input[value=REMAND]')).toHaveLength(0);
    const check = await visitor.send(FORM, GIVEN);
    expect(check.heading).toBe('Check the sentence');
    expect(check.words).toContain('Every deadline is counted from Tuesday 9 March 2027');
    expect(check.words).toMatch(/Sentence began ?Monday 5 October 2026/);
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('The sentence is recorded.');
    expect(page.words).toContain(
      'A sentence was recorded. It began on Monday 5 October 2026; before it, the person was on remand from Wednesday 1 July 2026.',
    );
    expect(page.words).toMatch(/On remand from ?1 Jul 2026/);
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-09');
    expect(page.$(`a[href="${address}"]`)).toHaveLength(0);
  });

  it('of time served says that they go straight to the community, and takes them there', async () => {
    const { world, visitor, address } = await onRemand();
    await world.advanceTo('2026-10-08');
    await visitor.open(address);
    const check = await visitor.send(FORM, { ...GIVEN, ...date('releaseDate', '5', '10', '2026') });
    expect(check.words).toContain(
      'The person was released on Monday 5 October 2026: their time was served. They go straight to the community',
    );
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('Released Monday 5 October 2026 ');
  });

  it('without a date says that the journey sleeps on', async () => {
    const { visitor, address } = await onRemand();
    await visitor.open(address);
    const typed = {
      ...GIVEN,
      ...date('releaseDate', '', '', ''),
      dateType: '',
      releaseKind: 'INDETERMINATE',
    };
    const check = await visitor.send(FORM, typed);
    expect(check.words).toContain(
      'No release date is known. Work towards release starts when one is recorded.',
    );
  });

  it.each([
    {
      case: 'nothing',
      typed: { ...date('startDate', '', '', ''), releaseKind: '' },
      errors: ['Enter the day the sentence began', 'Choose the kind of release'],
    },
    {
      case: 'a sentence before the remand',
      typed: date('startDate', '30', '6', '2026'),
      errors: [
        'The day the sentence began must be on or after Wednesday 1 July 2026, when the remand began.',
      ],
    },
    {
      case: 'supervision that ends before release',
      typed: date('supervisionEndsOn', '1', '12', '2026'),
      errors: ['The release date must be on or before Tuesday 1 December 2026, when supervision ends.'],
    },
  ])('comes back with $case, and keeps what was typed', async ({ typed, errors }) => {
    const { world, visitor, address } = await onRemand();
    await visitor.open(address);
    let page = await visitor.send(FORM, { ...GIVEN, ...typed });
    if (page.status === 200) page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(errors);
    expect(page.$('#releaseDate-year').val()).toBe('2027');
    expect((await world.journey()).sentence.releaseKind).toBe('REMAND');
  });

  it('is refused for a confirmed date that nobody has approved', async () => {
    const { visitor, address } = await onRemand();
    await visitor.open(address);
    await visitor.send(FORM, { ...GIVEN, releaseKind: 'INDETERMINATE', dateType: 'CONFIRMED' });
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(400);
    expect(page.errors[0]).toContain('No date is recorded on which the person may be released.');
  });

  it('is not possible for a person who is sentenced', async () => {
    const world = await daysBeforeRelease(40);
    const visitor = await Visitor.signedInAs(POM, world);
    const page = await visitor.open(`/journeys/${world.id}/sentence`);
    expect(page.status).toBe(409);
    expect(page.words).toContain('The person is not on remand, or has been released.');
  });

  it('is for the offender management unit', async () => {
    const { world, address } = await onRemand();
    const visitor = await Visitor.signedInAs(COM, world);
    expect((await visitor.open(address)).status).toBe(403);
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(0);
  });
});
