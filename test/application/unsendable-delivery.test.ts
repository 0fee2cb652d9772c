import { afterEach, expect, it } from '@jest/globals';
import { deliverWebhook } from '../../application/background/deliver-webhook.ts';
import { deliveryItem } from '../../application/message-items.ts';
import { NoSigningKeyError } from '../../application/ports/webhook-signer.ts';
import { closeWorlds, journeyWorld } from '../support/journey-world.ts';
import { recordingSender } from '../support/recording-sender.ts';

afterEach(closeWorlds);

it('parks a delivery to an agency without a signing key, and asks an administrator', async () => {
  const world = await journeyWorld({ today: '2026-10-05' });
  await world.startJourney({ releaseDate: '2026-12-10' });
  await world.runtime.sweep();
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  const [delivery] = await world.deliveries();
  if (delivery === undefined) throw new Error('Nothing was sent');
  const wanted = { agencyId: delivery.agencyId, deliveryId: delivery.id };
  const item = deliveryItem({ ...delivery, state: 'pending', attempts: [] });
  await world.table.transact([{ kind: 'put', item }]);
  const keyless = {
    ...world.services,
    sender: recordingSender(),
    signer: { sign: () => Promise.reject(new NoSigningKeyError('none is kept')) },
    wallClock: world.clock,
    random: () => 0.5,
  };

  expect(await deliverWebhook(keyless, wanted)).toBe('parked');

  expect(await world.deliveries()).toMatchObject([{ state: 'parked', parkedBecause: 'NO_SIGNING_KEY' }]);
  const open = (await world.openSteps()).find(({ kind }) => kind === 'delivery-parked');
  expect(open?.waitsFor).toBe('role:ADMINISTRATOR@national');
});
