import { afterEach, describe, expect, it } from '@jest/globals';
import { limitAccess } from '../../../application/commands/limit-access.ts';
import { findForUnit } from '../../../application/queries/get-victim-contact.ts';
import type { User } from '../../../domain/access/user.ts';
import { Visitor } from '../../support/console-visitor.ts';
import { closeWorlds, PERSON, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, HEAD_OF_PDU, LIAISON, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import { LIAISON_ELSEWHERE, openVictimCase, passOn, tryRecord } from '../../support/victim-contact.ts';

afterEach(closeWorlds);

const day = (name: string, on: string, month: string, year = '2027') => ({
  [`${name}-day`]: on,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const MOVED = '2027-03-16';

/** It is 8 January 2027, and release is on 9 March. */
const begin = (): Promise<JourneyWorld> => daysBeforeRelease(60);

async function signedIn(world: JourneyWorld, who: User = LIAISON): Promise<Visitor> {
  return Visitor.signedInAs(who, world);
}

describe('the pages of a victim liaison unit', () => {
  it('find a person by the prison number, and record a case', async () => {
    const world = await begin();
    const visitor = await signedIn(world);
    await visitor.open('/dates-to-pass-on');
    expect(visitor.seen().words).toContain('There is nothing to pass on.');
    await visitor.send('main form', { prisonNumber: PERSON.toLowerCase() });
    expect(visitor.seen().words).toContain('No victim contact case is recorded.');
    expect(visitor.seen().$('nav [aria-current]').text().trim()).toBe('Dates to pass on');
    await visitor.open(`/journeys/${world.id}/victim-contact/open`);
    expect((await visitor.send('main form')).errors).toEqual([
      'Choose why there is contact',
      'Choose the liaison officer',
    ]);
    await visitor.send('main form', {
      basis: 'DISCRETIONARY',
      officer: LIAISON.id,
      reference: 'VC/17',
      RELEASE_DATE: 'yes',
      note: 'Prefers the mornings',
    });
    const { words } = visitor.seen();
    expect(words).toContain('The case is recorded.');
    expect(words).toContain('Case VC/17');
    expect(words).toContain('News of the release date and its changes');
    expect(words).toContain('Now: Release on Tuesday 9 March 2027.');
    expect((await visitor.open('/dates-to-pass-on')).words).toContain(
      'Release on Tuesday 9 March 2027 Friday 8 January 2027 at 10:00am',
    );
  });

  it('say that a sentence is too short for a case by law, and keep what was typed', async () => {
    const world = await daysBeforeRelease(60, { sentence: { lengthDays: 364 } });
    const visitor = await signedIn(world);
    await visitor.open(`/journeys/${world.id}/victim-contact/open`);
    const given = { basis: 'STATUTORY', officer: LIAISON.id, note: 'Kept' };
    const refused = await visitor.send('main form', given);
    expect(refused.errors).toEqual([
      'The sentence is shorter than 12 months, so the duty in law does not apply. Record the case as one by discretion.',
    ]);
    expect(refused.$('#note').text()).toBe('Kept');
  });

  it('record that a date was passed on', async () => {
    const world = await begin();
    const id = await openVictimCase(world);
    const visitor = await signedIn(world);
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/pass-on`);
    expect((await visitor.send('main form')).errors).toEqual([
      'Choose the outcome',
      'Enter the day, and a real date',
    ]);
    const given = { outcome: 'PASSED_ON', means: 'PHONE', ...day('on', '9', '1') };
    expect((await visitor.send('main form', given)).errors).toEqual(['The day must not be in the future.']);
    expect((await visitor.send('main form', { ...given, ...day('on', '31', '2') })).errors).toEqual([
      'Enter the day, and a real date',
    ]);
    expect((await visitor.send('main form', { ...given, ...day('on', '7', '1') })).errors).toEqual([
      'The day must be on or after Friday 8 January 2027, when the unit had it.',
    ]);
    const noMeans = { outcome: 'PASSED_ON', ...day('on', '8', '1') };
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/pass-on`);
    expect((await visitor.send('main form', noMeans)).errors).toEqual(['Choose how it was passed on.']);
    await visitor.send('main form', { ...noMeans, means: 'PHONE' });
    expect(visitor.seen().words).toContain(
      'Release on Tuesday 9 March 2027: passed on by phone, on Friday 8 January 2027, by Val Lyons',
    );
    expect((await visitor.open('/dates-to-pass-on')).words).toContain('There is nothing to pass on.');
  });

  it('refuse a date that is no longer the one in force, and a case that is closed', async () => {
    const world = await begin();
    const id = await openVictimCase(world);
    const visitor = await signedIn(world);
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/pass-on`);
    await world.moveReleaseDate(MOVED);
    const given = { outcome: 'PASSED_ON', means: 'PHONE', ...day('on', '8', '1') };
    const conflict = await visitor.send('main form', given);
    expect(conflict.status).toBe(409);
    expect(conflict.words).toContain('It is now: Release on Tuesday 16 March 2027.');
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/close`);
    expect((await visitor.send('main form')).errors).toEqual(['Choose why it is closed']);
    await visitor.send('main form', { reason: 'OPTED_OUT' });
    expect(visitor.seen().words).toContain('The victim no longer wants contact');
    expect((await visitor.open('/dates-to-pass-on')).words).not.toContain('Release on');
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/change`);
    expect((await visitor.send('main form', { officer: LIAISON.id })).status).toBe(409);
  });

  it('change a case from what is recorded', async () => {
    const world = await begin();
    const id = await openVictimCase(world, { note: 'Old note' });
    const visitor = await signedIn(world);
    const opened = await visitor.open(`/journeys/${world.id}/victim-contact/${id}/change`);
    expect(opened.$('#note').text()).toBe('Old note');
    expect(opened.$('input[name=RECALL]').attr('checked')).toBe('checked');
    expect(opened.$('#officer option[selected]').text()).toBe('Val Lyons');
    await visitor.send('main form', { note: 'New note' });
    expect(visitor.seen().words).toContain('New note');
  });

  it('show a licence condition to the supervising officer only once it was put to them', async () => {
    const world = await begin();
    const id = await openVictimCase(world);
    const visitor = await signedIn(world);
    const com = await signedIn(world, COM);
    const conditions = `/journeys/${world.id}/victim-conditions`;
    expect((await com.open(`/journeys/${world.id}`)).$(`a[href="${conditions}"]`)).toHaveLength(1);
    await visitor.open(`/journeys/${world.id}/victim-contact/${id}/condition`);
    expect((await visitor.send('main form')).errors).toEqual([
      'Choose the kind of condition',
      'Enter what was asked for, in 2,000 characters or fewer',
    ]);
    await visitor.send('main form', { kind: 'EXCLUSION_AREA', text: 'The town centre' });
    expect((await com.open(conditions)).words).toContain('No condition has been put to you.');
    const link = visitor.seen().$('a[href*="/conditions/"]').attr('href') ?? '';
    await visitor.open(link);
    await visitor.send('main form');
    expect((await com.open(conditions)).words).toContain(
      'The town centre Put to the community offender manager on Friday 8 January 2027',
    );
    await visitor.open(link);
    expect((await visitor.send('main form')).errors).toEqual(['Choose the answer']);
    await visitor.send('main form', { answer: 'INCLUDED' });
    expect((await com.open(conditions)).words).toContain('In the licence as asked');
  });

  it('know no other case, condition or change', async () => {
    const world = await begin();
    const id = await openVictimCase(world);
    const visitor = await signedIn(world);
    for (const path of ['none/pass-on', `${id}/none`, `${id}/conditions/none`]) {
      expect((await visitor.open(`/journeys/${world.id}/victim-contact/${path}`)).status).toBe(404);
    }
    expect((await visitor.open('/journeys/none/victim-contact')).status).toBe(404);
  });
});

describe('everybody else', () => {
  const PAGES = ['victim-contact', 'victim-contact/open'];

  it.each([POM, ADMIN_USER, ELSEWHERE, HEAD_OF_PDU, COM])(
    'who is $id is denied in the same words, whether there is a case or not',
    async (who) => {
      const world = await begin();
      const visitor = await signedIn(world, who);
      const seen = async () => {
        const words: (readonly [number, string])[] = [];
        for (const path of PAGES) {
          const { status, words: said } = await visitor.open(`/journeys/${world.id}/${path}`);
          words.push([status, said]);
        }
        const { status, html } = await visitor.open('/dates-to-pass-on');
        expect(html).not.toContain('href="/dates-to-pass-on"');
        return [...words, [status]];
      };
      const before = await seen();
      const id = await openVictimCase(world);
      expect(await seen()).toEqual(before);
      expect(before.map(([status]) => status)).toEqual([403, 403, 403]);
      const denied = await visitor.open(`/journeys/${world.id}/victim-contact/${id}/pass-on`);
      expect(denied.status).toBe(403);
    },
  );

  it('of another region finds nobody by the prison number', async () => {
    const world = await begin();
    await openVictimCase(world);
    const there = await findForUnit(world.services, LIAISON_ELSEWHERE, PERSON);
    expect(there).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await findForUnit(world.services, LIAISON_ELSEWHERE, 'Z9999ZZ')).toEqual(there);
  });
});

it('counts for the unit those whom its reader may not see', async () => {
  const world = await begin();
  const id = await openVictimCase(world);
  await passOn(world, id, 'RELEASE 2027-03-09');
  await world.moveReleaseDate(MOVED);
  const limited = { change: 'EXCLUDE', officer: LIAISON.id, reason: 'A relative' } as const;
  expect(await limitAccess(world.services, HEAD_OF_PDU, world.id, limited)).toMatchObject({ ok: true });
  const visitor = await signedIn(world);
  const { words } = await visitor.open('/dates-to-pass-on');
  expect(words).toContain('There is something to pass on about 1 person whom you may not see');
  expect(words).not.toContain('Zebedee');
  expect(await tryRecord(world, { do: 'close-case', case: id, reason: 'OPTED_OUT' })).toMatchObject({
    code: 'NOT_PERMITTED',
  });
});
