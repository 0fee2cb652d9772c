import type { Journey } from '../domain/journey/journey.ts';
import { describeWaitsFor, officerName } from '../domain/journey/words.ts';
import { mayBeNamed } from '../domain/record/limited-access.ts';
import { ADMINISTRATORS, deskWaitedFor, readWaitsFor, type WaitsFor } from '../domain/record/waits-for.ts';
import { officerOf, ownersOf } from './background/take-notices.ts';
import type { Change } from './change.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Services } from './services.ts';

/**
 * Refuses limits by which a desk that somebody is asked at has nobody left who may see the person, unless that is meant:
 * the step would wait for nobody. Administrators open a record in an emergency, so they are not counted.
 * @param before the journey without the change of its limits.
 */
export async function refuseLeavingNobody(
  services: Pick<Services, 'staff' | 'table' | 'clock'>,
  { draft, loadSteps }: Change,
  before: Journey,
): Promise<Refusal | undefined> {
  await loadSteps(draft.journey.open.map(({ key }) => key));
  const asked = new Set(draft.openSteps().map(({ waitsFor }) => waitsFor));
  const left: WaitsFor[] = [];
  for (const desk of asked) {
    if (desk === ADMINISTRATORS || readWaitsFor(desk)?.kind !== 'desk') continue;
    const owners = (await ownersOf(services, desk)).filter((owner) => owner.startsWith('officer:'));
    const could = owners.map(officerOf).filter((id) => mayBeNamed(id, before));
    if (could.length > 0 && !could.some((id) => mayBeNamed(id, draft.journey))) left.push(desk);
  }
  if (left.length === 0) return undefined;
  const problem = `Nobody at these desks could see the person any more, and steps wait for them: ${left.map(deskWords).join('; ')}.${await whoIsLeft(services, draft.journey)} Add one of their officers first, or say that this is meant.`;
  return refuse('RULE_REFUSED', problem, {
    rule: 'leaves-nobody',
    fields: [{ field: 'officer', problem }],
  });
}

/** The desk without its place, which is the person's. */
function deskWords(desk: WaitsFor): string {
  const parts = readWaitsFor(desk);
  return describeWaitsFor(parts?.kind === 'desk' ? deskWaitedFor(parts.duty, 'national') : desk);
}

async function whoIsLeft({ staff }: Pick<Services, 'staff'>, { limitedAccess }: Journey): Promise<string> {
  const listed = limitedAccess?.restrictedTo ?? [];
  if (listed.length === 0) return '';
  const known = new Map((await staff.list()).map(({ id, name }) => [id, name]));
  const names = listed.map((id) => officerName(id, { officer: (each) => known.get(each) }));
  return ` Only these officers could: ${names.join(', ')}.`;
}
