import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../../support/console-visitor.ts';
import { event, receive, receivedEvent, releasedEvent } from '../../support/events.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, POM } from '../../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';
import { addDays } from '../../../domain/law/time.ts';

afterEach(closeWorlds);

async function withEvents(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(3);
  await world.advanceTo(addDays(PLAIN_RELEASE, 9));
  await receive(
    world,
    releasedEvent(`${PLAIN_RELEASE}T08:45:00Z`),
    receivedEvent(`${addDays(PLAIN_RELEASE, 7)}T10:00:00Z`),
    event('prison-offender-events.prisoner.sentence-dates-changed', `${PLAIN_RELEASE}T07:00:00Z`),
    event('adjudication.hearing.created', `${PLAIN_RELEASE}T07:00:00Z`),
    event('prison-offender-events.prisoner.released', `${PLAIN_RELEASE}T07:00:00Z`, { reason: 'RELEASED' }, [
      { type: 'NOMS', value: 'Z9999ZZ' },
    ]),
  );
  return world;
}

describe('the page of events', () => {
  it('counts each state, and shows what contradicts with both reports', async () => {
    const visitor = await Visitor.signedInAs(ADMIN_USER, await withEvents());
    const { $, words, heading } = await visitor.open('/events');
    expect(heading).toBe('Events of other systems');
    const counts = $('.govuk-summary-list__row')
      .toArray()
      .map((row) => $(row).text().replaceAll(/\s+/g, ' ').trim());
    expect(counts).toEqual(['Contradictory 1', 'Waiting 1', 'Unmatched 1', 'Kept 1']);
    expect(words).toContain('Received into prison Tuesday 16 March 2027 at 10:00');
    expect(words).toContain('The other report: Released from prison, Tuesday 9 March 2027 at 08:45');
  });

  it.each([
    ['waiting', 'HMPPS’s services have nothing about it yet. Tried 1 time, again on'],
    ['unmatched', 'Z9999ZZ The person has no journey.'],
    ['kept', 'Adjudication hearing created'],
  ])('shows those that are %s, and why', async (state, said) => {
    const visitor = await Visitor.signedInAs(ADMIN_USER, await withEvents());
    expect((await visitor.open(`/events?state=${state}`)).words).toContain(said);
  });

  it('goes on to the next page', async () => {
    const world = await daysBeforeRelease(3);
    const occurredAt = '2027-01-04T09:00:00Z';
    for (let number = 1; number <= 52; number += 1) {
      await receive(world, event('adjudication.hearing.created', occurredAt, { number }));
    }
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $ } = await visitor.open('/events?state=kept');
    expect($('tbody tr').length).toBe(50);
    const next = await visitor.open($('a[rel=next]').attr('href') ?? '');
    expect(next.$('tbody tr').length).toBe(2);
  });

  it('is for administrators only, and so is its link', async () => {
    const world = await daysBeforeRelease(3);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/events')).status).toBe(403);
    expect((await visitor.open('/caseload')).$('a[href="/events"]').length).toBe(0);
    const admin = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await admin.open('/events')).$('a[href="/events"]').length).toBe(1);
    expect(admin.seen().words).toContain('There are no such events.');
  });
});
