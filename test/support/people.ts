import type { User } from '../../domain/access/user.ts';
import { CRS, EASTMOOR } from './agencies.ts';
import { PRISON, REGION } from './journey-world.ts';

/** Someone at work, with nothing but what a test gives them. */
export function user(id: string, more: Partial<Omit<User, 'id'>> = {}): User {
  return { id, name: id, roles: ['officer'], duties: [], prisons: [], regions: [], ...more };
}

export const POM = user('p.taylor', { name: 'Pat Taylor', duties: ['OMU', 'POM'], prisons: [PRISON] });
export const GOVERNOR = user('g.governor', { name: 'Gwen Stone', duties: ['GOVERNOR'], prisons: [PRISON] });
export const HEAD_OF_OM = user('h.olsen', {
  name: 'Hana Olsen',
  duties: ['HEAD_OF_OM'],
  prisons: [PRISON],
});
export const ID_ADMINISTRATOR = user('i.admin', {
  name: 'Ines Dunn',
  duties: ['ID_ADMINISTRATOR'],
  prisons: [PRISON],
});
export const HEAD_OF_PDU = user('h.parr', { name: 'Hal Parr', duties: ['HEAD_OF_PDU'], regions: [REGION] });
/** Confirms at the gate what the first officer recorded. */
export const LIAISON = user('v.liaison', {
  name: 'Val Lyons',
  duties: ['VICTIM_LIAISON'],
  regions: [REGION],
});
export const SECOND = user('s.second', { name: 'Sam Second', duties: ['OMU'], prisons: [PRISON] });
export const COM = user('c.ahmed', { name: 'Cass Ahmed', duties: ['COM', 'PDU'], regions: [REGION] });
export const ELSEWHERE = user('e.else', {
  duties: ['OMU', 'POM', 'GOVERNOR'],
  prisons: ['LEI'],
  regions: ['N07'],
});
export const ADMIN_USER = user('a.admin', { name: 'Ada Min', roles: ['admin'] });
export const COUNCIL = user('eastmoor-desk', { roles: ['partner'], agencyId: EASTMOOR.id });
export const SHELTER = user('shelter-desk', { roles: ['partner'], agencyId: CRS.id });
export const NOBODY = user('n.obody', { roles: [] });

export const EVERYONE = [
  POM,
  GOVERNOR,
  SECOND,
  HEAD_OF_OM,
  ID_ADMINISTRATOR,
  HEAD_OF_PDU,
  LIAISON,
  COM,
  ELSEWHERE,
  ADMIN_USER,
  COUNCIL,
  SHELTER,
  NOBODY,
];
