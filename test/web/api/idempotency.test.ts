import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keys } from '../../../application/keys.ts';
import { ROUTES } from '../../../web/api/routes/all.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { apiOver, everything, type Answer, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import {
  ADMIN_USER,
  COM,
  COUNCIL,
  GOVERNOR,
  HEAD_OF_PDU,
  LIAISON,
  POM,
  SECOND,
} from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';

const CALLERS = [POM, GOVERNOR, COM, HEAD_OF_PDU, LIAISON, SECOND, ADMIN_USER, COUNCIL];
const KEY = 'used-before';

let world: JourneyWorld;
let api: ApiCaller;
let referralId: string;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
  referralId = (await world.referral('DTR-1')).id;
  const expiresAt = Math.floor(world.clock.now().epochMilliseconds / 1000) + 3_600;
  const used = CALLERS.map((who) => ({
    kind: 'put' as const,
    item: { ...keys.idempotency(who.id, KEY), requestHash: 'of another request', answer: {}, expiresAt },
  }));
  await world.table.transact(used);
});
afterAll(closeWorlds);

const CHANGES = ROUTES.filter(({ changes }) => changes).map((route) => ({
  name: `${route.method} ${route.path}`,
  route,
}));

it.each(CHANGES)('$name is not done under a key that was used for another request', async ({ route }) => {
  const path = route.path
    .replace('{id}', route.path.startsWith('/api/referrals/') ? referralId : world.id)
    .replace('{officer}', COM.id)
    .replace('{agencyId}', EASTMOOR.id)
    .replace('{key}', '1.housing-need')
    .replaceAll(/\{\w+\}/g, 'x'.repeat(26));
  const before = await everything(world);
  let answer: Answer | undefined;
  // The first who may do it: what they may not do is refused before or after the key is looked up.
  for (const who of CALLERS) {
    answer = await api.post(who, path, route.example ?? {}, { 'idempotency-key': KEY });
    if (answer.body['code'] === 'IDEMPOTENCY_MISMATCH') break;
  }
  expect(answer?.body).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  expect(await everything(world)).toEqual(before);
});
