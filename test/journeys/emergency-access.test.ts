import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { limitAccess } from '../../application/commands/limit-access.ts';
import { openInEmergency } from '../../application/commands/open-in-emergency.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { contactItem } from '../../application/mailbox-items.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { done } from '../../application/refusal.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { reconcileSubject } from '../../domain/record/subjects.ts';
import type { User } from '../../domain/access/user.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { addDays } from '../../domain/law/time.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, PRISON, refused, type JourneyWorld } from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import {
  ADMIN_USER,
  COM,
  COUNCIL,
  ELSEWHERE,
  GOVERNOR,
  NOBODY,
  POM,
  SECOND,
  user,
} from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';

afterEach(closeWorlds);

const LAST_DAY = addDays(PLAIN_RELEASE, 20);
const REASON = 'At our office tonight with nowhere to go';
/** Works in the prison, and is not on the person's list. */
const UNLISTED = user('o.ther', { name: 'Oli Ther', duties: ['OMU', 'POM'], prisons: [PRISON] });

/** A person restricted to their own officers, a governor and one colleague. */
async function restricted(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(30);
  await world.services.staff.record(SECOND);
  const given = {
    change: 'RESTRICT',
    officer: SECOND.id,
    reason: 'Known to staff',
    leavesNobody: true,
  } as const;
  ok(await limitAccess(world.services, GOVERNOR, world.id, given));
  return world;
}

const open = (world: JourneyWorld, who: User, reason = REASON) =>
  openInEmergency(world.services, who, world.id, { reason });
const seen = async (world: JourneyWorld, who: User): Promise<boolean> =>
  (await getJourney(world.services, who, world.id)).ok;
async function review(world: JourneyWorld): Promise<string> {
  const { open: steps } = await world.journey();
  return steps.find(({ kind }) => kind === 'emergency-access-review')?.key ?? '';
}

describe('a record opened in an emergency', () => {
  it.each([
    ['an officer who is not on the person’s list', UNLISTED],
    ['an officer of another prison and region', ELSEWHERE],
    ['an administrator', ADMIN_USER],
  ])('is seen by %s until the end of the day, and not after', async (_case, who) => {
    const world = await restricted();
    expect(await seen(world, who)).toBe(false);
    expect(ok(await open(world, who))).toEqual({ until: world.today() });
    expect(await seen(world, who)).toBe(true);
    await world.advanceTo(addDays(world.today(), 1));
    expect(await seen(world, who)).toBe(false);
    expect((await world.journey()).emergencyAccess).toBeUndefined();
  });

  it('is not seen the day after even when nothing has swept', async () => {
    const world = await restricted();
    ok(await open(world, UNLISTED));
    world.clock.moveTo(world.clock.now().add({ hours: 24 }));
    expect(await seen(world, UNLISTED)).toBe(false);
  });

  it('is in the timeline, with who, why and the end', async () => {
    const world = await restricted();
    ok(await open(world, UNLISTED));
    const day = world.today();
    await world.advanceTo(addDays(day, 1));
    const said = (await world.facts())
      .filter(({ type }) => type.includes('emergency'))
      .map((fact) => describeFact(fact, THE_LAW.onRelease('2027-03-09'), { officer: () => 'Oli Ther' }));
    expect(said).toEqual([
      'Oli Ther opened this record in an emergency, until the end of Sunday 7 February 2027. Reason: At our office tonight with nowhere to go.',
      'The access that Oli Ther took in an emergency ended.',
    ]);
  });

  it('is reported to the officer responsible by a step and a message, which say nothing that they may not', async () => {
    const world = await restricted();
    const contact = { email: 'p.taylor@justice.example', by: 'EMAIL', when: 'AT_ONCE' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem(POM.id, contact) }]);
    ok(await open(world, UNLISTED));
    await world.settle();
    const view = ok(await getJourney(world.services, POM, world.id));
    const step = view.steps.find(({ kind }) => kind === 'emergency-access-review');
    expect(step).toMatchObject({
      waitsFor: `officer:${POM.id}`,
      background: { label: 'Opened by Oli Ther', text: REASON },
      mayComplete: true,
    });
    await world.advanceTo(addDays(world.today(), 1));
    const bodies = world.inbox.arrived.filter(({ to }) => to === contact.email).map(({ body }) => body);
    expect(bodies.join('\n')).toContain(`https://pages.example/journeys/${world.id}`);
    expect(bodies.join('\n')).not.toContain(REASON);
  });

  it('is closed at once when the officer responsible finds no good reason', async () => {
    const world = await restricted();
    ok(await open(world, UNLISTED));
    ok(await open(world, ELSEWHERE));
    const answer = { journeyId: world.id, key: await review(world), outcome: 'NO_GOOD_REASON' };
    expect(refused(await completeStep(world.services, POM, { ...answer, details: {} })).code).toBe(
      'VALIDATION_FAILED',
    );
    ok(await completeStep(world.services, POM, { ...answer, details: { note: 'Curiosity' } }));
    expect(await seen(world, UNLISTED)).toBe(false);
    expect(await seen(world, ELSEWHERE)).toBe(true);
  });

  it('is not approved by whoever opened it', async () => {
    const world = await restricted();
    ok(await open(world, UNLISTED));
    const answer = { journeyId: world.id, key: await review(world), outcome: 'GOOD_REASON', details: {} };
    expect(refused(await completeStep(world.services, UNLISTED, answer)).code).toBe('NOT_PERMITTED');
    ok(await completeStep(world.services, POM, answer));
  });

  it('lets an administrator start a restricted journey again, and an officer of elsewhere change nothing', async () => {
    const world = await restricted();
    ok(await open(world, ADMIN_USER));
    ok(await restartJourney(world.services, ADMIN_USER, world.id, { reason: 'It had stopped' }));
    ok(await open(world, ELSEWHERE));
    const answer = { journeyId: world.id, key: '1.housing-need', outcome: 'NEEDS_HELP', details: {} };
    expect(refused(await completeStep(world.services, ELSEWHERE, answer)).code).toBe('NOT_PERMITTED');
  });

  it('may be opened again on another day, and ends again', async () => {
    const world = await restricted();
    ok(await open(world, UNLISTED));
    await world.advanceTo(addDays(world.today(), 1));
    ok(await open(world, UNLISTED));
    expect(await seen(world, UNLISTED)).toBe(true);
    await world.advanceTo(addDays(world.today(), 1));
    expect((await world.journey()).emergencyAccess).toBeUndefined();
  });
});

describe('the record of a journey that is closed', () => {
  it('may be opened in an emergency too, is looked at by its officer, and is closed with the day', async () => {
    const world = await releasedAfter(10, { sentence: { supervisionEndsOn: LAST_DAY } });
    await world.advanceTo(LAST_DAY);
    await world.complete('voluntary-follow-up', 'DECLINED');
    const before = await world.journey();
    expect(before.phase).toBe('closed');
    ok(await open(world, ELSEWHERE));
    expect(await seen(world, ELSEWHERE)).toBe(true);
    await world.settle();
    const answer = { journeyId: world.id, key: await review(world), outcome: 'GOOD_REASON', details: {} };
    ok(await completeStep(world.services, COM, answer));
    expect(ok(await listJourneys(world.services, COM, { attention: true })).items).toEqual([]);
    await world.advanceTo(addDays(LAST_DAY, 1));
    expect(await seen(world, ELSEWHERE)).toBe(false);
    expect(await world.journey()).toMatchObject({ phase: 'closed', open: [], executions: [] });
    expect((await world.journey()).emergencyAccess).toBeUndefined();
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });
});

describe('opening a record in an emergency', () => {
  it.each([
    ['without a reason', UNLISTED, ' ', 'VALIDATION_FAILED'],
    ['to an officer who may see the person anyway', POM, REASON, 'NOT_PERMITTED'],
    ['to an agency', COUNCIL, REASON, 'NOT_PERMITTED'],
    ['to somebody without a role', NOBODY, REASON, 'NOT_PERMITTED'],
  ] as const)('is refused %s', async (_case, who, reason, code) => {
    const world = await restricted();
    expect(refused(await open(world, who, reason)).code).toBe(code);
    expect((await world.journey()).emergencyAccess).toBeUndefined();
  });

  it('is refused to an officer whom the person’s exclusions name', async () => {
    const world = await daysBeforeRelease(30);
    await world.services.staff.record(SECOND);
    const given = { change: 'EXCLUDE', officer: SECOND.id, reason: 'A relative' } as const;
    ok(await limitAccess(world.services, GOVERNOR, world.id, given));
    expect(refused(await open(world, SECOND)).code).toBe('NOT_PERMITTED');
  });

  it('is offered on the page of a person whom an officer may not see, and shows nothing of them before', async () => {
    const world = await daysBeforeRelease(30);
    const address = `/journeys/${world.id}/emergency-access`;
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    const refusal = await visitor.open(`/journeys/${world.id}`);
    expect(refusal.status).toBe(403);
    expect(refusal.$(`a[href="${address}"]`)).toHaveLength(1);
    const form = await visitor.open(address);
    expect(form.html).not.toMatch(/Zebedee|Quillfeather|A1234BC/);
    expect((await visitor.send(`form[action="${address}"]`, { reason: '' })).errors).toEqual([
      'Enter a reason',
    ]);
    const opened = await visitor.send(`form[action="${address}"]`, { reason: REASON });
    expect(opened.heading).toContain('Quillfeather');
    expect(opened.words).toContain('opened this record in an emergency, until the end of the day.');
    expect((await visitor.open(address)).heading).toBe(opened.heading);
  });
});

describe('an administrator who is not on the person’s list', () => {
  async function broken(world: JourneyWorld): Promise<void> {
    const changed = await changeJourney(world.services, world.id, { by: SYSTEM }, async ({ open: ask }) => {
      await ask({
        kind: 'incident',
        subject: reconcileSubject('pre-release'),
        details: { cause: 'Zebedee' },
      });
      return done('');
    });
    ok(changed);
  }

  it('still sees that something went wrong, and nothing of the person', async () => {
    const world = await restricted();
    await broken(world);
    const { items } = ok(await listStuck(world.services, ADMIN_USER));
    expect(items).toEqual([
      expect.objectContaining({
        code: 'INCIDENT',
        limited: true,
        journeyId: world.id,
        person: { name: 'A person to whom access is limited', prisonNumber: '' },
        prison: '',
      }),
    ]);
    expect(JSON.stringify(items)).not.toMatch(/Zebedee|Quillfeather|A1234BC|MDI|2027-03/);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const { $, html } = await visitor.open('/stuck');
    expect($(`a[href="/journeys/${world.id}/emergency-access"]`).length).toBe(1);
    expect(html).not.toMatch(/Zebedee|Quillfeather|A1234BC/);
  });

  it('repairs it once the record is open in an emergency', async () => {
    const world = await restricted();
    await broken(world);
    ok(await open(world, ADMIN_USER));
    const [row] = ok(await listStuck(world.services, ADMIN_USER)).items;
    expect(row).toMatchObject({ person: { prisonNumber: 'A1234BC' } });
    const answer = {
      journeyId: world.id,
      key: row?.stepKey ?? '',
      outcome: 'RETRY',
      details: { reason: 'Up' },
    };
    ok(await completeStep(world.services, ADMIN_USER, answer));
  });

  it('sees nothing where the person’s exclusions name them, nor does an officer', async () => {
    const world = await daysBeforeRelease(30);
    await broken(world);
    await world.services.staff.record(ADMIN_USER);
    const given = { change: 'EXCLUDE', officer: ADMIN_USER.id, reason: 'A relative' } as const;
    ok(await limitAccess(world.services, GOVERNOR, world.id, given));
    expect(ok(await listStuck(world.services, ADMIN_USER)).items).toEqual([]);
    const other = await restricted();
    await broken(other);
    expect(ok(await listStuck(other.services, UNLISTED)).items).toEqual([]);
  });
});
