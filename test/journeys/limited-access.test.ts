import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { limitAccess, type AccessLimit } from '../../application/commands/limit-access.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { contactItem } from '../../application/mailbox-items.ts';
import { refuseOfficers } from '../../application/named-officers.ts';
import { getAnsweredStep } from '../../application/queries/get-answered-step.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { getPerson } from '../../application/queries/get-person.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listMessages } from '../../application/queries/list-messages.ts';
import { listSteps } from '../../application/queries/list-steps.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { previewReleaseDate } from '../../application/queries/preview-release-date.ts';
import type { Result } from '../../application/refusal.ts';
import type { Services } from '../../application/services.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays } from '../../domain/law/time.ts';
import { Visitor } from '../support/console-visitor.ts';
import {
  closeWorlds,
  journeyWorld,
  newJourney,
  ok,
  PERSON,
  PRISON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import { ADMIN_USER, COM, GOVERNOR, HEAD_OF_PDU, POM, SECOND, user } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const REASON = 'A relative of the person';
/** Works in the person's prison, and is on none of the journey's posts. */
const COLLEAGUE: User = { ...SECOND, duties: ['OMU', 'POM'] };
const OTHER = user('o.ther', { duties: ['OMU', 'POM'], prisons: [PRISON] });

/** To a colleague: nobody at the desks of work coach, ID and healthcare is meant to see the person. */
const RESTRICTED = { change: 'RESTRICT', officer: COLLEAGUE.id, leavesNobody: true } as const;

async function limit(world: JourneyWorld, given: Partial<AccessLimit>, by: User = GOVERNOR) {
  return limitAccess(world.services, by, world.id, { change: 'EXCLUDE', reason: REASON, ...given });
}

async function thirtyDaysBefore(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(30);
  await world.services.staff.record(COLLEAGUE);
  return world;
}

/** Nobody is named yet, so that every step waits for a desk at which the colleague works. */
async function atReception(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-12-01' });
  await world.services.staff.record(COLLEAGUE);
  await world.startJourney({ releaseDate: PLAIN_RELEASE });
  return world;
}

async function excluding(officer: string): Promise<JourneyWorld> {
  const world = await thirtyDaysBefore();
  ok(await limit(world, { officer }));
  return world;
}

/** Each way to read, as text: what it shows of anybody. */
const READS: Readonly<Record<string, (services: Services, who: User) => Promise<string>>> = {
  listJourneys: async (services, who) =>
    JSON.stringify(ok(await listJourneys(services, who, { prison: PRISON })).items),
  'listJourneys of those who need attention': async (services, who) =>
    JSON.stringify(ok(await listJourneys(services, who, { attention: true })).items),
  listSteps: async (services, who) => JSON.stringify(ok(await listSteps(services, who, {})).items),
  'listSteps of the desk': async (services, who) =>
    JSON.stringify(ok(await listSteps(services, who, { waitingFor: `role:OMU@${PRISON}` })).items),
  listStuck: async (services, who) => JSON.stringify(ok(await listStuck(services, who)).items),
};

describe('a person whom an officer is excluded from', () => {
  it.each(Object.entries(READS))('is not in %s', async (_name, read) => {
    const world = await atReception();
    await world.advanceTo(addDays(world.today(), 20));
    const before = await read(world.services, COLLEAGUE);
    ok(await limit(world, { officer: COLLEAGUE.id }));
    expect(await read(world.services, COLLEAGUE)).toBe('[]');
    expect(before).toContain(world.id);
  });

  it('has no page, timeline, answered step or preview for that officer, and every other officer has', async () => {
    const world = await excluding(COLLEAGUE.id);
    const reads: readonly ((who: User) => Promise<Result<unknown>>)[] = [
      (who: User) => getJourney(world.services, who, world.id),
      (who: User) => getTimeline(world.services, who, world.id),
      (who: User) => getPerson(world.services, who, world.id, {}, {}),
      (who: User) => getAnsweredStep(world.services, who, world.id, '1.immediate-needs'),
      (who: User) =>
        previewReleaseDate(world.services, who, world.id, {
          date: addDays(world.today(), 90),
          dateType: 'CRD',
        }),
    ];
    for (const read of reads) {
      expect(refused(await read(COLLEAGUE))).toMatchObject({
        code: 'NOT_PERMITTED',
        detail: 'Access to this person is limited, and you are not among those who may see them.',
      });
      ok(await read({ ...POM, duties: ['OMU', 'POM'] }));
    }
  });

  it('is not changed by that officer', async () => {
    const world = await excluding(COLLEAGUE.id);
    const { commits } = world;
    const answer = { journeyId: world.id, key: '1.bank-account', outcome: 'OPENED', details: {} };
    expect(refused(await completeStep(world.services, COLLEAGUE, answer)).code).toBe('NOT_PERMITTED');
    const again = newJourney({ prisonNumber: PERSON, releaseDate: '2029-01-09' }, world.today());
    expect(refused(await startJourney(world.services, COLLEAGUE, again)).code).toBe('NOT_PERMITTED');
    expect(world.commits).toBe(commits);
  });

  it('is in no message to that officer, and not counted in those sent before', async () => {
    const world = await atReception();
    const contact = { email: 's.second@justice.example', by: 'EMAIL', when: 'DAILY' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem(COLLEAGUE.id, contact) }]);
    await world.advanceTo(addDays(world.today(), 10));
    const sent = world.inbox.arrived.filter(({ to }) => to === contact.email).length;
    const before = ok(await listMessages(world.services, COLLEAGUE, COLLEAGUE.id));
    expect(before.messages.some(({ people }) => people.length > 0)).toBe(true);

    ok(await limit(world, { officer: COLLEAGUE.id }));
    const { messages, waiting } = ok(await listMessages(world.services, COLLEAGUE, COLLEAGUE.id));
    expect(messages.map(({ people, more }) => ({ people, more }))).toEqual(
      before.messages.map(() => ({ people: [], more: 0 })),
    );
    expect(waiting).toBeUndefined();
    await world.advanceTo(addDays(world.today(), 15));
    expect(world.inbox.arrived.filter(({ to }) => to === contact.email)).toHaveLength(sent);
  });

  it('is seen again once that officer is taken off the list, and the timeline says who limited access and why', async () => {
    const world = await excluding(COLLEAGUE.id);
    ok(await limit(world, { change: 'REMOVE', officer: COLLEAGUE.id, reason: 'Entered by mistake' }));
    expect(ok(await getJourney(world.services, COLLEAGUE, world.id)).limitedAccess).toBeUndefined();
    const said = (await world.facts())
      .filter(({ type }) => type.startsWith('access-'))
      .map((fact) => [
        fact.by.id,
        describeFact(fact, THE_LAW.onRelease('2027-03-09'), { officer: () => 'Sam Second' }),
      ]);
    expect(said).toEqual([
      [GOVERNOR.id, 'Sam Second may not see this person. Reason: A relative of the person.'],
      [
        GOVERNOR.id,
        'Sam Second was taken off the list of officers who may not see this person. Reason: Entered by mistake.',
      ],
    ]);
  });
});

describe('a person restricted to named officers', () => {
  it('is seen by those on the list, their own officers and whoever limited access, and by nobody else', async () => {
    const world = await thirtyDaysBefore();
    ok(await limit(world, RESTRICTED));
    const { pom, com } = (await world.journey()).officers;
    const seen = async (who: User) => (await getJourney(world.services, who, world.id)).ok;
    expect([pom, com]).toEqual([POM.id, COM.id]);
    for (const who of [COLLEAGUE, GOVERNOR, POM, COM])
      expect([who.id, await seen(who)]).toEqual([who.id, true]);
    for (const who of [OTHER, HEAD_OF_PDU, ADMIN_USER])
      expect([who.id, await seen(who)]).toEqual([who.id, false]);
    expect(ok(await getJourney(world.services, COLLEAGUE, world.id))).toMatchObject({
      limitedAccess: { excluded: [], restrictedTo: [POM.id, COM.id, 'd.evans', GOVERNOR.id, COLLEAGUE.id] },
      flags: expect.arrayContaining(['LIMITED_ACCESS']),
    });
  });

  it('is seen by everybody whose work it is once the limits are lifted', async () => {
    const world = await thirtyDaysBefore();
    ok(await limit(world, RESTRICTED));
    ok(await limit(world, { change: 'LIFT' }));
    ok(await getJourney(world.services, OTHER, world.id));
  });
});

describe('limiting access', () => {
  it.each([
    ['without a reason', { reason: ' ' }, 'VALIDATION_FAILED', 'reason'],
    ['without an officer', { officer: undefined }, 'VALIDATION_FAILED', 'officer'],
    ['of an officer who does not exist', { officer: 'n.obody' }, 'RULE_REFUSED', 'officer'],
    ['of the person’s own officer', { officer: POM.id }, 'RULE_REFUSED', 'officer'],
    ['of whoever limits it', { officer: GOVERNOR.id }, 'RULE_REFUSED', 'officer'],
    ['by removing somebody who is on no list', { change: 'REMOVE' }, 'VALIDATION_FAILED', 'officer'],
    ['by lifting what is not limited', { change: 'LIFT' }, 'VALIDATION_FAILED', 'change'],
  ] as const)('is refused %s', async (_case, given, code, field) => {
    const world = await thirtyDaysBefore();
    const { officer, ...rest } = { officer: COLLEAGUE.id, ...given };
    const problem = refused(await limit(world, { ...rest, ...(officer !== undefined && { officer }) }));
    expect(problem).toMatchObject({ code, fields: [{ field, problem: expect.stringMatching(/\.$/) }] });
    expect((await world.journey()).limitedAccess).toBeUndefined();
  });

  it.each(['EXCLUDE', 'RESTRICT'] as const)(
    'is refused twice for the same officer, and on both lists (%s)',
    async (change) => {
      const world = await excluding(COLLEAGUE.id);
      expect(refused(await limit(world, { change, officer: COLLEAGUE.id })).code).toBe('VALIDATION_FAILED');
    },
  );

  it('is refused where nobody at a desk that is asked could see the person any more, unless that is meant', async () => {
    const world = await atReception();
    const before = await world.journey();
    const given = { change: 'RESTRICT', officer: HEAD_OF_PDU.id } as const;
    await world.services.staff.record(HEAD_OF_PDU);
    const refusal = refused(await limit(world, given));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'leaves-nobody' });
    expect(refusal.detail).toContain('the offender management unit');
    expect(refusal.detail).toContain('Only these officers could: Gwen Stone, Hal Parr.');
    expect(await world.journey()).toEqual(before);
    ok(await limit(world, { ...given, leavesNobody: true }));
    ok(await limit(world, RESTRICTED));
  });

  it('is refused for the last officer of a desk, and not for another', async () => {
    const world = await atReception();
    const atDesk = (await world.services.staff.list()).filter(
      ({ duties, prisons }) => duties.includes('OMU') && prisons.includes(PRISON),
    );
    const [last, ...others] = atDesk.map(({ id }) => id);
    for (const officer of others) ok(await limit(world, { officer }));
    expect(refused(await limit(world, { officer: last ?? '' })).rule).toBe('leaves-nobody');
  });

  it('asks on its page whether that is meant, and then does it', async () => {
    const world = await atReception();
    await world.services.staff.record(HEAD_OF_PDU);
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    const form = `form[action="/journeys/${world.id}/limited-access"]`;
    await visitor.open(`/journeys/${world.id}/limited-access`);
    const typed = { change: 'RESTRICT', officer: HEAD_OF_PDU.id, reason: REASON };
    const asked = await visitor.send(form, typed);
    expect(asked.errors[0]).toContain('Nobody at these desks could see the person any more');
    expect(asked.$('#leavesNobody').length).toBe(1);
    const after = await visitor.send(form, { ...typed, leavesNobody: 'yes' });
    expect(after.words).toContain('Access to this person is limited.');
  });

  it('keeps an officer who may not see the person from being named as theirs', async () => {
    const world = await excluding('c.new');
    const problem = await refuseOfficers(
      world.services,
      [{ role: 'com', id: 'c.new', field: 'details.com' }],
      await world.journey(),
      false,
    );
    expect(problem).toMatchObject({ code: 'RULE_REFUSED', rule: 'officer-may-not-see-person' });
  });

  it('is done on a page that a governor reaches from the person’s page, and others do not', async () => {
    const world = await thirtyDaysBefore();
    const address = `/journeys/${world.id}/limited-access`;
    const governor = await Visitor.signedInAs(GOVERNOR, world);
    expect((await governor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(1);
    const form = `form[action="${address}"]`;
    await governor.open(address);
    expect((await governor.send(form, { change: 'EXCLUDE', reason: REASON })).errors).toEqual([
      'Choose an officer',
    ]);
    expect((await governor.send(form, { officer: SECOND.id, change: 'EXCLUDE', reason: '' })).errors).toEqual(
      ['Enter a reason'],
    );
    const after = await governor.send(form, { officer: SECOND.id, change: 'EXCLUDE', reason: REASON });
    expect(after.words).toContain('Access to this person is limited.');
    expect(after.words).toContain('Limited access');
    expect((await governor.open(address)).words).toContain('Officers who may not see the person Sam Second');
    const pom = await Visitor.signedInAs(POM, world);
    expect((await pom.open(address)).status).toBe(403);
    const excluded = await Visitor.signedInAs(SECOND, world);
    expect((await excluded.open(`/journeys/${world.id}`)).status).toBe(403);
  });
});
