import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  changeAppointment,
  makeAppointment,
  recordAttendance,
  type GivenAppointment,
} from '../../application/commands/arrange-appointment.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { recordPersonContact } from '../../application/commands/record-person-contact.ts';
import { contactItem, personContactItem, readPersonContact } from '../../application/mailbox-items.ts';
import { listAppointments } from '../../application/queries/list-appointments.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { timeOnDay, type IsoDate } from '../../domain/law/time.ts';
import { MOST_APPOINTMENTS } from '../../domain/record/appointments.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, ELSEWHERE, POM } from '../support/people.ts';
import { THE_LAW } from '../support/law.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const FIGURES = THE_LAW.onRelease('2027-03-09');
const MOBILE = '07700900123';
const GIVEN: GivenAppointment = { on: '2027-01-20', at: '14:30', place: '4 Park Row, Leeds' };
const WHERE = 'at 2:30pm on Wednesday 20 January 2027, at 4 Park Row, Leeds';

const at = (day: IsoDate, hour: number) => Temporal.Instant.from(timeOnDay(day, hour));

/** A person who agreed to texts about their appointments, two months before release. */
async function agreed(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  await agree(world, true);
  return world;
}

async function agree(world: JourneyWorld, agrees: boolean): Promise<void> {
  const given = { agreed: agrees, email: '', mobile: agrees ? '07700 900123' : '', by: 'TEXT' } as const;
  ok(await recordPersonContact(world.services, OFFICER, world.id, given));
}

async function make(world: JourneyWorld, given: Partial<GivenAppointment> = {}): Promise<string> {
  const { appointment } = ok(
    await makeAppointment(world.services, OFFICER, world.id, { ...GIVEN, ...given }),
  );
  await passes(world);
  return appointment;
}

/** A sweep: messages that cannot wait are sent. */
async function passes(world: JourneyWorld): Promise<void> {
  await world.settle();
  await world.runtime.sweep();
  await world.settle();
}

const texts = (world: JourneyWorld) =>
  world.inbox.arrived.filter(({ to }) => to === MOBILE).map(({ body }) => body);

async function said(world: JourneyWorld): Promise<readonly string[]> {
  return (await world.facts()).map((fact) => describeFact(fact, FIGURES, { officer: (id) => id }));
}

async function consentToMessages(world: JourneyWorld) {
  return (await world.journey()).consents?.find(({ purpose }) => purpose === 'MESSAGES');
}

async function contactShown(world: JourneyWorld) {
  return ok(await listAppointments(world.services, OFFICER, world.id)).contact;
}

describe('an appointment', () => {
  it('is told to the person, with its time and place and nothing else, and they are reminded the day before', async () => {
    const world = await agreed();
    await make(world);
    expect(texts(world)).toEqual([`You have an appointment ${WHERE}.`]);
    expect((await said(world)).slice(-2)).toEqual([
      'An appointment on Wednesday 20 January 2027 at 2:30pm was made.',
      'The person was told by text: the appointment on Wednesday 20 January 2027 was made.',
    ]);
    await world.runtime.advanceTo(at('2027-01-19', 9));
    expect(texts(world)).toHaveLength(1);
    await world.runtime.advanceTo(at('2027-01-19', 10));
    expect(texts(world).at(-1)).toBe(`A reminder: you have an appointment ${WHERE}.`);
    expect(world.problems).toEqual([]);
  });

  it('that is changed is told again, and reminds of the new time only', async () => {
    const world = await agreed();
    const id = await make(world);
    ok(await changeAppointment(world.services, OFFICER, world.id, id, { ...GIVEN, on: '2027-01-25' }));
    await passes(world);
    expect(texts(world).at(-1)).toBe(
      'Your appointment has changed. It is now at 2:30pm on Monday 25 January 2027, at 4 Park Row, Leeds.',
    );
    await world.runtime.advanceTo(at('2027-01-24', 12));
    expect(texts(world).filter((text) => text.startsWith('A reminder'))).toHaveLength(1);
    expect(texts(world).at(-1)).toContain('Monday 25 January 2027');
  });

  it('that is cancelled says so, and reminds of nothing', async () => {
    const world = await agreed();
    const id = await make(world);
    ok(await recordAttendance(world.services, OFFICER, world.id, id, 'CANCELLED'));
    await world.runtime.advanceTo(at('2027-01-21', 12));
    expect(texts(world).at(-1)).toBe(`You need not come: your appointment ${WHERE} is cancelled.`);
  });

  it('that is missed asks the officer for the reason before anything else, and the person too', async () => {
    const world = await agreed();
    const id = await make(world);
    await world.runtime.advanceTo(at('2027-01-20', 16));
    const before = (await world.journey()).open.map(({ kind }) => kind);
    ok(await recordAttendance(world.services, OFFICER, world.id, id, 'MISSED'));
    await passes(world);
    const after = (await world.journey()).open.map(({ kind }) => kind);
    expect(after.filter((kind) => !before.includes(kind))).toEqual(['missed-appointment']);
    expect(texts(world).at(-1)).toBe(
      `You were expected ${WHERE}. Please tell your officer why you could not come, and agree another time.`,
    );
    await world.complete(`missed-appointment.appointment.${id}`, 'REARRANGED', {
      because: 'ILLNESS',
      reason: 'In hospital',
      on: '2027-01-27',
    });
    expect((await world.journey()).open.map(({ kind }) => kind)).not.toContain('missed-appointment');
  });

  it('that is kept sends nothing more', async () => {
    const world = await agreed();
    const id = await make(world);
    await world.runtime.advanceTo(at('2027-01-20', 16));
    const sent = texts(world).length;
    ok(await recordAttendance(world.services, OFFICER, world.id, id, 'KEPT'));
    await passes(world);
    expect(texts(world)).toHaveLength(sent);
    expect((await said(world)).at(-1)).toBe(
      'The appointment on Wednesday 20 January 2027 at 2:30pm was kept.',
    );
  });

  it('that another officer makes is told to the person’s officer', async () => {
    const world = await agreed();
    const { pom = '' } = (await world.journey()).officers;
    const contact = { email: 'pom@justice.example', by: 'EMAIL', when: 'AT_ONCE' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem(pom, contact) }]);
    const other = { ...OFFICER, id: 'o.other' };
    ok(await makeAppointment(world.services, other, world.id, GIVEN));
    await passes(world);
    expect(world.inbox.arrived.find(({ to }) => to === 'pom@justice.example')?.subject).toContain(
      '1 appointment made',
    );
  });

  it('is not told once its time has passed, where the message could not be sent before', async () => {
    const world = await agreed();
    world.inbox.answers(MOBILE, { kind: 'try-again', reason: 'busy' });
    await make(world, { on: world.today(), at: '09:30' });
    await world.runtime.advanceTo(at(world.today(), 10));
    expect(world.inbox.tried.length).toBeGreaterThan(1);
    world.inbox.answers(MOBILE, { kind: 'handed-over' });
    await world.runtime.advanceTo(at(world.today(), 20));
    expect(texts(world)).toEqual([]);
    expect(world.problems).toEqual([]);
  });

  it('reminds nobody who agrees only after the time of the reminder', async () => {
    const world = await daysBeforeRelease(60);
    await make(world);
    await world.runtime.advanceTo(at('2027-01-19', 11));
    await agree(world, true);
    await world.runtime.advanceTo(at('2027-01-21', 12));
    expect(texts(world)).toEqual([]);
  });

  it('is not told at night', async () => {
    const world = await agreed();
    await world.runtime.advanceTo(at(world.today(), 21));
    await make(world);
    expect(texts(world)).toEqual([]);
    await world.runtime.advanceTo(at('2027-01-09', 8));
    expect(texts(world)).toEqual([`You have an appointment ${WHERE}.`]);
  });
});

describe('a person who has died', () => {
  it('is sent nothing more, neither of what waited nor a reminder', async () => {
    const world = await agreed();
    await make(world);
    await world.runtime.advanceTo(at(world.today(), 21));
    await make(world, { on: '2027-01-22' });
    ok(await world.tryDeath({}, POM));
    await world.runtime.advanceTo(at('2027-01-23', 12));
    expect(texts(world)).toHaveLength(1);
    expect(world.problems).toEqual([]);
  });
});

describe('a person who has not agreed to messages', () => {
  it('is sent none, and none is kept for later', async () => {
    const world = await daysBeforeRelease(60);
    await make(world);
    await agree(world, true);
    await world.runtime.advanceTo(at('2027-01-18', 12));
    expect(texts(world)).toEqual([]);
  });

  it('is sent no more from the moment that they change their mind, and their number is removed', async () => {
    const world = await agreed();
    await make(world);
    await agree(world, false);
    expect(await readPersonContact(world.table, world.id)).not.toHaveProperty('mobile');
    await world.runtime.advanceTo(at('2027-01-21', 12));
    expect(texts(world)).toHaveLength(1);
    expect(await said(world)).toContain('The person does not want messages about their appointments.');
  });

  it('is sent no more once they are recorded as refusing messages', async () => {
    const world = await agreed();
    await make(world);
    const withdrawn = { purpose: 'MESSAGES', answer: 'REFUSED', how: 'SPOKEN' } as const;
    ok(await recordConsent(world.services, OFFICER, world.id, withdrawn));
    await world.runtime.advanceTo(at('2027-01-21', 12));
    expect(texts(world)).toHaveLength(1);
  });

  it('is asked once: on either page it is the same consent', async () => {
    const world = await agreed();
    expect(await consentToMessages(world)).toMatchObject({ answer: 'GIVEN', heardBy: OFFICER.id });
    await agree(world, false);
    expect(await consentToMessages(world)).toMatchObject({ answer: 'WITHDRAWN' });
    const given = { purpose: 'MESSAGES', answer: 'GIVEN', how: 'SPOKEN' } as const;
    ok(await recordConsent(world.services, OFFICER, world.id, given));
    expect(await contactShown(world)).toEqual({ agreed: true, by: 'TEXT', when: 'AT_ONCE' });
    await agree(world, true);
    ok(await recordConsent(world.services, OFFICER, world.id, { ...given, answer: 'WITHDRAWN' }));
    expect(await readPersonContact(world.table, world.id)).not.toHaveProperty('mobile');
    expect(await contactShown(world)).toMatchObject({ agreed: false });
    const consents = (await world.facts()).filter(({ type }) => type.startsWith('consent-'));
    expect(consents.map(({ type }) => type)).toEqual([
      'consent-given',
      'consent-withdrawn',
      'consent-given',
      'consent-withdrawn',
    ]);
  });

  it('is recorded as refusing when they never agreed', async () => {
    const world = await daysBeforeRelease(60);
    await agree(world, false);
    expect(await consentToMessages(world)).toMatchObject({ answer: 'REFUSED' });
  });

  it.each([
    { case: 'agreed', agreedBefore: true, consent: undefined, sent: 1 },
    { case: 'did not agree', agreedBefore: false, consent: undefined, sent: 0 },
    { case: 'agreed, and then refused messages', agreedBefore: true, consent: 'REFUSED', sent: 0 },
    { case: 'did not agree, on one of two pages', agreedBefore: false, consent: 'GIVEN', sent: 0 },
  ] as const)('goes by a row of before: $case', async ({ agreedBefore, consent, sent }) => {
    const world = await daysBeforeRelease(60);
    if (consent !== undefined) {
      const answer = { purpose: 'MESSAGES', answer: consent, how: 'SPOKEN' } as const;
      ok(await recordConsent(world.services, OFFICER, world.id, answer));
    }
    const contact = {
      mobile: MOBILE,
      by: 'TEXT',
      when: 'AT_ONCE',
      agreed: agreedBefore,
      recordedAt: '2026-12-01T09:00:00Z',
      recordedBy: { kind: 'officer', id: OFFICER.id },
    } as const;
    await world.table.transact([{ kind: 'put', item: personContactItem(world.id, contact) }]);
    await make(world);
    expect(texts(world)).toHaveLength(sent);
  });

  it('has no more of it in the timeline than that they agreed, or not', async () => {
    const world = await agreed();
    expect(JSON.stringify(await world.facts())).not.toMatch(/07700/);
  });
});

describe('an appointment that cannot be so', () => {
  it.each([
    ['a day that has passed', { on: '2026-01-01' }, 'on'],
    ['no time of day', { at: '25:00' }, 'at'],
    ['no place', { place: '  ' }, 'place'],
    ['a place of several lines', { place: 'Leeds\nYork' }, 'place'],
    ['a place with hidden characters', { place: 'Leeds\u202E' }, 'place'],
    ['a place that is too long', { place: 'x'.repeat(201) }, 'place'],
  ])('is refused: %s', async (_what, given, field) => {
    const world = await agreed();
    const answer = refused(await makeAppointment(world.services, OFFICER, world.id, { ...GIVEN, ...given }));
    expect([answer.code, answer.fields?.[0]?.field]).toEqual(['VALIDATION_FAILED', field]);
  });

  it('is not recorded as kept or missed before its day, nor twice', async () => {
    const world = await agreed();
    const id = await make(world);
    const came = (what: 'KEPT' | 'MISSED') => recordAttendance(world.services, OFFICER, world.id, id, what);
    expect(refused(await came('MISSED'))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'appointment-to-come',
    });
    await world.runtime.advanceTo(at('2027-01-20', 16));
    ok(await came('KEPT'));
    expect(refused(await came('MISSED')).code).toBe('CONFLICT');
    expect(refused(await changeAppointment(world.services, OFFICER, world.id, id, GIVEN)).code).toBe(
      'CONFLICT',
    );
    expect(refused(await changeAppointment(world.services, OFFICER, world.id, 'none', GIVEN)).code).toBe(
      'NOT_FOUND',
    );
  });

  it('is not made where too many are still to come', async () => {
    const world = await agreed();
    for (let made = 0; made < MOST_APPOINTMENTS; made += 1) {
      ok(await makeAppointment(world.services, OFFICER, world.id, GIVEN));
    }
    expect(refused(await makeAppointment(world.services, OFFICER, world.id, GIVEN)).rule).toBe(
      'too-many-appointments',
    );
  });

  it('is made and agreed to by officers responsible for the person only', async () => {
    const world = await agreed();
    expect(refused(await makeAppointment(world.services, ELSEWHERE, world.id, GIVEN)).code).toBe(
      'NOT_PERMITTED',
    );
    const given = { agreed: false, email: '', mobile: '', by: 'TEXT' } as const;
    expect(refused(await recordPersonContact(world.services, ELSEWHERE, world.id, given)).code).toBe(
      'NOT_PERMITTED',
    );
    ok(await makeAppointment(world.services, COM, world.id, GIVEN));
  });

  it.each([
    [{ mobile: '0113 496 0000' }, 'Enter a UK mobile number, such as 07700 900123'],
    [{ mobile: '' }, 'Enter a mobile number, or choose email'],
    [{ by: 'EMAIL', email: 'zeb at example' }, 'Enter an email address, such as name@example.com'],
  ] as const)('refuses where to send messages: %j', async (given, problem) => {
    const world = await daysBeforeRelease(60);
    const whole = { agreed: true, email: '', mobile: MOBILE, by: 'TEXT', ...given } as const;
    expect(refused(await recordPersonContact(world.services, OFFICER, world.id, whole)).detail).toBe(problem);
  });
});

describe('a person on hold', () => {
  it('in hospital is sent nothing, and is reminded of what is still to come when the journey is resumed', async () => {
    const world = await agreed();
    const id = await make(world);
    ok(await world.tryHold({ reason: 'HOSPITAL' }));
    await make(world, { on: '2027-01-12' });
    ok(await changeAppointment(world.services, OFFICER, world.id, id, { ...GIVEN, on: '2027-01-21' }));
    await world.runtime.advanceTo(at('2027-01-18', 12));
    expect(texts(world)).toHaveLength(1);
    ok(await world.tryResume('2027-01-18'));
    await passes(world);
    expect(texts(world).slice(1)).toEqual([
      'A reminder: you have an appointment at 2:30pm on Thursday 21 January 2027, at 4 Park Row, Leeds.',
    ]);
    await world.runtime.advanceTo(at('2027-01-20', 12));
    expect(texts(world)).toHaveLength(3);
    expect(world.problems).toEqual([]);
  });

  it('is not asked in a message why they did not come', async () => {
    const world = await agreed();
    const id = await make(world);
    ok(await world.tryHold({ reason: 'HOSPITAL' }));
    await world.runtime.advanceTo(at('2027-01-20', 16));
    ok(await recordAttendance(world.services, OFFICER, world.id, id, 'MISSED'));
    await passes(world);
    expect(texts(world)).toHaveLength(1);
  });

  it('at court is sent messages as before', async () => {
    const world = await agreed();
    ok(await world.tryHold({ reason: 'COURT' }));
    await make(world);
    expect(texts(world)).toHaveLength(1);
    ok(await world.tryResume());
    await passes(world);
    expect(texts(world)).toHaveLength(1);
  });
});
