import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAppointment } from '../../../application/commands/arrange-appointment.ts';
import { offerMentor } from '../../../application/commands/arrange-mentor.ts';
import { changeReleaseDate } from '../../../application/commands/set-release-date.ts';
import { journeyItem } from '../../../application/items.ts';
import type { User } from '../../../domain/access/user.ts';
import { GATE_ITEMS } from '../../../domain/record/recorded-release.ts';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, GOVERNOR, POM, SECOND } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

type Typed = Readonly<Record<string, string>>;

interface Filled {
  readonly world: JourneyWorld;
  readonly path: string;
}

interface FormOfJourney {
  readonly form: string;
  readonly who: User;
  readonly fill: () => Promise<Filled>;
  readonly typed: Typed;
  /** There is a page to check it first. */
  readonly confirmed?: true;
  /** What the page shows of it where it was not recorded. */
  readonly keeps: string;
  /** The form says which record it shows, so that only a change of that is a conflict. */
  readonly ofItsOwn?: true;
}

const of = async (world: Promise<JourneyWorld>, page: string): Promise<Filled> => {
  const lived = await world;
  await lived.services.staff.record(SECOND);
  return { world: lived, path: `/journeys/${lived.id}/${page}` };
};

const on = (name: string, [year, month, day]: readonly [string, string, string]): Typed => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});

const FORMS: readonly FormOfJourney[] = [
  {
    form: 'personal details',
    who: POM,
    fill: () => of(daysBeforeRelease(60), 'details'),
    typed: { tier: 'B1', sex: 'MALE', crn: 'x123456', pnc: '79/0163001B', reason: 'As the file has it' },
    keeps: 'X123456',
    ofItsOwn: true,
  },
  {
    form: 'who may see the person',
    who: GOVERNOR,
    fill: () => of(daysBeforeRelease(60), 'limited-access'),
    typed: { change: 'EXCLUDE', officer: SECOND.id, reason: 'A relative of the person' },
    keeps: 'A relative of the person',
  },
  {
    form: 'messages to the person',
    who: POM,
    fill: () => of(daysBeforeRelease(60), 'contact'),
    typed: { agreed: 'YES', mobile: '07700 900123', by: 'TEXT' },
    keeps: 'Agreed',
    ofItsOwn: true,
  },
  {
    form: 'a new appointment',
    who: POM,
    fill: () => of(daysBeforeRelease(60), 'appointments'),
    typed: { ...on('on', ['2027', '1', '20']), at: '14:30', place: '4 Park Row, Leeds' },
    keeps: '4 Park Row, Leeds',
    ofItsOwn: true,
  },
  {
    form: 'what came of an appointment',
    who: POM,
    fill: async () => {
      const world = await daysBeforeRelease(60);
      const given = { on: '2027-01-20', at: '14:30', place: '4 Park Row, Leeds' };
      const made = ok(await makeAppointment(world.services, OFFICER, world.id, given));
      return of(Promise.resolve(world), `appointments/${made.appointment}`);
    },
    typed: { what: 'CANCELLED' },
    keeps: '4 Park Row, Leeds',
    ofItsOwn: true,
  },
  {
    form: 'a second officer',
    who: GOVERNOR,
    fill: async () => {
      const world = await daysBeforeRelease(40);
      const given = { date: '2027-02-22', dateType: 'CONFIRMED', ground: 'COURT_ORDER' } as const;
      const { proposal = '' } = ok(await changeReleaseDate(world.services, POM, world.id, given));
      return of(Promise.resolve(world), `proposals/${proposal}`);
    },
    typed: { decision: 'DECLINE', reason: 'No order has come' },
    keeps: '22 February 2027',
  },
  {
    form: 'a release',
    who: POM,
    fill: async () => {
      const world = await daysBeforeRelease(2);
      await world.advanceTo(PLAIN_RELEASE);
      return of(Promise.resolve(world), 'release');
    },
    typed: {
      identityConfirmed: 'yes',
      reason: 'As planned',
      ...Object.fromEntries(GATE_ITEMS.map((item) => [item, 'IN_HAND'])),
    },
    confirmed: true,
    keeps: 'As planned',
    ofItsOwn: true,
  },
  {
    form: 'the release day',
    who: GOVERNOR,
    fill: () => of(daysBeforeRelease(60, { releaseDate: '2027-03-12' }), 'release-day'),
    typed: { outcome: 'STATUTORY', circumstances: 'A bed is free on that day only' },
    confirmed: true,
    keeps: 'A bed is free on that day only',
    ofItsOwn: true,
  },
  {
    form: 'the removal of a date',
    who: POM,
    fill: () => of(daysBeforeRelease(60), 'dates/CRD/remove'),
    typed: { reason: 'Calculated for another person' },
    keeps: 'Calculated for another person',
    ofItsOwn: true,
  },
  {
    form: 'the withdrawal of a referral',
    who: POM,
    fill: async () => {
      const world = await councilsAsked();
      const { id } = await world.referral('CRS-1');
      return of(Promise.resolve(world), `referrals/${id}/withdraw`);
    },
    typed: { reason: 'OTHER', text: 'They live with a sister now' },
    confirmed: true,
    keeps: 'They live with a sister now',
    ofItsOwn: true,
  },
  {
    form: 'a hold',
    who: POM,
    fill: () => of(daysBeforeRelease(60), 'hold'),
    typed: { reason: 'HOSPITAL', ...on('since', ['2027', '1', '8']), note: 'St James’s' },
    keeps: 'St James’s',
  },
  {
    form: 'a mentor',
    who: COM,
    fill: () => of(daysBeforeRelease(60), 'mentors'),
    typed: { role: 'MENTOR', name: 'Sam Rowe', organisation: 'Catch22', helpsWith: 'gate' },
    keeps: 'Sam Rowe',
  },
];

async function sends(visitor: Visitor, { typed, confirmed }: FormOfJourney, path: string): Promise<void> {
  const { $ } = await visitor.open(path);
  const sent = await visitor.send(formOf($), typed);
  if (confirmed !== undefined) expect(sent.words).toMatch(/[Cc]heck/);
}

/** The form that changes something: the one with a submission. */
function formOf($: SeenPage['$']): string {
  const action = $('main form:has(input[name=submission])').attr('action');
  return `main form[action="${action ?? ''}"]`;
}

describe('a form that is sent while the journey keeps changing', () => {
  it.each(FORMS)('records nothing of $form, and says so', async (given) => {
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    if (given.confirmed) await sends(visitor, given, path);
    const before = await world.facts();
    world.beforeTable = async (call, about) => {
      if (call !== 'transact' || !about.includes(`"JOURNEY#${world.id}"`)) return;
      const journey = await world.journey();
      const item = journeyItem({ ...journey, version: journey.version + 1 });
      await world.table.transact([{ kind: 'put', item }]);
    };
    if (given.confirmed) await visitor.send(formOf(visitor.seen().$), { action: 'confirm' });
    else await sends(visitor, given, path);
    world.beforeTable = undefined;

    const page = visitor.seen();
    expect(await world.facts()).toEqual(before);
    if (given.ofItsOwn) {
      expect(page).toMatchObject({ status: 503, heading: 'Sorry, there is a problem' });
      expect(page.words).toContain('Too many people are changing this journey at the same time. Try again.');
    } else {
      expect(page).toMatchObject({ status: 409, heading: 'This has changed since you opened it' });
      expect(page.words).toContain(given.keeps);
    }
    expect(page.$(`main a[href^="/journeys/${world.id}"]`).length).toBeGreaterThan(0);
  });
});

describe('a form that is sent after something else of the journey has changed', () => {
  it.each(FORMS.filter(({ ofItsOwn }) => ofItsOwn))('records $form all the same', async (given) => {
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    const { $ } = await visitor.open(path);
    const before = (await world.facts()).length;
    ok(
      await offerMentor(world.services, COM, world.id, {
        role: 'MENTOR',
        name: 'Sam Rowe',
        helpsWith: 'gate',
      }),
    );
    await visitor.send(formOf($), given.typed);
    if (given.confirmed) await visitor.send(formOf(visitor.seen().$), { action: 'confirm' });
    expect(visitor.posted?.status).toBe(303);
    expect(visitor.seen()).toMatchObject({ status: 200, errors: [] });
    expect((await world.facts()).length).toBeGreaterThan(before + 1);
  });
});

describe('a form that was recorded, and is sent again with something else in it', () => {
  const AGAIN: readonly (readonly [string, Typed])[] = [
    ['personal details', { tier: 'A2' }],
    ['who may see the person', { reason: 'Another reason' }],
    ['messages to the person', { mobile: '07700 900124' }],
    ['a new appointment', { place: '5 Park Row, Leeds' }],
    ['a mentor', { name: 'Kim Rowe' }],
  ];

  it.each(AGAIN)('is not recorded a second time: %s', async (form, typed) => {
    const given = FORMS.find((each) => each.form === form);
    if (given === undefined) throw new Error(`There is no form ${form}`);
    const { world, path } = await given.fill();
    const visitor = await Visitor.signedInAs(given.who, world);
    const opened = await visitor.open(path);
    await visitor.send(formOf(opened.$), given.typed);
    const recorded = await world.facts();
    visitor.page = opened;
    const page = await visitor.send(formOf(opened.$), { ...given.typed, ...typed });
    expect(page).toMatchObject({ status: 409, heading: 'You have saved this form already' });
    expect(page.words).toContain('To record something else, open the form again from the current record.');
    expect(await world.facts()).toEqual(recorded);
  });
});
