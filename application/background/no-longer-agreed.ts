import type { Delivery } from '../../domain/record/webhook-event.ts';
import { readReferral } from '../items.ts';
import { keys } from '../keys.ts';
import type { Services } from '../services.ts';

/** After consent is withdrawn an agency is sent that, and nothing that waited before it. */
export async function isNoLongerAgreed(
  { table }: Pick<Services, 'table'>,
  delivery: Delivery,
): Promise<boolean> {
  if (delivery.type === 'through-the-gate.referral.withdrawn') return false;
  const row = await table.get(keys.referral(delivery.journeyId, delivery.referralId));
  return row !== undefined && readReferral(row).withdrawn?.reason === 'NO_CONSENT';
}
