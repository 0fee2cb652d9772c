import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from './agencies.ts';
import type { JourneyWorld, Starting } from './journey-world.ts';
import { livedOnce } from './lived-once.ts';
import { CONTACT_AGREED, daysBeforeRelease, PLAIN_RELEASE, released } from './stages.ts';

/** A sentence of 334 days that ends five months after a plain release. */
export const SLED = addDays(PLAIN_RELEASE, 150);
export const SENTENCE = { lengthDays: 334, supervisionEndsOn: SLED };
export const REVOKED = addDays(PLAIN_RELEASE, 20);
export const RETURNED = addDays(REVOKED, 2);

/** Out for 20 days, with a council's referral live and an identity document and an account in hand. */
export const onLicence = livedOnce(async (options, more: Partial<Starting> = {}): Promise<JourneyWorld> => {
  const starting = { ...more, sentence: { ...SENTENCE, ...more.sentence } };
  const world = await daysBeforeRelease(57, starting, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('identity-documents', 'IN_HAND');
  await world.complete('bank-account', 'OPENED');
  await world.advanceTo(addDays(PLAIN_RELEASE, -56));
  await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
  await released(world);
  await world.complete('claim-made', 'MADE');
  await world.advanceTo(REVOKED);
  return world;
});

/** Recalled for a fixed term, and back two days later. */
export async function backInPrison(): Promise<JourneyWorld> {
  const world = await onLicence();
  await world.recall();
  await world.advanceTo(RETURNED);
  await world.returnToPrison();
  return world;
}
