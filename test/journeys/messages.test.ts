import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { keys, MESSAGE_PREFIX } from '../../application/keys.ts';
import { contactItem, readMailbox, readMessage } from '../../application/mailbox-items.ts';
import type { ContactDetails } from '../../domain/messages/contact.ts';
import { addDays, timeOnDay, type IsoDate } from '../../domain/law/time.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { CRS } from '../support/agencies.ts';
import { ADMIN, closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import { livedOnce } from '../support/lived-once.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const FIGURES = THE_LAW.onRelease('2027-03-09');
const POM = 'p.taylor';
const POM_ADDRESS = 'p.taylor@justice.example';
const GOVERNOR = 'g.governor';

async function reachable(world: JourneyWorld, officer: string, more: Partial<ContactDetails> = {}) {
  const contact = { email: `${officer}@justice.example`, by: 'EMAIL', when: 'DAILY', ...more } as const;
  await world.table.transact([{ kind: 'put', item: contactItem(officer, contact) }]);
}

/** Two months before release, with a prison officer who has had the message about what opened. */
const working = livedOnce(async (options, more: Partial<ContactDetails> = {}): Promise<JourneyWorld> => {
  const world = await daysBeforeRelease(60, {}, options);
  await reachable(world, POM, more);
  await world.advanceTo(addDays(world.today(), 1));
  return world;
});

async function dueDay(world: JourneyWorld): Promise<IsoDate> {
  const { dueOn = '' } = await world.step('housing-need');
  return dueOn;
}

async function said(world: JourneyWorld): Promise<readonly string[]> {
  const facts = await world.facts();
  return facts
    .filter(({ type }) => type.startsWith('message-'))
    .map((fact) => describeFact(fact, FIGURES, { officer: (id) => (id === POM ? 'Pat Taylor' : id) }));
}

const at = (day: IsoDate, hour: number) => Temporal.Instant.from(timeOnDay(day, hour));

async function outcomes(world: JourneyWorld, officer: string) {
  const { pk } = keys.mailbox(`officer:${officer}`);
  const { items } = await world.table.query({ partition: pk, startsWith: MESSAGE_PREFIX, limit: 100 });
  return items.map(readMessage).map(({ ended }) => ended.outcome);
}

describe('a message to an officer', () => {
  it('reminds of a step before its deadline, with a first name and a link, and is recorded as told', async () => {
    const world = await working();
    await world.advanceTo(addDays(await dueDay(world), -2));
    const message = world.inbox.arrived.at(-1);
    expect(message).toMatchObject({ by: 'EMAIL', to: POM_ADDRESS });
    expect(message?.subject).toMatch(/^Zebedee: \d+ steps due soon$/);
    expect(message?.body).toContain(`https://pages.example/journeys/${world.id}`);
    expect(message?.body).not.toMatch(/Quillfeather|A1234BC|live|coach/);
    expect((await said(world)).at(-1)).toMatch(
      /^Pat Taylor was told by email: .*“Where will they live\?” is due soon/,
    );
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });

  it('is sent to everybody who works at the desk that a step is escalated to', async () => {
    const world = await working();
    for (const id of ['h.one', 'h.two']) {
      await world.services.staff.record({
        id,
        name: id,
        duties: ['HEAD_OF_OM'],
        prisons: ['MDI'],
        regions: [],
      });
      await reachable(world, id);
    }
    await world.advanceTo(addDays(await dueDay(world), 5));
    const escalated = world.inbox.arrived.filter(({ subject }) => subject.includes('escalated to you'));
    expect(escalated.map(({ to }) => to).sort()).toEqual(['h.one@justice.example', 'h.two@justice.example']);
    const notReady = /^Not ready: address, income, identity document(, [a-z ]+)*$/m;
    expect(escalated.filter(({ body }) => !notReady.test(body))).toEqual([]);
    expect((await said(world)).join('\n')).toMatch(
      /^H.one was told by email: .*“Where will they live\?” is escalated/m,
    );
  });

  it('is sent to administrators about what they must repair', async () => {
    const world = await working();
    await world.services.staff.record(ADMIN);
    await reachable(world, ADMIN.id);
    world.sender.answers(CRS.id, 410);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.advanceTo(addDays(world.today(), 1));
    expect(world.inbox.arrived.find(({ to }) => to.startsWith(ADMIN.id))?.subject).toBe(
      'Zebedee: 1 step due soon',
    );
    expect((await said(world)).join()).toContain(`A.admin was told by email: “`);
  });

  it('says everything of a day at once, and comes once a day', async () => {
    const world = await working();
    const from = world.inbox.arrived.length;
    const due = await dueDay(world);
    await world.advanceTo(addDays(due, 12));
    const days = world.inbox.arrived.slice(from).filter(({ to }) => to === POM_ADDRESS);
    const sentOn = (await world.facts())
      .filter(({ type, data }) => type === 'message-handed-over' && data['to'] === `officer:${POM}`)
      .map(({ at: instant }) => instant.slice(0, 10))
      .slice(-days.length);
    expect(days.length).toBeGreaterThan(2);
    expect(sentOn).toEqual([...new Set(sentOn)]);
  });

  it('is not sent at night', async () => {
    const world = await working({ when: 'AT_ONCE' });
    await world.runtime.advanceTo(at(world.today(), 22));
    await world.complete('housing-need', 'NEEDS_HELP');
    const evening = world.inbox.arrived.length;
    await world.runtime.advanceTo(at(addDays(world.today(), 1), 7));
    expect(world.inbox.arrived.length).toBe(evening);
    await world.runtime.advanceTo(at(world.today(), 8));
    expect(world.inbox.arrived.length).toBe(evening + 1);
  });

  it('is sent at once to an officer who asks for that', async () => {
    const world = await working({ when: 'AT_ONCE' });
    const before = world.inbox.arrived.length;
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.runtime.sweep();
    expect(world.inbox.arrived.slice(before).map(({ subject }) => subject)).toEqual(['Zebedee: 4 new steps']);
  });

  it('says nothing of a step that was answered meanwhile', async () => {
    const world = await working();
    const due = await dueDay(world);
    await world.runtime.advanceTo(at(addDays(due, -2), 1));
    const before = world.inbox.arrived.length;
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.runtime.advanceTo(at(addDays(due, -2), 9));
    const bodies = world.inbox.arrived.slice(before);
    expect(bodies.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Zebedee: \d+ steps? due soon, 4 new steps$/),
    ]);
    expect((await said(world)).at(-1)).not.toContain('“Where will they live?” is due soon');
  });

  it('is not sent to somebody who may not see the person any more', async () => {
    const world = await working();
    await world.services.staff.record({
      id: POM,
      name: 'Pat Taylor',
      duties: ['POM'],
      prisons: ['LEI'],
      regions: [],
    });
    const before = world.inbox.arrived.length;
    const saidBefore = await said(world);
    await world.advanceTo(addDays(await dueDay(world), -2));
    expect(world.inbox.arrived.slice(before)).toEqual([]);
    expect(await said(world)).toEqual(saidBefore);
  });
});

describe('a message that cannot be handed over', () => {
  it('is in the inbox of an officer without an address, and nobody is said to have been told', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo(addDays(await dueDay(world), -2));
    expect(world.inbox.tried).toEqual([]);
    expect(await said(world)).toEqual([]);
    expect((await outcomes(world, POM)).at(-1)).toBe('NO_CONTACT');
  });

  it('is recorded, where nobody does the work of the desk, and is sent to whoever comes to do it', async () => {
    const world = await daysBeforeRelease(60);
    const due = await dueDay(world);
    await world.advanceTo(addDays(due, 5));
    expect((await said(world)).join('\n')).toMatch(
      /A message to the head of offender management of MDI was not handed over, because nobody in the staff register does that work. It was about: .*“Where will they live\?” is escalated/,
    );
    await world.runtime.advanceTo(at(addDays(due, 10), 1));
    await world.services.staff.record({
      id: 'h.new',
      name: 'Hal',
      duties: ['GOVERNOR'],
      prisons: ['MDI'],
      regions: [],
    });
    await reachable(world, 'h.new');
    await world.advanceTo(addDays(due, 12));
    expect(world.problems).toEqual([]);
  });

  it('is tried again while Notify is down, and handed over once when it is back', async () => {
    const world = await working();
    const due = await dueDay(world);
    await world.runtime.advanceTo(at(addDays(due, -2), 7));
    world.inbox.answers(POM_ADDRESS, { kind: 'try-again', reason: 'GOV.UK Notify answered 503' });
    const before = world.inbox.tried.length;
    await world.runtime.advanceTo(at(addDays(due, -2), 9));
    expect(world.inbox.tried.length - before).toBeGreaterThan(2);
    expect((await said(world)).join()).not.toContain('due soon');
    world.inbox.answers(POM_ADDRESS, { kind: 'handed-over' });
    await world.runtime.advanceTo(at(addDays(due, -2), 15));
    const tried = world.inbox.tried.slice(before);
    expect(new Set(tried.map(({ reference }) => reference)).size).toBe(1);
    expect(world.inbox.arrived.slice(-1)).toEqual(tried.slice(-1));
    expect((await said(world)).at(-1)).toContain('Pat Taylor was told by email');
  });

  it('is given up after a day, which the timeline says, and the next message is sent as ever', async () => {
    const world = await working();
    const due = await dueDay(world);
    world.inbox.answers(POM_ADDRESS, { kind: 'try-again', reason: 'NO_ANSWER' });
    await world.runtime.advanceTo(at(addDays(due, 0), 12));
    expect(await outcomes(world, POM)).toContain('GAVE_UP');
    expect((await said(world)).join('\n')).toContain(
      'A message to Pat Taylor was not handed over, because GOV.UK Notify did not take it within a day. It was about:',
    );
    world.inbox.answers(POM_ADDRESS, { kind: 'handed-over' });
    await world.advanceTo(addDays(due, 3));
    expect((await outcomes(world, POM)).at(-1)).toBe('HANDED_OVER');
  });

  it('goes by the other channel where an address is refused, and says so where both are', async () => {
    const world = await working({ mobile: '07700900123' });
    const due = await dueDay(world);
    world.inbox.answers(POM_ADDRESS, { kind: 'refused', reason: 'GOV.UK Notify refused the address' });
    await world.advanceTo(addDays(due, -2));
    expect(world.inbox.arrived.at(-1)).toMatchObject({ by: 'TEXT', to: '07700900123' });
    expect(world.inbox.arrived.at(-1)?.body.replace(/\d+ steps/, 'some steps')).toBe(
      `Through the Gate. Zebedee: some steps due soon. https://pages.example/journeys/${world.id}`,
    );
    expect((await said(world)).at(-1)).toContain('Pat Taylor was told by text');
    world.inbox.answers('07700900123', { kind: 'refused', reason: 'GOV.UK Notify refused the address' });
    await world.advanceTo(addDays(due, 2));
    expect((await outcomes(world, POM)).at(-1)).toBe('REFUSED');
    expect((await said(world)).at(-1)).toContain(
      'A message to Pat Taylor was not handed over, because their email address or mobile number was refused.',
    );
  });
});

describe('a message that waits for its next try', () => {
  it('is ended where only an address that was refused is left', async () => {
    const world = await working({ mobile: '07700900123' });
    const due = await dueDay(world);
    world.inbox.answers(POM_ADDRESS, { kind: 'refused', reason: 'GOV.UK Notify refused the address' });
    world.inbox.answers('07700900123', { kind: 'try-again', reason: 'GOV.UK Notify answered 503' });
    await world.runtime.advanceTo(at(addDays(due, -2), 9));
    expect(await outcomes(world, POM)).not.toContain('REFUSED');
    await reachable(world, POM);
    await world.runtime.advanceTo(at(addDays(due, -2), 15));
    expect((await outcomes(world, POM)).at(-1)).toBe('REFUSED');
    expect((await said(world)).at(-1)).toContain('because their email address or mobile number was refused.');
  });
});

describe('a process that ends while it sends', () => {
  it('hands nothing over twice, and records once what was handed over', async () => {
    const world = await working();
    const due = await dueDay(world);
    await world.runtime.advanceTo(at(addDays(due, -2), 7));
    const before = world.inbox.arrived.length;
    world.inbox.losesNextAnswer();
    await world.runtime.advanceTo(at(addDays(due, -2), 8)).catch(() => undefined);
    await world.runtime.sweep();
    await world.settle();
    expect(world.inbox.arrived.length).toBe(before + 1);
    expect((await said(world)).filter((each) => each.includes('due soon'))).toHaveLength(1);
  });

  it('sends nothing again while it cannot be asked whether the message was handed over', async () => {
    const world = await working();
    const due = await dueDay(world);
    await world.runtime.advanceTo(at(addDays(due, -2), 7));
    const before = world.inbox.arrived.length;
    const asks = world.inbox.wasHandedOver;
    world.inbox.losesNextAnswer();
    world.inbox.wasHandedOver = () => Promise.resolve('unknown');
    await world.runtime.advanceTo(at(addDays(due, -2), 9)).catch(() => undefined);
    await world.runtime.sweep();
    await world.settle();
    expect(world.inbox.arrived.length).toBe(before + 1);
    expect((await readMailbox(world.table, `officer:${POM}`)).sending?.tries.at(-1)).toMatchObject({
      problem: 'not known whether it was sent',
    });
    world.inbox.wasHandedOver = asks;
    await world.runtime.advanceTo(at(addDays(due, -2), 15));
    expect(world.inbox.arrived.length).toBe(before + 1);
    expect((await said(world)).filter((each) => each.includes('due soon'))).toHaveLength(1);
  });

  it.each([1, 2, 3, 4, 5])('goes on from where it was, %i commits in', async (commits) => {
    const world = await working();
    const due = await dueDay(world);
    await world.runtime.advanceTo(at(addDays(due, -2), 7));
    await world.settle();
    const before = world.inbox.arrived.length;
    world.dieAfter(commits);
    await world.runtime.advanceTo(at(addDays(due, -2), 8)).catch(() => undefined);
    await world.comesBack();
    await world.runtime.advanceTo(at(addDays(due, -2), 9));
    await world.runtime.sweep();
    await world.settle();
    expect(world.inbox.arrived.length).toBe(before + 1);
    expect((await said(world)).filter((each) => each.includes('due soon'))).toHaveLength(1);
    expect((await readMailbox(world.table, `officer:${POM}`)).sending).toBeUndefined();
  });
});

describe('a sleeping journey', () => {
  it('has nothing in any mailbox, and leaves nothing for a sweep', async () => {
    const world = await working();
    await reachable(world, GOVERNOR);
    await world.advanceTo(addDays(world.today(), 1));
    const { items } = await world.table.query({ partition: 'DUE#MAILBOXES', index: 'due', limit: 100 });
    expect(items).toEqual([]);
  });
});
