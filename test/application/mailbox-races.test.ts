import { afterEach, expect, it } from '@jest/globals';
import { recordOutcome } from '../../application/background/record-message.ts';
import { remindVictimUnit } from '../../application/background/remind-victim-unit.ts';
import { takeNotices } from '../../application/background/take-notices.ts';
import { journeyItem } from '../../application/items.ts';
import { mailboxWrites, readMailbox } from '../../application/mailbox-items.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import type { Mailbox } from '../../domain/messages/mailbox.ts';
import type { WaitingNotice } from '../../domain/record/notice.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const OWNER = 'officer:p.taylor';
const AT = '2027-01-12T09:00:00.000Z';

const notice = (world: JourneyWorld, id: string): WaitingNotice => ({
  kind: 'step-due',
  to: OWNER,
  step: '1.housing-need',
  id,
  journeyId: world.id,
  at: AT,
});

it('a notice goes back to its queue where its mailbox is changed each time at the same moment', async () => {
  const world = await daysBeforeRelease(60);
  let others = 0;
  world.beforeTable = async (call, about) => {
    if (call !== 'transact' || !about.includes(`${world.id}.999.0`)) return;
    others += 1;
    const mailbox = await readMailbox(world.table, OWNER);
    await world.table.transact(mailboxWrites({ ...mailbox }, world.clock.now()));
  };
  const { id: _id, at: _at, ...rest } = notice(world, 'x');
  const taking = takeNotices(world.services, { journeyId: world.id, number: 999, notices: [rest] });
  await expect(taking).rejects.toThrow(TableUnavailableError);
  await expect(taking).rejects.toThrow(`The mailbox ${OWNER} is changed too often.`);
  expect(others).toBeGreaterThan(5);
  const { waiting } = await readMailbox(world.table, OWNER);
  expect(waiting.map(({ id }) => id)).not.toContain(`${world.id}.999.0`);

  world.beforeTable = undefined;
  await takeNotices(world.services, { journeyId: world.id, number: 999, notices: [rest] });
  const taken = await readMailbox(world.table, OWNER);
  expect(taken.waiting.map(({ id }) => id)).toContain(`${world.id}.999.0`);
});

it('an outcome that its journey cannot record stays to be recorded, and is recorded once', async () => {
  const world = await daysBeforeRelease(60);
  const ended = { outcome: 'HANDED_OVER', by: 'EMAIL', at: AT } as const;
  const before = await readMailbox(world.table, OWNER);
  const sent: Mailbox = {
    ...before,
    sending: {
      id: 'm1',
      notices: [notice(world, 'n1')],
      startedAt: AT,
      nextTryAt: AT,
      tries: [],
      ended,
      toRecord: [world.id],
    },
  };
  await world.table.transact(mailboxWrites(sent, world.clock.now()));
  world.beforeTable = async (call, about) => {
    if (call !== 'transact' || !about.includes(`"JOURNEY#${world.id}"`)) return;
    const journey = await world.journey();
    const item = journeyItem({ ...journey, version: journey.version + 1 });
    await world.table.transact([{ kind: 'put', item }]);
  };
  await expect(recordOutcome(world.services, OWNER, world.id)).rejects.toThrow(TableUnavailableError);
  expect((await readMailbox(world.table, OWNER)).sending?.toRecord).toEqual([world.id]);

  world.beforeTable = undefined;
  const told = async () => (await world.facts()).filter(({ type }) => type === 'message-handed-over').length;
  const known = await told();
  await recordOutcome(world.services, OWNER, world.id);
  await recordOutcome(world.services, OWNER, world.id);
  expect(await told()).toBe(known + 1);
  expect((await readMailbox(world.table, OWNER)).sending?.toRecord).toEqual([]);
});

it('nobody is reminded of victim contact that there is not', async () => {
  const world = await daysBeforeRelease(60);
  const { commits } = world;
  await remindVictimUnit(world.services, world.id);
  expect(world.commits).toBe(commits);
  expect(world.inbox.tried.filter(({ to }) => to.startsWith('v.'))).toEqual([]);
});
