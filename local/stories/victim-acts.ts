import type { Temporal } from 'temporal-polyfill';
import { recordVictimContact } from '../../application/commands/record-victim-contact.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { readDelivery } from '../../application/message-items.ts';
import { getVictimContact } from '../../application/queries/get-victim-contact.ts';
import { listVictimContact } from '../../application/queries/list-victim-contact.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import { staffMember } from '../sample/staff.ts';
import { expectDone, StoryError, type Act, type Stage } from './acts.ts';

const LIAISON = staffMember('vera.holt');

/** The victim liaison unit records a case, and passes on how things stand. */
export function opensVictimCase(): Act {
  return async (stage) => {
    const { runtime, journeyId } = stage;
    const opened = await recordVictimContact(runtime.services, LIAISON, journeyId, {
      do: 'open-case',
      basis: 'STATUTORY',
      entitlements: ['RELEASE_DATE', 'RECALL'],
      officer: LIAISON.id,
    });
    expectDone(opened);
    await passesOn()(stage);
  };
}

/** The unit passes on how things stand, in every case. */
export function passesOn(): Act {
  return async ({ runtime: { services }, journeyId }) => {
    const on = dateInLondon(services.clock.now()).toString();
    const { standing, cases } = await unitSees(services, journeyId);
    for (const { id, toPassOn } of cases) {
      if (!toPassOn) continue;
      const passed = { standing: standing.key, outcome: 'PASSED_ON', means: 'PHONE', on } as const;
      expectDone(
        await recordVictimContact(services, LIAISON, journeyId, { do: 'pass-on', case: id, ...passed }),
      );
    }
  };
}

/** The unit has something to pass on, no agency has been sent it, and a prison officer may not look. */
export function onlyTheUnitHas(says: string): Act {
  return async (stage) => {
    const { runtime, journeyId, part } = stage;
    const listed = await listVictimContact(runtime.services, LIAISON);
    if (!listed.ok) throw new StoryError(listed.detail);
    const row = listed.value.toPassOn.find((each) => each.journeyId === journeyId);
    if (row?.says !== says) throw new StoryError('The victim liaison unit does not have the date.');
    const sent = (await updatesOf(stage)).filter(({ attempts }) => attempts.length > 0);
    if (sent.length > 0) throw new StoryError('An agency was sent the date before the unit had an hour.');
    const officer = await getVictimContact(runtime.services, staffMember(part.pom), journeyId);
    if (officer.ok || officer.code !== 'NOT_PERMITTED')
      throw new StoryError('A prison officer can see victim contact.');
  };
}

/** A little more than an hour passes, and every agency has been sent the change. */
export function anHourLaterAgenciesHave(): Act {
  return async (stage) => {
    const { runtime } = stage;
    const now: Temporal.Instant = runtime.services.clock.now();
    await runtime.advanceTo(now.add({ minutes: 61 }));
    await runtime.settle();
    const updates = await updatesOf(stage);
    if (updates.length === 0 || updates.some(({ state }) => state !== 'delivered'))
      throw new StoryError('An agency does not have the date an hour later.');
  };
}

async function unitSees(services: Stage['runtime']['services'], journeyId: string) {
  const seen = await getVictimContact(services, LIAISON, journeyId);
  if (!seen.ok) throw new StoryError(seen.detail);
  return seen.value;
}

/** Messages to agencies about a change of a referral of this journey. */
async function updatesOf({ runtime: { services }, journeyId }: Stage) {
  const head = await services.table.get(keys.journey(journeyId));
  const agencies = head === undefined ? [] : readJourney(head).referrals.map(({ agencyId }) => agencyId);
  const pages = await Promise.all(
    [...new Set(agencies)].map((id) => {
      const { pk, sk } = keys.delivery(id, '');
      return services.table.query({ partition: pk, startsWith: sk, limit: 1_000 });
    }),
  );
  return pages
    .flatMap(({ items }) => items.map(readDelivery))
    .filter((each) => each.journeyId === journeyId && each.type === 'through-the-gate.referral.updated');
}
