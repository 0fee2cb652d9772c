import { afterEach, describe, expect, it } from '@jest/globals';
import type { User } from '../../../domain/access/user.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, HEAD_OF_PDU, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

/** It is 8 January 2027. */
const begin = (): Promise<JourneyWorld> => daysBeforeRelease(60);

const days = (name: string, day: string, month: string, year = '2027') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const LEAVE = { ...days('from', '8', '1'), ...days('until', '15', '1'), reason: 'LEAVE' };

async function recorded(world: JourneyWorld, by = HEAD_OF_PDU): Promise<Visitor> {
  const visitor = await Visitor.signedInAs(by, world);
  await visitor.open('/absences/c.ahmed');
  await visitor.send('main form', LEAVE);
  return visitor;
}

/** Somebody who signs in once journeys have followed. */
async function afterSweep(world: JourneyWorld, who: User): Promise<Visitor> {
  await world.runtime.sweep();
  return Visitor.signedInAs(who, world);
}

describe('the pages of absences', () => {
  it('list the reader, and those whose absences they record', async () => {
    const world = await begin();
    await recorded(world);
    const { words } = await (await afterSweep(world, HEAD_OF_PDU)).open('/absences');
    expect(words).toContain('Hal Parr Here None recorded');
    expect(words).toContain('Cass Ahmed Away until Friday 15 January 2027');
    expect(words).toContain('Dai Evans Here');
    expect(words).not.toContain('Pat Taylor');
  });

  it('record an absence, with its reason for those who record them only', async () => {
    const world = await begin();
    const visitor = await recorded(world);
    expect(visitor.seen().words).toContain('The absence is recorded.');
    expect(visitor.seen().words).toContain('8 Jan 2027 15 Jan 2027 Leave Away now');
    const { words } = await (await afterSweep(world, POM)).open(`/journeys/${world.id}`);
    expect(words).toContain('Cass Ahmed, away until 15 Jan 2027');
    expect(words).toContain(
      'Cass Ahmed is away until Friday 15 January 2027. In their place d.evans is asked.',
    );
    expect(words).not.toContain('Leave');
  });

  it('say beside the field what is missing or refused, and keep what was typed', async () => {
    const world = await begin();
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open('/absences/c.ahmed');
    expect((await visitor.send('main form')).errors).toEqual([
      'Enter the first day',
      'Enter the last day',
      'Choose a reason',
    ]);
    const before = { ...LEAVE, ...days('until', '7', '1') };
    const refused = await visitor.send('main form', before);
    expect(refused.errors).toEqual(['The last day must be on or after the first day.']);
    expect(refused.$('#until-day').attr('value')).toBe('7');
    await visitor.send('main form', LEAVE);
    await visitor.open('/absences/c.ahmed');
    expect((await visitor.send('main form', LEAVE)).errors).toEqual([
      'They are away already from Friday 8 January 2027 until Friday 15 January 2027. Change that absence instead.',
    ]);
  });

  it('change an absence, and end it', async () => {
    const world = await begin();
    const visitor = await recorded(world, COM);
    const link = visitor.seen().$('main table a').attr('href') ?? '';
    await visitor.open(link);
    expect((await visitor.send('main form')).errors).toEqual(['Choose what has changed']);
    expect((await visitor.send('main form', { change: 'UNTIL' })).errors).toEqual(['Enter the new last day']);
    const longer = await visitor.send('main form', { change: 'UNTIL', ...days('until', '22', '1') });
    expect(longer.words).toContain('8 Jan 2027 22 Jan 2027 Leave Away now');
    await visitor.open(link);
    const over = await visitor.send('main form', { change: 'OVER' });
    expect(over.words).toContain('The absence is changed.');
    expect(over.words).toContain('8 Jan 2027 22 Jan 2027 Leave Ended');
    expect((await visitor.open(link)).heading).toBe('Page not found');
  });

  it('record one absence when the button is pressed twice', async () => {
    const world = await begin();
    const visitor = await Visitor.signedInAs(COM, world);
    await visitor.open('/absences/c.ahmed');
    const form = visitor.page;
    await visitor.send('main form', LEAVE);
    visitor.page = form;
    expect((await visitor.send('main form', LEAVE)).words).toContain('The absence is recorded.');
  });

  it.each([
    ['of somebody else', POM],
    ['of an officer of elsewhere', ELSEWHERE],
    ['to an administrator', ADMIN_USER],
  ])('are not shown %s', async (_whom, reader) => {
    const visitor = await Visitor.signedInAs(reader, await begin());
    expect((await visitor.open('/absences/c.ahmed')).status).toBe(403);
  });

  it('do not exist for somebody who is not in the staff register', async () => {
    const visitor = await Visitor.signedInAs(HEAD_OF_PDU, await begin());
    expect((await visitor.open('/absences/n.obody')).heading).toBe('Page not found');
  });
});

describe('the page on which officers are changed', () => {
  it('says who is away', async () => {
    const world = await begin();
    await recorded(world, COM);
    const { words } = await (await afterSweep(world, POM)).open(`/journeys/${world.id}/officers`);
    expect(words).toContain('Cass Ahmed is away until Friday 15 January 2027.');
  });
});
