import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor } from '../support/console-visitor.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { done } from '../../application/refusal.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { closeWorlds, journeyWorld, OFFICER, ok, type JourneyWorld } from '../support/journey-world.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Sentenced on Monday 5 July 2027, and known on the day given. */
async function sentencedOnMonday(today = '2027-07-05'): Promise<JourneyWorld> {
  const world = await journeyWorld({ today });
  await world.startJourney({ releaseDate: '2028-03-07', sentence: { startDate: '2027-07-05' } });
  return world;
}

describe('immediate needs', () => {
  it('are asked at once, beside the allocation of officers, of the offender management unit', async () => {
    const world = await sentencedOnMonday();
    await expect(world).toBeWaitingFor('allocate-officers', 'immediate-needs');
    expect((await world.step('immediate-needs')).waitsFor).toBe('role:OMU@MDI');
  });

  it.each([
    ['the day of sentence', '2027-07-05', '2027-07-08'],
    ['the day after', '2027-07-06', '2027-07-08'],
    ['a week later, with the shortest notice', '2027-07-12', '2027-07-14'],
  ])('are due on the third working day after sentence when known on %s', async (_case, today, dueOn) => {
    const world = await sentencedOnMonday(today);
    expect((await world.step('immediate-needs')).dueOn).toBe(dueOn);
  });

  it('are due on the third working day from when a person sentenced long ago becomes known', async () => {
    const world = await journeyWorld({ today: '2027-07-05' });
    await world.startJourney({ releaseDate: '2028-03-07', sentence: { startDate: '2013-10-28' } });
    expect(await world.step('immediate-needs')).toMatchObject({ state: 'OPEN', dueOn: '2027-07-08' });
    await expect(world).not.toBeWaitingFor('incident.reception.RecordNeeds');
  });

  it('become the prison officer’s when one is named, and keep their day', async () => {
    const world = await sentencedOnMonday();
    await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' });
    expect(await world.step('immediate-needs')).toMatchObject({
      waitsFor: 'officer:p.taylor',
      dueOn: '2027-07-08',
    });
    expect((await world.journey()).phase).toBe('reception');
    await world.complete('immediate-needs', 'RECORDED');
    expect((await world.journey()).phase).toBe('custody');
    expect(world.problems).toEqual([]);
  });

  it('may be recorded before any officer is named', async () => {
    const world = await sentencedOnMonday();
    await world.complete('immediate-needs', 'RECORDED');
    await expect(world).toBeWaitingFor('allocate-officers');
    expect((await world.journey()).phase).toBe('reception');
  });
});

describe('the housing element of Universal Credit', () => {
  const KEPT = { tenancy: 'KEEP', benefits: 'KEEP', housingElement: true } as const;

  /** In custody from Monday 5 July 2027, so for six months until Tuesday 4 January 2028. */
  async function inCustody(releaseDate?: string): Promise<JourneyWorld> {
    const world = await journeyWorld({ today: '2027-07-05' });
    const dates = { ...(releaseDate !== undefined && { releaseDate }) };
    await world.startJourney({ ...dates, sentence: { startDate: '2027-07-05' } });
    return world;
  }

  const pageOf = async (world: JourneyWorld, path = '') =>
    (await (await Visitor.signedInAs(OFFICER, world)).open(`/journeys/${world.id}${path}`)).words;

  it('is worked out from the dates before an officer answers, and shown while it is kept', async () => {
    const world = await inCustody('2027-12-07');
    expect(await pageOf(world, '/steps/1.immediate-needs')).toContain(
      'The last day is Tuesday 4 January 2028, 183 days from today.',
    );
    expect(await pageOf(world)).not.toContain('Housing element A single person');
    await world.complete('immediate-needs', 'RECORDED', KEPT);
    expect((await world.journey()).benefits.keepsHousingElement).toBe(true);
    await world.advanceTo('2027-08-05');
    expect(await pageOf(world)).toContain('Housing element A single person');
    expect(await pageOf(world)).toContain('The last day is Tuesday 4 January 2028, 152 days from today.');
    await world.moveReleaseDate('2028-03-07');
    expect(await pageOf(world)).toContain(
      'Release is expected on Tuesday 7 March 2028, more than six months',
    );
  });

  it('is not kept by a person who is expected to be in custody for longer', async () => {
    const world = await inCustody('2028-03-07');
    expect(await world.tryComplete('immediate-needs', 'RECORDED', KEPT)).toMatchObject({
      ok: false,
      rule: 'housing-element-not-kept',
    });
    await world.complete('immediate-needs', 'RECORDED', { ...KEPT, housingElement: false });
    expect((await world.journey()).benefits).not.toHaveProperty('keepsHousingElement');
  });

  it.each([{ tenancy: 'END' }, { benefits: 'STOP' }, { tenancy: undefined }])(
    'is not kept without a tenancy and benefits that are kept: %j',
    async (other) => {
      const world = await inCustody('2027-12-07');
      expect(await world.tryComplete('immediate-needs', 'RECORDED', { ...KEPT, ...other })).toMatchObject({
        ok: false,
        code: 'VALIDATION_FAILED',
        fields: [{ field: 'details.housingElement' }],
      });
    },
  );

  it('is not known without a release date, and may be recorded', async () => {
    const world = await inCustody();
    expect(await pageOf(world, '/steps/1.immediate-needs')).toContain(
      'No release date is known. A single person keeps the housing element',
    );
    await world.complete('immediate-needs', 'RECORDED', KEPT);
    expect(await pageOf(world)).toContain('until Tuesday 4 January 2028 at the latest');
    expect(world.problems).toEqual([]);
  });
});

describe('the end of the housing element', () => {
  const KEPT = { tenancy: 'KEEP', benefits: 'KEEP', housingElement: true } as const;

  async function onRemand(): Promise<JourneyWorld> {
    const world = await journeyWorld({ today: '2026-06-02' });
    await world.startJourney({
      sentence: { startDate: '2026-06-01', releaseKind: 'REMAND' },
    });
    await world.complete('immediate-needs', 'RECORDED', KEPT);
    return world;
  }

  it('is asked about six weeks before its last day, and due two weeks before', async () => {
    const world = await onRemand();
    expect(await world.step('housing-element-ends')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: '2026-10-19',
      dueOn: '2026-11-16',
    });
    await world.advanceTo('2026-10-19');
    await expect(world).toBeWaitingFor('housing-element-ends');
    expect(await world.tryComplete('housing-element-ends', 'RENT_PAID')).toMatchObject({ ok: false });
    expect(await world.tryComplete('housing-element-ends', 'RELEASED_FIRST')).toMatchObject({
      rule: 'housing-element-runs-out',
    });
    await world.complete('housing-element-ends', 'TENANCY_ENDS', { note: 'On 30 November.' });
    expect((await world.journey()).benefits).not.toHaveProperty('keepsHousingElement');
    await expect(world).not.toBeWaitingFor('housing-element-ends');
    expect(world.problems).toEqual([]);
  });

  it('is not asked about where no tenancy is paid for, nor any more once that is so', async () => {
    const world = await onRemand();
    ok(
      await changeJourney(world.services, world.id, { by: SYSTEM }, async ({ open }) =>
        done((await open({ kind: 'needs-after-sentence' })).answered),
      ),
    );
    await world.complete('needs-after-sentence', 'RECORDED', { tenancy: 'END', benefits: 'STOP' });
    expect(await world.step('housing-element-ends')).toMatchObject({ outcome: 'NOT_NEEDED' });
  });
});
