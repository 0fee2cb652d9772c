import { recordVictimContact } from '../../application/commands/record-victim-contact.ts';
import type { User } from '../../domain/access/user.ts';
import type { ContactChange } from '../../domain/victim-contact/contact-change.ts';
import { ok, type JourneyWorld } from './journey-world.ts';
import { LIAISON } from './people.ts';

export const LIAISON_ELSEWHERE: User = { ...LIAISON, id: 'v.north', name: 'Vic North', regions: ['N03'] };

type Given<D extends ContactChange['do']> = Partial<Extract<ContactChange, { readonly do: D }>>;

export function tryRecord(world: JourneyWorld, change: ContactChange, user: User = LIAISON) {
  return recordVictimContact(world.services, user, world.id, change);
}

/** @returns the case's id. */
export async function openVictimCase(world: JourneyWorld, given: Given<'open-case'> = {}): Promise<string> {
  const opened = await tryRecord(world, {
    do: 'open-case',
    basis: 'DISCRETIONARY',
    entitlements: ['RELEASE_DATE', 'RECALL'],
    officer: LIAISON.id,
    ...given,
  });
  return ok(opened).case;
}

export async function passOn(
  world: JourneyWorld,
  contactCase: string,
  standing: string,
  given: Given<'pass-on'> = {},
): Promise<void> {
  ok(
    await tryRecord(world, {
      do: 'pass-on',
      case: contactCase,
      standing,
      outcome: 'PASSED_ON',
      means: 'PHONE',
      on: world.today(),
      ...given,
    }),
  );
  await world.settle();
}
