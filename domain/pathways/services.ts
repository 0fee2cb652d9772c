import { SERVICES, type Service } from '../record/referral.ts';
import { ACCOMMODATION_SERVICES } from './accommodation/services.ts';
import type { ServiceEntry } from './service-entry.ts';

/** The entry of each service; a service without one does not compile. */
export const SERVICE_ENTRIES = { ...ACCOMMODATION_SERVICES } as const satisfies Record<Service, ServiceEntry>;

export function serviceEntry(service: Service): ServiceEntry {
  return SERVICE_ENTRIES[service];
}

export function isService(service: unknown): service is Service {
  return SERVICES.some((known) => known === service);
}
