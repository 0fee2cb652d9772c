import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, POM } from '../../support/people.ts';
import { daysBeforeRelease, released } from '../../support/stages.ts';

afterEach(closeWorlds);

// Release is on 9 March 2027.
const FORM = 'main form';
const SETTLED = {
  outcome: 'HAS_ADDRESS',
  settledType: 'SETTLED',
  addressLines: '12 Mill Lane\r\nLeeds',
  postcode: 'LS1 4AP',
  note: 'With their sister',
};
const BED = { ...SETTLED, settledType: 'TRANSIENT' };

function date(name: string, day: string, month: string, year: string): Readonly<Record<string, string>> {
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

const REFUSED = [
  {
    case: 'an invalid postcode',
    typed: { ...SETTLED, postcode: 'ls1 4a' },
    error: 'Enter a full UK postcode, like LS1 4AP',
    href: '#postcode',
  },
  {
    case: 'no postcode',
    typed: { ...SETTLED, postcode: '' },
    error: 'Enter the postcode.',
    href: '#postcode',
  },
  {
    case: 'no address',
    typed: { ...SETTLED, addressLines: '' },
    error: 'Enter the address.',
    href: '#addressLines',
  },
  {
    case: 'too many lines of address',
    typed: { ...SETTLED, addressLines: '1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7' },
    error: 'Enter the address, in 6 lines and 300 characters or fewer',
    href: '#addressLines',
  },
  {
    case: 'a last night before the first',
    typed: {
      ...BED,
      ...date('firstNight', '20', '3', '2027'),
      ...date('lastNight', '19', '3', '2027'),
    },
    error: 'The last night must not be before the first night.',
    href: '#lastNight-day',
  },
  {
    case: 'a last night before the day of release',
    typed: { ...BED, ...date('lastNight', '8', '3', '2027') },
    error: 'The last night must not be before the first night.',
    href: '#lastNight-day',
  },
  {
    case: 'a last night that is not a date',
    typed: { ...BED, ...date('lastNight', '30', '2', '2027') },
    error: 'Enter the last night as a real date, like 23 12 2026',
    href: '#lastNight-day',
  },
  {
    case: 'half a first night',
    typed: { ...BED, ...date('firstNight', '', '3', '2027'), ...date('lastNight', '19', '3', '2027') },
    error: 'Enter the first night as a real date, like 23 12 2026',
    href: '#firstNight-day',
  },
  {
    case: 'a temporary address without a last night',
    typed: BED,
    error: 'Enter the last night of the temporary address.',
    href: '#lastNight-day',
  },
  {
    case: 'a settled address with a last night',
    typed: { ...SETTLED, ...date('lastNight', '19', '3', '2027') },
    error: 'A settled address has no last night. If it ends, it is temporary.',
    href: '#lastNight-day',
  },
] as const;

describe('the fields of an address', () => {
  it('ask for its lines, postcode, kind, first night and last night, each with a label', async () => {
    const { $ } = (await atForm()).seen();
    for (const [id, label] of [
      ['addressLines', 'Address'],
      ['postcode', 'Postcode'],
      ['firstNight-day', 'Day'],
      ['lastNight-year', 'Year'],
    ])
      expect($(`label[for="${id}"]`).text().trim()).toBe(label);
    expect($('#addressLines').prop('tagName')).toBe('TEXTAREA');
    expect(
      $('input[name="settledType"]')
        .toArray()
        .map((each) => $(each).attr('value')),
    ).toEqual(['SETTLED', 'TRANSIENT']);
    const legends = $('legend')
      .toArray()
      .map((each) => $(each).text().trim());
    expect(legends).toEqual(expect.arrayContaining(['First night (optional)', 'Last night']));
  });

  it.each(REFUSED)(
    'come back with $case: what is wrong at the top and at the field, and everything as typed',
    async ({ typed, error, href }) => {
      const world = await daysBeforeRelease(60);
      const { version } = await world.journey();
      const page = await (await atForm(world)).send(FORM, typed);
      expect([page.status, page.errors]).toEqual([400, [error]]);
      const { $ } = page;
      expect($('.govuk-error-summary__list a').attr('href')).toBe(href);
      expect($(href)).toHaveLength(1);
      expect($(href).closest('.govuk-form-group--error').find('.govuk-error-message').text()).toContain(
        error,
      );
      for (const [name, value] of Object.entries(typed))
        expect([name, typedIn(page.$, name)]).toEqual([name, value]);
      expect((await world.journey()).version).toBe(version);
    },
  );

  it('of a bed in approved premises come back as typed with a last night before the day of release', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP');
    const visitor = await atForm(world, 'cas1-decision');
    const typed = {
      outcome: 'PLACE_OFFERED',
      sex: 'MALE',
      tier: 'A2',
      ...date('lastNight', '8', '3', '2027'),
    };
    const page = await visitor.send(FORM, typed);
    expect(page.errors).toEqual(['The last night must not be before the first, the day of release.']);
    expect(page.$('.govuk-error-summary__list a').attr('href')).toBe('#lastNight-day');
    for (const [name, value] of Object.entries(typed))
      expect([name, typedIn(page.$, name)]).toEqual([name, value]);
    await visitor.send(FORM, date('lastNight', '9', '3', '2027'));
    expect((await world.step('cas1-decision')).outcome).toBe('PLACE_OFFERED');
  });
});

describe('an address, once recorded', () => {
  it('is on the person’s page: lines, postcode, kind, last night and who found it', async () => {
    const world = await daysBeforeRelease(60);
    const page = await (await atForm(world)).send(FORM, { ...BED, ...date('lastNight', '19', '3', '2027') });
    expect(page.path).toBe(`/journeys/${world.id}`);
    expect(page.words).toContain('A temporary address is recorded, until the night of Friday 19 March 2027.');
    expect(page.words).toContain('12 Mill Lane, Leeds, LS1 4AP');
    expect(page.words).toContain('Found by prison staff.');
  });

  it('is shown with its first night, when the person has nowhere until then', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP');
    await released(world);
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open(`/journeys/${world.id}/steps/1.urgent-housing`);
    const page = await visitor.send(FORM, {
      ...SETTLED,
      outcome: 'ADDRESS_FOUND',
      ...date('firstNight', '16', '3', '2027'),
    });
    expect(page.words).toContain('There is nowhere to sleep on the night of Tuesday 9 March 2027.');
    expect(page.words).toContain('A home is recorded, from the night of Tuesday 16 March 2027.');
    expect(page.words).toContain('12 Mill Lane, Leeds, LS1 4AP');
    expect(page.words).toContain('Found by community staff.');
    expect(page.words).not.toContain('No address is recorded');
  });
});

async function atForm(world?: JourneyWorld, step = 'housing-need'): Promise<Visitor> {
  const at = world ?? (await daysBeforeRelease(60));
  const visitor = await Visitor.signedInAs(POM, at);
  await visitor.open(`/journeys/${at.id}/steps/1.${step}`);
  return visitor;
}

/** What a field holds when the form comes back; line breaks as browsers send them. */
function typedIn($: SeenPage['$'], name: string): string {
  const choice = $(`input[type="radio"][name="${name}"]`);
  const value = choice.length > 0 ? $(`input[name="${name}"]:checked`).val() : $(`[name="${name}"]`).val();
  return String(value).replace(/\r?\n/g, '\r\n');
}
