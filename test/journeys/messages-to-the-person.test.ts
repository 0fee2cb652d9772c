import { afterEach, expect, it } from '@jest/globals';
import {
  changeAppointment,
  makeAppointment,
  type GivenAppointment,
} from '../../application/commands/arrange-appointment.ts';
import { recordPersonContact } from '../../application/commands/record-person-contact.ts';
import { readMailbox, readPersonContact } from '../../application/mailbox-items.ts';
import { listAppointments } from '../../application/queries/list-appointments.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const EMAIL = 'zeb@example.com';
const GIVEN: GivenAppointment = { on: '2027-01-20', at: '14:30', place: '4 Park Row, Leeds' };

function agree(world: JourneyWorld, given: Partial<Parameters<typeof recordPersonContact>[3]> = {}) {
  const whole = { agreed: true, email: EMAIL, mobile: '', by: 'EMAIL', ...given } as const;
  return recordPersonContact(world.services, OFFICER, world.id, whole);
}

async function make(world: JourneyWorld): Promise<string> {
  const { appointment } = ok(await makeAppointment(world.services, OFFICER, world.id, GIVEN));
  await world.settle();
  await world.runtime.sweep();
  await world.settle();
  return appointment;
}

const emails = (world: JourneyWorld) => world.inbox.arrived.filter(({ to }) => to === EMAIL);

it('are emails where the person asks for those', async () => {
  const world = await daysBeforeRelease(60);
  ok(await agree(world));
  await make(world);
  expect(emails(world)).toMatchObject([{ by: 'EMAIL', body: expect.stringContaining('2:30pm') }]);
  const { contact } = ok(await listAppointments(world.services, OFFICER, world.id));
  expect(contact).toMatchObject({ agreed: true, by: 'EMAIL', email: EMAIL });
});

it('are refused without the address that they are to go to', async () => {
  const world = await daysBeforeRelease(60);
  expect(refused(await agree(world, { email: '' }))).toMatchObject({
    code: 'VALIDATION_FAILED',
    fields: [{ field: 'email', problem: 'Enter an email address, or choose text' }],
  });
  expect(await readPersonContact(world.table, world.id)).toBeUndefined();
});

it('are not tried again once the person has changed their mind, and nothing of them is kept', async () => {
  const world = await daysBeforeRelease(60);
  ok(await agree(world));
  world.inbox.answers(EMAIL, { kind: 'try-again', reason: 'GOV.UK Notify answered 503' });
  await make(world);
  expect((await readMailbox(world.table, `person:${world.id}`)).sending?.tries).toHaveLength(1);
  ok(await agree(world, { agreed: false, email: '' }));
  const tried = world.inbox.tried.length;
  world.inbox.answers(EMAIL, { kind: 'handed-over' });
  await world.advanceTo('2027-01-10');
  expect(world.inbox.tried.slice(tried).filter(({ to }) => to === EMAIL)).toEqual([]);
  expect((await readMailbox(world.table, `person:${world.id}`)).sending).toBeUndefined();
});

it('are in the order of the appointments', async () => {
  const world = await daysBeforeRelease(60);
  await make(world);
  const earlier = await make(world);
  ok(await changeAppointment(world.services, OFFICER, world.id, earlier, { ...GIVEN, at: '09:00' }));
  const { toCome } = ok(await listAppointments(world.services, OFFICER, world.id));
  expect(toCome.map(({ at }) => at)).toEqual(['09:00', '14:30']);
});

it('are not of an appointment that is moved to a day that has passed', async () => {
  const world = await daysBeforeRelease(60);
  const id = await make(world);
  const moved = { ...GIVEN, on: '2026-01-20' };
  expect(refused(await changeAppointment(world.services, OFFICER, world.id, id, moved))).toMatchObject({
    code: 'VALIDATION_FAILED',
    fields: [{ field: 'on' }],
  });
  const { toCome } = ok(await listAppointments(world.services, OFFICER, world.id));
  expect(toCome).toMatchObject([GIVEN]);
});
