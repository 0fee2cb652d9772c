import { afterEach, describe, expect, it } from '@jest/globals';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { User } from '../../domain/access/user.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { addDays } from '../../domain/law/time.ts';
import { consoleOver, Visitor } from '../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import {
  COM,
  ELSEWHERE,
  GOVERNOR,
  HEAD_OF_OM,
  HEAD_OF_PDU,
  ID_ADMINISTRATOR,
  POM,
  user,
} from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';

afterEach(closeWorlds);

const BANK = 'Bank account';

/** The words of each row of the list of what waits for somebody. */
async function listOf(who: User, world: JourneyWorld, show = ''): Promise<readonly string[]> {
  const visitor = await Visitor.signedInAs(who, world);
  const { $ } = await visitor.open(`/steps${show}`);
  return $('tbody tr')
    .toArray()
    .map((each) => $(each).text().replace(/\s+/g, ' ').trim());
}

const about = (title: string) => (rows: readonly string[]) => rows.filter((row) => row.startsWith(title));
const bank = about(BANK);

async function lateBy(days: number): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  const { dueOn = '' } = await world.step('bank-account');
  await world.advanceTo(addDays(dueOn, days));
  return world;
}

describe('a step that nobody answers in prison', () => {
  it('is on its owner’s list alone until it is five days late', async () => {
    const world = await lateBy(4);
    expect(bank(await listOf(ID_ADMINISTRATOR, world))).toHaveLength(1);
    for (const head of [HEAD_OF_OM, GOVERNOR]) expect(bank(await listOf(head, world))).toEqual([]);
  });

  it('is then on the list of the head of offender management, who sees who has it', async () => {
    const world = await lateBy(5);
    for (const show of ['', '?show=escalated', '?show=overdue'])
      expect(bank(await listOf(HEAD_OF_OM, world, show))).toEqual([
        expect.stringContaining(
          'Escalated to you. It waits for the ID and banking administrator of HMP Moorland.',
        ),
      ]);
    expect(bank(await listOf(GOVERNOR, world))).toEqual([]);
    expect(bank(await listOf(ID_ADMINISTRATOR, world))).toHaveLength(1);
    expect(bank(await listOf(ID_ADMINISTRATOR, world, '?show=escalated'))).toEqual([]);
  });

  it('is then on the governor’s list too, and on nobody’s in another prison or in the community', async () => {
    const world = await lateBy(10);
    for (const head of [HEAD_OF_OM, GOVERNOR]) expect(bank(await listOf(head, world))).toHaveLength(1);
    for (const other of [ELSEWHERE, HEAD_OF_PDU, COM]) expect(bank(await listOf(other, world))).toEqual([]);
    const elsewhere = user('h.else', { duties: ['HEAD_OF_OM', 'GOVERNOR'], prisons: ['LEI'] });
    expect(bank(await listOf({ ...ELSEWHERE, duties: elsewhere.duties }, world))).toEqual([]);
  });

  it('leaves every list once it is answered', async () => {
    const world = await lateBy(10);
    await world.complete('bank-account', 'OPENED');
    for (const head of [HEAD_OF_OM, GOVERNOR, ID_ADMINISTRATOR])
      expect(bank(await listOf(head, world))).toEqual([]);
  });

  it('says in the timeline whose list it is on, and that nobody was told', async () => {
    const world = await lateBy(10);
    const figures = THE_LAW.onRelease(PLAIN_RELEASE);
    const said = (await world.facts())
      .filter(({ data, type }) => data['step'] === 'bank-account' && type !== 'step-opened')
      .map((fact) => describeFact(fact, figures));
    expect(said.filter((each) => each.includes('It is now on the list of'))).toEqual([
      expect.stringContaining('on the list of the head of offender management of MDI too.'),
      expect.stringContaining('on the list of the governor of MDI too.'),
    ]);
    expect(said.join(' ')).not.toMatch(/notif|told|reminder/i);
  });

  it('has no page that says that anybody was told or reminded', async () => {
    const world = await lateBy(10);
    const visitor = await Visitor.signedInAs(POM, world);
    for (const path of [`/journeys/${world.id}`, '/stuck', '/steps', '/caseload?view=attention']) {
      const { words } = await visitor.open(path);
      expect(words).not.toMatch(/notif|\btold\b|reminder|should know/i);
    }
  });
});

describe('a step that nobody answers in the community', () => {
  it('goes to the probation delivery unit, and then to its head', async () => {
    const world = await releasedAfter(3);
    const { dueOn = '' } = await world.step('first-appointment');
    const first = about('First appointment');
    await world.advanceTo(addDays(dueOn, 5));
    expect(first(await listOf(COM, world, '?show=escalated'))).toHaveLength(1);
    expect(first(await listOf(HEAD_OF_PDU, world))).toEqual([]);
    await world.advanceTo(addDays(dueOn, 10));
    expect(first(await listOf(HEAD_OF_PDU, world))).toEqual([
      expect.stringContaining('Escalated to you. It waits for Cass Ahmed.'),
    ]);
    expect(first(await listOf(GOVERNOR, world))).toEqual([]);
  });
});

describe('steps escalated before there were such lists', () => {
  it.each([
    ['with a driver', true],
    ['without one', false],
  ])('are put on them by the next reconcile, once, for a journey %s', async (_which, driven) => {
    const world = await lateBy(10);
    const row = await world.table.get(keys.step(world.id, '1.bank-account'));
    if (!row) throw new Error('The journey has no such row');
    const { open, executions, ...journey } = await world.journey();
    const before = open.map(({ escalatedTo: _desk, ...summary }) => summary);
    const head = journeyItem({ ...journey, open: before, executions: driven ? executions : [] });
    await world.table.transact([
      { kind: 'put', item: withoutLists(row) },
      { kind: 'put', item: head },
    ]);
    expect(bank(await listOf(GOVERNOR, world))).toEqual([]);
    await world.runtime.reconcile();
    expect(bank(await listOf(GOVERNOR, world))).toHaveLength(1);
    const { version } = await world.journey();
    await world.runtime.reconcile();
    expect((await world.journey()).version).toBe(version);
  });
});

describe('the list of a head', () => {
  it('is read from the index of their desks, and never by reading a caseload', async () => {
    const world = await lateBy(10);
    const asked: string[] = [];
    world.beforeTable = (call, what) => {
      if (call === 'query') asked.push(what);
    };
    const visitor = new Visitor(consoleOver(world.services).pages);
    await visitor.signIn(GOVERNOR);
    asked.length = 0;
    await visitor.open('/steps');
    expect(asked.join()).toContain('ESCALATED#role:GOVERNOR@MDI');
    expect(asked.join()).not.toMatch(/PRISON#|"ATTENTION"/);
  });
});

/** The row as it was written before steps were on the lists of the desks above. */
function withoutLists<T extends object>(item: T): T {
  const text = JSON.stringify(item, (name, value: unknown) =>
    ['escalatedTo', 'attentionPk', 'attentionSk'].includes(name) ? undefined : value,
  );
  return JSON.parse(text) as T;
}
