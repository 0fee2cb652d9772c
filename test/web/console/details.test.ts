import { afterEach, describe, expect, it } from '@jest/globals';
import { recordPersonDetails } from '../../../application/commands/record-details.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, GOVERNOR, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import type { User } from '../../../domain/access/user.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const born = (day: string, month: string, year: string) => ({
  'dateOfBirth-day': day,
  'dateOfBirth-month': month,
  'dateOfBirth-year': year,
});

async function atDetails(world: JourneyWorld, who: User = POM): Promise<Visitor> {
  const visitor = await Visitor.signedInAs(who, world);
  await visitor.open(`/journeys/${world.id}/details`);
  return visitor;
}

describe('the page of personal details', () => {
  it.each([POM, COM])('is linked from the person’s page for $id, and records a tier', async (who) => {
    const world = await daysBeforeRelease(60, { sex: 'MALE', tier: 'C1' });
    const visitor = await Visitor.signedInAs(who, world);
    const person = await visitor.open(`/journeys/${world.id}`);
    const form = await visitor.open(person.$('a:contains("Record personal details")').attr('href') ?? '');
    expect(form.$('input[name="sex"]:checked').val()).toBe('MALE');
    expect(form.$('#tier option[selected]').val()).toBe('C1');
    expect(form.$('#dateOfBirth-year').val()).toBe('1990');
    const page = await visitor.send(FORM, { tier: 'B2' });
    expect(page.path).toBe(`/journeys/${world.id}`);
    expect(page.words).toContain('The details are recorded.');
    expect(page.words).toContain('Tier: B2 (before: C1).');
    expect((await world.journey()).tier).toBe('B2');
  });

  it.each([
    {
      case: 'a day that is not in the calendar',
      typed: born('30', '2', '1990'),
      error: 'The date of birth must be a real date',
    },
    {
      case: 'a correction without a reason',
      typed: born('18', '5', '1990'),
      error: 'Give the reason for the correction.',
    },
    {
      case: 'a PNC number with the wrong check letter',
      typed: { pnc: '79/0163001n' },
      error: 'Enter a PNC number whose last letter is right, such as 79/0163001B',
    },
    { case: 'a CRN of another form', typed: { crn: '123' }, error: 'Enter a CRN, such as X123456' },
    { case: 'a tier that is not on the list', typed: { tier: 'Z9' }, error: 'Choose the tier from the list' },
    {
      case: 'too long a reason',
      typed: { reason: '.'.repeat(2_001) },
      error: 'Use 2,000 characters or fewer for the reason',
    },
  ])('comes back with an error for $case, and keeps what was typed', async ({ typed, error }) => {
    const world = await daysBeforeRelease(60, { sex: 'MALE' });
    const page = await (await atDetails(world)).send(FORM, { ...typed, sex: 'MALE' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([error]);
    for (const [name, value] of Object.entries(typed).filter(([field]) => field !== 'tier'))
      expect(page.$(`[name="${name}"]`).val()).toBe(value);
    expect((await world.journey()).dateOfBirth).toBe('1990-05-17');
  });

  it('corrects a date of birth with its reason, and says who is to be named', async () => {
    const world = await daysBeforeRelease(60);
    const page = await (
      await atDetails(world)
    ).send(FORM, { ...born('1', '3', '2010'), reason: 'A misprint' });
    expect(page.words).toContain('Date of birth: Monday 1 March 2010 (before: Thursday 17 May 1990).');
    expect(page.words).toContain('Reason: A misprint.');
    expect(page.words).toContain('Name the youth offending team worker');
  });

  it('is a conflict when someone else changed them meanwhile, and shows what was sent', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await atDetails(world);
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { tier: 'A1' }));
    const page = await visitor.send(FORM, { tier: 'B2' });
    expect(page.status).toBe(409);
    expect(page.words).toContain('B2');
    expect((await world.journey()).tier).toBe('A1');
  });

  it('is refused to others, who see no link to it', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await atDetails(world, GOVERNOR);
    expect(visitor.seen().status).toBe(403);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$('a:contains("Record personal details")')).toHaveLength(0);
  });
});
