import { makeAppointment } from '../../application/commands/arrange-appointment.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import type { User } from '../../domain/access/user.ts';
import { GATE_ITEMS } from '../../domain/record/recorded-release.ts';
import type { SeenPage } from './console-visitor.ts';
import { ok, OFFICER, type JourneyWorld } from './journey-world.ts';
import { COM, GOVERNOR, POM, SECOND } from './people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from './stages.ts';

export type Typed = Readonly<Record<string, string>>;

interface Filled {
  readonly world: JourneyWorld;
  readonly path: string;
}

/** A form that changes a journey, filled in rightly. */
export interface FormOfJourney {
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

export const FORMS: readonly FormOfJourney[] = [
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

/** The form that changes something: the one with a submission. */
export function formOf($: SeenPage['$']): string {
  const action = $('main form:has(input[name=submission])').attr('action');
  return `main form[action="${action ?? ''}"]`;
}
