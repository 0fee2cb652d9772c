import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAppointment } from '../../../application/commands/arrange-appointment.ts';
import { changeReleaseDate } from '../../../application/commands/set-release-date.ts';
import type { User } from '../../../domain/access/user.ts';
import { HIDDEN_PROBLEM } from '../../../domain/record/text.ts';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, ok, OFFICER, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, ELSEWHERE, GOVERNOR, HEAD_OF_PDU, POM, SECOND } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../../support/stages.ts';

afterEach(closeWorlds);

const HIDDEN = 'See \u202Eeton';
const LONG = 'x'.repeat(2_001);
const TOO_LONG = 'Use 2,000 characters or fewer for the reason';
const DAY = { 'on-day': '20', 'on-month': '1', 'on-year': '2027' };

type Typed = Readonly<Record<string, string | null>>;
interface Form {
  readonly who: User;
  /** The path of the page in a world of its own. */
  readonly at: () => Promise<readonly [JourneyWorld, string]>;
  /** Each with the problem that comes back, and the element that it leads to. */
  readonly wrong: readonly (readonly [Typed, string, string])[];
  /** Sent again, where there is a page to check it first. */
  readonly confirmed?: true;
}

const page =
  (stage: () => Promise<JourneyWorld>, name: string): Form['at'] =>
  async () => {
    const world = await stage();
    await world.services.staff.record(SECOND);
    return [world, `/journeys/${world.id}/${name}`];
  };
const sixty = () => daysBeforeRelease(60);

async function atTheGate(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(2);
  await world.advanceTo(PLAIN_RELEASE);
  return world;
}

const FORMS: Readonly<Record<string, Form>> = {
  'personal details': {
    who: POM,
    at: page(sixty, 'details'),
    wrong: [
      [{ sex: 'SOMETHING' }, 'Choose the sex', 'sex'],
      [{ tier: 'E9' }, 'Choose the tier from the list', 'tier'],
      [{ tier: 'B1', reason: LONG }, TOO_LONG, 'reason'],
      [{ tier: 'B1', reason: HIDDEN }, HIDDEN_PROBLEM, 'reason'],
      [{ crn: 'nothing' }, 'Enter a CRN, such as X123456', 'crn'],
      [{ 'dateOfBirth-day': '' }, 'The date of birth must include a day', 'dateOfBirth-day'],
    ],
  },
  'who may see the person': {
    who: GOVERNOR,
    at: page(sixty, 'limited-access'),
    wrong: [
      [{ change: null, reason: 'A relative' }, 'Choose what to change', 'change'],
      [{ change: 'EXCLUDE', officer: '', reason: 'A relative' }, 'Choose an officer', 'officer'],
      [{ change: 'EXCLUDE', officer: SECOND.id, reason: LONG }, TOO_LONG, 'reason'],
      [{ change: 'EXCLUDE', officer: SECOND.id, reason: HIDDEN }, HIDDEN_PROBLEM, 'reason'],
    ],
  },
  'a new appointment': {
    who: POM,
    at: page(sixty, 'appointments'),
    wrong: [
      [{ at: '14:30', place: 'Leeds' }, 'Enter the day of the appointment', 'on-day'],
      [{ ...DAY, at: '14:30', place: HIDDEN }, HIDDEN_PROBLEM, 'place'],
    ],
  },
  'an appointment': {
    who: POM,
    at: async () => {
      const world = await sixty();
      const given = { on: '2027-01-20', at: '14:30', place: '4 Park Row, Leeds' };
      const { appointment } = ok(await makeAppointment(world.services, OFFICER, world.id, given));
      return [world, `/journeys/${world.id}/appointments/${appointment}`];
    },
    wrong: [
      [{}, 'Choose the result of the appointment', 'what'],
      [{ what: 'KEPT' }, 'The day of this appointment has not come.', 'what'],
      [
        { what: 'CHANGED', 'on-day': '31', 'on-month': '2', 'on-year': '2027' },
        'must be a real date',
        'on-day',
      ],
      [{ what: 'CHANGED', ...DAY, 'on-year': '2020' }, 'Enter a day that has not passed', 'on-day'],
    ],
  },
  'messages to the person': {
    who: POM,
    at: page(sixty, 'contact'),
    wrong: [
      [{ agreed: null }, 'Choose whether the person agrees to messages', 'agreed'],
      [{ agreed: 'YES', by: 'EMAIL', email: '' }, 'Enter an email address, or choose text', 'email'],
    ],
  },
  'a second officer': {
    who: GOVERNOR,
    at: async () => {
      const world = await daysBeforeRelease(40);
      const given = { date: '2027-02-22', dateType: 'CONFIRMED', ground: 'COURT_ORDER' } as const;
      const { proposal = '' } = ok(await changeReleaseDate(world.services, POM, world.id, given));
      return [world, `/journeys/${world.id}/proposals/${proposal}`];
    },
    wrong: [
      [{ decision: null }, 'Choose an answer', 'decision'],
      [{ decision: 'DECLINE', reason: LONG }, TOO_LONG, 'reason'],
      [{ decision: 'DECLINE', reason: HIDDEN }, HIDDEN_PROBLEM, 'reason'],
    ],
  },
  'a release': {
    who: POM,
    at: page(atTheGate, 'release'),
    wrong: [
      [{ ground: null }, 'Choose why the person may be released', 'ground'],
      [{ reason: LONG }, TOO_LONG, 'reason'],
      [{ ground: 'PAROLE', reason: '' }, 'Give the order, decision or warrant', 'reason'],
    ],
  },
  'the removal of a date': {
    who: POM,
    at: page(sixty, 'dates/CRD/remove'),
    wrong: [
      [{ reason: '' }, 'Enter a reason', 'reason'],
      [{ reason: LONG }, TOO_LONG, 'reason'],
      [{ reason: HIDDEN }, HIDDEN_PROBLEM, 'reason'],
    ],
  },
  'the withdrawal of a referral': {
    who: POM,
    at: async () => {
      const world = await councilsAsked();
      return [world, `/journeys/${world.id}/referrals/${(await world.referral('CRS-1')).id}/withdraw`];
    },
    wrong: [
      [{ reason: null }, 'Choose the reason', 'reason'],
      [{ reason: 'OTHER', text: '' }, 'Enter the reason', 'text'],
      [{ reason: 'OTHER', text: LONG }, TOO_LONG, 'text'],
    ],
  },
  'the withdrawal of a referral, once checked': {
    who: POM,
    at: async () => {
      const world = await councilsAsked();
      return [world, `/journeys/${world.id}/referrals/${(await world.referral('CRS-1')).id}/withdraw`];
    },
    wrong: [[{ reason: 'OTHER', text: HIDDEN }, HIDDEN_PROBLEM, 'text']],
    confirmed: true,
  },
  'the release day, once checked': {
    who: GOVERNOR,
    at: page(() => daysBeforeRelease(60, { releaseDate: '2027-03-12' }), 'release-day'),
    wrong: [[{ outcome: 'STATUTORY', circumstances: HIDDEN }, HIDDEN_PROBLEM, 'circumstances']],
    confirmed: true,
  },
  'an emergency': {
    who: ELSEWHERE,
    at: page(sixty, 'emergency-access'),
    wrong: [
      [{ reason: '' }, 'Enter a reason', 'reason'],
      [{ reason: LONG }, TOO_LONG, 'reason'],
      [{ reason: HIDDEN }, HIDDEN_PROBLEM, 'reason'],
    ],
  },
  'an arrival': {
    who: POM,
    at: async () => [await sixty(), '/arrivals'],
    wrong: [
      [{ prisonNumber: 'nothing' }, 'Enter the prison number, like A1234BC', 'prisonNumber'],
      [
        { prisonNumber: 'A1234BC', prison: 'MDI', ...DAY },
        'No recalled person of this number',
        'prisonNumber',
      ],
    ],
  },
  'a consent': {
    who: POM,
    at: page(sixty, 'consents'),
    wrong: [
      [{ purpose: null, answer: 'GIVEN', how: 'SPOKEN' }, 'Choose what it is about', 'purpose'],
      [{ purpose: 'DTR', answer: null, how: 'SPOKEN' }, 'Choose what the person said', 'answer'],
      [{ purpose: 'DTR', answer: 'GIVEN', how: null }, 'Choose whether they said it or wrote it', 'how'],
      [
        { purpose: 'DTR', answer: 'GIVEN', how: 'SPOKEN', reason: LONG },
        'Use 2,000 characters or fewer for what they said',
        'reason',
      ],
    ],
  },
  'a correction of a release': {
    who: POM,
    at: page(() => releasedAfter(3), 'release-correction'),
    wrong: [
      [{ correction: null, reason: 'x' }, 'Choose what was recorded wrongly', 'correction'],
      [{ correction: 'NOT_RELEASED', reason: '' }, 'reason', 'reason'],
    ],
  },
  'an absence': {
    who: HEAD_OF_PDU,
    at: async () => {
      const world = await sixty();
      await world.services.staff.record(COM);
      return [world, `/absences/${COM.id}`];
    },
    wrong: [[{ reason: 'LEAVE' }, 'Enter', 'from-day']],
  },
  'where messages are sent': {
    who: POM,
    at: async () => [await sixty(), '/messages/contact'],
    wrong: [
      [{ email: 'nowhere', by: 'EMAIL' }, 'Enter an email address', 'email'],
      [{ mobile: '1', by: 'TEXT' }, 'Enter a UK mobile number', 'mobile'],
    ],
  },
};

function formOf($: SeenPage['$']): string {
  const forms = $('main form').toArray();
  const [last] = forms.slice(-1);
  return `main form[action="${$(last).attr('action') ?? ''}"]`;
}

describe('a form with something wrong in it', () => {
  it.each(Object.entries(FORMS))(
    'of %s comes back, leads to what is wrong, keeps what was typed, and records nothing',
    async (_form, { who, at, wrong, confirmed }) => {
      const [world, path] = await at();
      const visitor = await Visitor.signedInAs(who, world);
      const before = await world.facts();
      for (const [typed, problem, element] of wrong) {
        const { $ } = await visitor.open(path);
        await visitor.send(formOf($), typed);
        if (confirmed) await visitor.send(formOf(visitor.seen().$), { action: 'confirm' });
        const seen = visitor.seen();
        expect([seen.status, seen.errors.join()]).toEqual([400, expect.stringContaining(problem)]);
        expect(linksIn(seen)).toContain(`#${element}`);
        expect(linksIn(seen).filter((link) => seen.$(link).length !== 1)).toEqual([]);
        expect(lost(seen, typed)).toEqual([]);
      }
      expect(await world.facts()).toEqual(before);
    },
  );
});

function linksIn({ $ }: SeenPage): readonly string[] {
  return $('.govuk-error-summary__list a')
    .toArray()
    .map((each) => $(each).attr('href') ?? '');
}

/** What was typed and is not in its field; a choice that the page does not offer cannot be. */
function lost({ $ }: SeenPage, typed: Typed): readonly string[] {
  return Object.entries(typed).flatMap(([name, value]) => {
    const field = $(`main form [name="${name}"]`);
    if (value === null || field.is('[type=radio], select')) return [];
    return field.serializeArray()[0]?.value === value ? [] : [name];
  });
}
