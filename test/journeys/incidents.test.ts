import { afterEach, describe, expect, it } from '@jest/globals';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { Visitor } from '../support/console-visitor.ts';
import { ADMIN_USER } from '../support/people.ts';
import { maySkip } from '../../domain/record/incidents.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { EASTMOOR, WESTHAVEN } from '../support/agencies.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { CONTACT_AGREED, councilsAsked, daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

interface State {
  readonly Resource?: string;
  readonly Parameters?: { readonly Payload?: Readonly<Record<string, unknown>> };
  readonly Branches?: readonly { readonly States: Readonly<Record<string, State>> }[];
}

/** A state of a machine. */
interface Place {
  readonly machine: Machine;
  readonly state: string;
}

/** States that only come about for a Welsh prison or home area. */
const IN_WALES = /^ApplyInWales$|^AwaitWelshCouncil$/;

/** States that another broken one, when it is skipped, keeps from coming about; those of Wales need a life there. */
const ON_ITS_OWN = /^FindHome$|^ClaimMade$|^ApplyInWales$|^AwaitWelshCouncil$/;

const nameOf = ({ machine, state }: Place): string => `${machine}.${state}`;

describe('a Do that fails', () => {
  it('is retried, then becomes an incident, and continues when an administrator retries it', async () => {
    const world = await daysBeforeRelease(70);
    let failures = 0;
    world.beforeTable = (_call, about) => {
      if (!about.includes('SERVICE#CRS')) return;
      failures += 1;
      throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });

    expect(failures).toBe(7);
    await expect(world).toBeWaitingFor('incident.referral.Make.CRS-1', 'next-address', 'dtr-window');
    await expect(world).toHaveFact('incident-opened', {
      incident: 'referral.Make.CRS-1',
      cause: 'Unavailable',
    });
    expect(await world.referrals()).toEqual([]);
    expect((await world.step('incident.referral.Make.CRS-1')).waitsFor).toBe('role:ADMINISTRATOR@national');

    world.beforeTable = undefined;
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open(`/journeys/${world.id}/steps/1.incident.referral.Make.CRS-1`);
    expect(page.words).toContain(
      'What went wrong A service that the product needs was not available. Retry tries',
    );
    await world.complete('incident.referral.Make.CRS-1', 'RETRY', { reason: 'The store is up again' });
    await expect(world).toHaveFact('incident-resolved', {
      incident: 'referral.Make.CRS-1',
      resolution: 'RETRY',
    });
    await expect(world).toBeWaitingFor('referral-answer.CRS-1');
    expect(await world.referrals()).toHaveLength(1);
    expect(world.problems).toEqual([]);
  });

  it('and fails again when retried becomes an incident again', async () => {
    const world = await daysBeforeRelease(70);
    world.beforeTable = (_call, about) => {
      if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.complete('incident.referral.Make.CRS-1', 'RETRY', { reason: 'Perhaps' });
    await expect(world).toBeWaitingFor('incident.referral.Make.CRS-1');
    expect((await world.journey()).incidents).toBe(2);
  });

  it('is resolved by a restart', async () => {
    const world = await daysBeforeRelease(70);
    world.beforeTable = (_call, about) => {
      if (about.includes('SERVICE#CRS')) throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    world.beforeTable = undefined;
    await world.restart();
    await expect(world).not.toBeWaitingFor('incident.referral.Make.CRS-1');
    await expect(world).toBeWaitingFor('referral-answer.CRS-1');
  });

  it('needs a reason to be skipped', async () => {
    const world = await daysBeforeRelease(
      70,
      {},
      { definitions: broken({ machine: 'housing', state: 'CrsWindow' }) },
    );
    await world.complete('housing-need', 'NEEDS_HELP');
    const refused = await world.tryComplete('incident.housing.CrsWindow', 'SKIP', {});
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    await expect(world).toBeWaitingFor('incident.housing.CrsWindow');
  });

  it('that is skipped for one authority asks the next', async () => {
    const definitions = broken({ machine: 'referral', state: 'Make' });
    const world = await daysBeforeRelease(57, {}, { definitions });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.complete('incident.referral.Make.CRS-1', 'SKIP', { reason: 'Not now' });
    await world.advanceTo('2027-01-12');
    await world.complete('housing-consent', 'GIVEN', {
      authorities: [EASTMOOR.id, WESTHAVEN.id],
      ...CONTACT_AGREED,
    });
    for (const subject of ['DTR-1', 'DTR-2'])
      await world.complete(`incident.referral.Make.${subject}`, 'SKIP', { reason: 'Telephoned instead' });
    await expect(world).toBeWaitingFor('authorities-exhausted');
    expect(world.transitions).toBeLessThan(300);
  });

  it('waits for the table when it cannot open its incident, and loses nothing', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    let calls = 0;
    world.beforeTable = (call) => {
      calls += 1;
      if (call === 'transact' && calls > 20 && calls < 120)
        throw new TableUnavailableError('the store is down');
    };
    const answer = await world
      .tryAgencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION')
      .catch(() => undefined);
    await world.settle();
    if (answer?.ok !== true) await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION');
    await world.settle();
    await expect(world).toBeWaitingFor('authorities-exhausted');
  });
});

describe('an incident at any state of any machine', () => {
  it.each(lives())(
    'is waited for, and the journey goes on when it is skipped: $names',
    async ({ broken: places }) => {
      const world = await sentenced(places);
      const met = new Set<string>();
      const wrong = new Map(places.flatMap(({ state }) => WENT_WRONG[state] ?? []));
      const neverHoused = places.some(({ state }) => state === 'FindHome');
      await playToTheEnd(world, {
        // Nobody who is offered a bed is ever asked for one.
        agencies: (subject) => (subject === 'DTR-1' || neverHoused ? 'DECLINED' : 'ACCEPTED'),
        instead: (step) => {
          if (step.kind !== 'incident') {
            const outcome = wrong.get(step.kind);
            return wrong.delete(step.kind) && outcome !== undefined ? [outcome] : 'as usual';
          }
          met.add((step.subject ?? '').split('.').slice(0, 2).join('.'));
          return ['SKIP', { reason: 'Done by hand' }];
        },
      });
      expect([...met].sort()).toEqual(places.map(nameOf).sort());
      expect((await world.journey()).phase).toBe('closed');
      expect(world.problems).toEqual([]);
      expect(world.transitions).toBeLessThan(400);
    },
  );

  /** Every state once. A life breaks at most one state of each machine. */
  function lives() {
    const places = MACHINES.flatMap((machine) =>
      breakable(machine)
        .map((state) => ({ machine, state }))
        .filter((place) => maySkip(nameOf(place))),
    );
    const together = Map.groupBy(places, ({ machine, state }) => {
      if (ON_ITS_OWN.test(state)) return state;
      return String(
        places.filter((each) => each.machine === machine).findIndex((each) => each.state === state),
      );
    });
    return [...together.values()].map((broken) => ({ broken, names: broken.map(nameOf).join(', ') }));
  }
});

describe('an incident without which the journey would wait for nobody', () => {
  it.each([
    { machine: 'release-day', state: 'Release' },
    { machine: 'community', state: 'WatchSupervisionEnd' },
  ] as const)('cannot be skipped: $machine.$state', async ({ machine, state }) => {
    const world = await sentenced([{ machine, state }]);
    const name = `incident.${machine}.${state}`;
    await playToTheEnd(world, {
      instead: (step) => (step.kind === 'incident' ? undefined : 'as usual'),
    }).catch(() => undefined);
    await expect(world).toBeWaitingFor(name);
    expect(await world.tryComplete(name, 'SKIP', { reason: 'Leave it' })).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'cannot-be-skipped',
    });
    await expect(world).toBeWaitingFor(name);
  });
});

/** A Friday release, so that every machine has something to do, with states that always fail. */
async function sentenced(places: readonly Place[]): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-12-01', definitions: broken(...places) });
  await world.startJourney({
    releaseDate: '2027-03-12',
    ...(places.some(({ state }) => IN_WALES.test(state)) && { region: 'N03' }),
    sentence: { startDate: '2026-11-30', supervisionEndsOn: '2027-12-12' },
  });
  return world;
}

/** States that only come about when something was answered wrong, once. */
const WENT_WRONG: Readonly<Record<string, readonly (readonly [StepKind, string])[]>> = {
  ResolveIdentity: [['identity-verified', 'NOT_VERIFIED']],
  ResolveAdvance: [['advance-paid', 'REFUSED']],
  ResolvePayment: [['first-payment', 'NOT_PAID']],
};

/** The definitions, with states asking for what does not exist: they are refused each time, and not retried. */
function broken(...places: readonly Place[]): Record<Machine, unknown> {
  const definitions = JSON.parse(JSON.stringify(definitionsByName())) as Record<Machine, unknown>;
  for (const { machine, state } of places) {
    const found = statesOf(definitions[machine]).find(([name]) => name === state)?.[1];
    const payload = found?.Parameters?.Payload as Record<string, unknown> | undefined;
    if (payload === undefined) throw new Error(`${machine} has no state ${state}`);
    if ('action' in payload) payload['action'] = 'no-such-action';
    else payload['kind'] = 'no-such-kind';
  }
  return definitions;
}

/** States of the story that can fail: not those that only come about when something else has failed. */
function breakable(machine: Machine): readonly string[] {
  const never =
    /Incident$|^Reconcile|^AwaitBankHolidays$|^GiveInformation$|^MissedAppointment$|^UrgentHousing|^AuthoritiesExhausted$|^AskAgreement$/;
  return statesOf(definitionsByName()[machine])
    .filter(([, { Resource }]) => Resource?.includes('lambda:invoke'))
    .map(([name]) => name)
    .filter((name) => !never.test(name));
}

function statesOf(definition: unknown): readonly (readonly [string, State])[] {
  const entries = Object.entries((definition as { States: Record<string, State> }).States);
  return entries.flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch)),
  ]);
}
