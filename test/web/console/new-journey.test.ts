import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../../support/journey-world.ts';
import { lawWith } from '../../support/law.ts';
import { GOVERNOR, POM } from '../../support/people.ts';

afterEach(closeWorlds);

const FORM = 'main form';
const date = (name: string, day: string, month: string, year: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const GIVEN = {
  firstName: 'Ottoline',
  lastName: 'Fairweather',
  prisonNumber: 'b1234cd',
  ...date('dateOfBirth', '31', '3', '1990'),
  sex: 'FEMALE',
  tier: 'B2',
  prison: 'MDI',
  ...date('startDate', '14', '9', '2026'),
  releaseKind: 'DETERMINATE',
  ...date('supervisionEndsOn', '14', '9', '2027'),
  ...date('releaseDate', '25', '12', '2026'),
  dateType: 'CRD',
};

const ON_REMAND = {
  releaseKind: 'REMAND',
  lengthDays: '',
  dateType: '',
  ...date('releaseDate', '', '', ''),
  ...date('supervisionEndsOn', '', '', ''),
};

async function starting(): Promise<{ world: JourneyWorld; visitor: Visitor }> {
  const world = await journeyWorld({ today: '2026-11-20' });
  const visitor = await Visitor.signedInAs(POM, world);
  await visitor.open('/journeys/new');
  return { world, visitor };
}

describe('starting a journey', () => {
  it('is checked, then started, and leads to the person', async () => {
    const { visitor } = await starting();
    const check = await visitor.send(FORM, GIVEN);
    expect(check.heading).toBe('Check before the journey starts');
    expect(check.words).toContain('B1234CD');
    expect(check.words).toMatch(/Sex ?Female Tier ?B2/);
    expect(check.words).toContain('Yorkshire and the Humber');
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.heading).toBe('Ottoline Fairweather');
    expect(page.path).toMatch(/^\/journeys\/[a-z0-9]{26}$/);
    expect(page.words).toContain('The journey has started.');
    expect(page.words).toMatch(/Date of birth ?31 Mar 1990 \(aged 36\) Sex ?Female Tier ?B2/);
  });

  it('takes the CRN and PNC number, and shows them before it starts', async () => {
    const { world, visitor } = await starting();
    const check = await visitor.send(FORM, { ...GIVEN, crn: 'x123456', pnc: '79/0163001b' });
    expect(check.words).toMatch(/CRN ?X123456 PNC number ?79\/0163001B/);
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('X123456');
    const other = await Visitor.signedInAs(POM, world);
    await other.open('/journeys/new');
    await other.send(FORM, { ...GIVEN, prisonNumber: 'B1234CE', crn: 'X123456' });
    const refusal = await other.send(FORM, { action: 'confirm' });
    expect(refusal.errors).toEqual([
      'This CRN is recorded for another person. Check it, and the prison number of this person.',
    ]);
  });

  it.each([
    ['a CRN of another form', { crn: '12' }, 'Enter a CRN, such as X123456'],
    [
      'a PNC number whose letter is wrong',
      { pnc: '79/0163001C' },
      'Enter a PNC number whose last letter is right, such as 79/0163001B',
    ],
    ['a tier that does not exist', { tier: 'E9' }, 'Choose the tier from the list'],
    [
      'a child of nine',
      date('dateOfBirth', '15', '9', '2016'),
      'Nobody under 10 can be sentenced. Check the date of birth and the day the sentence began.',
    ],
  ])('is refused for %s', async (_case, typed, problem) => {
    const { visitor } = await starting();
    const page = await visitor.send(FORM, { ...GIVEN, ...typed });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([problem]);
  });

  it('says for which terms the length matters, by the law in force', async () => {
    const world = await journeyWorld({ today: '2026-11-20', law: lawWith({ saturdayTermDays: 9 }) });
    const visitor = await Visitor.signedInAs(POM, world);
    const { words } = await visitor.open('/journeys/new');
    expect(words).toContain(
      'Counts for a term of nine days or fewer, and for the release date after a recall',
    );
  });

  it('confirmed twice starts one journey', async () => {
    const { visitor } = await starting();
    const check = await visitor.send(FORM, GIVEN);
    const first = await visitor.send(FORM, { action: 'confirm' });
    visitor.page = check;
    expect((await visitor.send(FORM, { action: 'confirm' })).path).toBe(first.path);
  });

  it('shows every problem with a link to its field, and keeps the typed text', async () => {
    const { visitor } = await starting();
    const page = await visitor.send(FORM, {
      firstName: 'Ottoline',
      prisonNumber: '12',
      lengthDays: 'many',
      prison: '',
    });
    expect(page.status).toBe(400);
    expect(page.title).toBe('Error: Start a journey - Through the Gate');
    expect(page.errors).toEqual([
      'Enter the last name',
      'Enter the prison number, like A1234BC',
      'Enter the date of birth',
      'Choose the sex',
      'Choose the prison',
      'Enter the day the sentence began',
      'Choose the kind of release',
      'The whole term must be a number of days',
    ]);
    for (const link of page.$('.govuk-error-summary__list a').toArray())
      expect(page.$(page.$(link).attr('href') ?? '#none')).toHaveLength(1);
    expect(page.$('#firstName').val()).toBe('Ottoline');
    expect(page.$('#lengthDays').val()).toBe('many');
  });

  it.each([
    {
      case: 'a release before the sentence',
      typed: date('releaseDate', '1', '9', '2026'),
      error: 'The release date must be Friday 23 October 2026 or later.',
    },
    {
      case: 'supervision that ends before release',
      typed: date('supervisionEndsOn', '1', '12', '2026'),
      error: 'The release date must be on or before Tuesday 1 December 2026, when supervision ends.',
    },
    {
      case: 'a birth after the sentence began',
      typed: date('dateOfBirth', '1', '10', '2026'),
      error: 'The date of birth must be before the sentence began.',
    },
    {
      case: 'a sentence yet to begin',
      typed: date('startDate', '1', '12', '2026'),
      error: 'The day the sentence began must be today or earlier.',
    },
    {
      case: 'a remand yet to begin',
      typed: { ...ON_REMAND, ...date('startDate', '1', '12', '2026') },
      error: 'The day the remand began must be today or earlier.',
    },
    {
      case: 'no day of remand',
      typed: { ...ON_REMAND, ...date('startDate', '', '', '') },
      error: 'Enter the day the remand began',
    },
    {
      case: 'a birth after the remand began',
      typed: { ...ON_REMAND, ...date('dateOfBirth', '1', '10', '2026') },
      error: 'The date of birth must be before the remand began.',
    },
    {
      case: 'a child of nine on remand',
      typed: { ...ON_REMAND, ...date('dateOfBirth', '15', '9', '2016') },
      error:
        'Nobody under 10 can be remanded in custody. Check the date of birth and the day the remand began.',
    },
    {
      case: 'a name with hidden characters',
      typed: { firstName: 'Fay\u202E' },
      error: 'Remove the hidden characters. If you pasted this, type it instead.',
    },
  ])('comes back with $case', async ({ typed, error }) => {
    const { visitor } = await starting();
    let page = await visitor.send(FORM, { ...GIVEN, ...typed });
    if (page.status === 200) page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([error]);
    expect(page.$('#lastName').val()).toBe('Fairweather');
  });

  const NO_DATE = { ...date('releaseDate', '', '', ''), dateType: '' };
  const ASLEEP =
    'Officers are named and immediate needs are recorded; work towards release starts when a release date is recorded.';

  it.each([
    {
      case: 'a life sentence and no date',
      typed: { ...NO_DATE, releaseKind: 'INDETERMINATE', ...date('supervisionEndsOn', '', '', '') },
      means: `No release date is known. ${ASLEEP}`,
      shown: /Date given ?Not known yet Supervision ends ?Not known/,
    },
    {
      case: 'a determinate sentence whose dates are not calculated yet',
      typed: NO_DATE,
      means: `No release date is known. ${ASLEEP}`,
      shown: /Date given ?Not known yet Supervision ends ?Tuesday 14 September 2027/,
    },
    {
      case: 'only the day parole may be granted',
      typed: { releaseKind: 'PAROLE_BOARD', ...date('releaseDate', '1', '2', '2027'), dateType: 'PED' },
      means: `No release date is known. The parole eligibility date (PED) is kept, but nobody is released by it. ${ASLEEP}`,
      shown: /Date given ?Monday 1 February 2027, the parole eligibility date/,
    },
  ])('of a person with $case says that it sleeps, and starts', async ({ typed, means, shown }) => {
    const { visitor } = await starting();
    const check = await visitor.send(FORM, { ...GIVEN, ...typed });
    expect(check.heading).toBe('Check before the journey starts');
    expect(check.$('.govuk-inset-text').text()).toBe(means);
    expect(check.words).toMatch(shown);
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.heading).toBe('Ottoline Fairweather');
    expect(page.words).toContain('No release date is known.');
  });

  it('of a person on remand says that work towards release waits for a sentence, and starts', async () => {
    const { visitor } = await starting();
    const typed = { ...NO_DATE, releaseKind: 'REMAND', ...date('supervisionEndsOn', '', '', '') };
    const check = await visitor.send(FORM, { ...GIVEN, ...typed });
    expect(check.$('.govuk-inset-text').text()).toBe(
      'The person is on remand. Officers are named and immediate needs are recorded; work towards release starts when their sentence is recorded.',
    );
    expect(check.words).toMatch(/On remand from ?Monday 14 September 2026/);
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('The person is on remand.');
  });

  it('of a person whose time was served says that it starts in the community, and does', async () => {
    const { visitor } = await starting();
    const typed = { ...date('startDate', '2', '11', '2026'), ...date('releaseDate', '16', '11', '2026') };
    const check = await visitor.send(FORM, { ...GIVEN, ...typed });
    expect(check.$('.govuk-inset-text').text()).toBe(
      'The person was released on Monday 16 November 2026: their time was served. The journey starts in the community, and every deadline is counted from that day.',
    );
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.words).toContain('Released Monday 16 November 2026 ');
  });

  it('says nothing more where the release date is to come', async () => {
    const { visitor } = await starting();
    expect((await visitor.send(FORM, GIVEN)).$('.govuk-inset-text')).toHaveLength(0);
  });

  it.each([
    {
      case: 'a release date of a person on remand',
      typed: { releaseKind: 'REMAND', ...date('supervisionEndsOn', '', '', '') },
      error: 'Leave this empty for a person on remand. It is recorded with the sentence, when there is one.',
    },
    { case: 'a date without its type', typed: { dateType: '' }, error: 'Choose which date it is' },
    {
      case: 'a type without its date',
      typed: date('releaseDate', '', '', ''),
      error: 'Enter the release date',
    },
    {
      case: 'a part of a date',
      typed: date('supervisionEndsOn', '14', '', '2027'),
      error: 'The end of supervision must include a month',
    },
  ])('is refused with $case', async ({ typed, error }) => {
    const { visitor } = await starting();
    const page = await visitor.send(FORM, { ...GIVEN, ...typed });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual([error]);
  });

  it('is refused for a person with an open journey', async () => {
    const { visitor } = await starting();
    await visitor.send(FORM, GIVEN);
    await visitor.send(FORM, { action: 'confirm' });
    await visitor.open('/journeys/new');
    await visitor.send(FORM, GIVEN);
    const page = await visitor.send(FORM, { action: 'confirm' });
    expect(page.status).toBe(400);
    expect(page.errors).toEqual(['This person already has an open journey.']);
  });

  it('is for the offender management unit', async () => {
    const world = await journeyWorld({ today: '2026-11-20' });
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const page = await visitor.open('/journeys/new');
    expect(page.status).toBe(403);
    expect((await visitor.open('/caseload')).$('a[href="/journeys/new"]')).toHaveLength(0);
  });
});
