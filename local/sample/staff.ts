import type { User } from '../../domain/access/user.ts';
import type { Duty } from '../../domain/record/duties.ts';

/** Invented staff to sign in as. */
interface Person {
  readonly id: string;
  readonly name: string;
  readonly duties: readonly Duty[];
  readonly prisons?: readonly string[];
  readonly regions?: readonly string[];
}

const SAMPLE_PRISONS = ['LEI', 'MDI', 'CFI', 'NHI'];

const PEOPLE: readonly Person[] = [
  { id: 'amira.khan', name: 'Amira Khan', duties: ['POM', 'OMU'], prisons: ['LEI'] },
  { id: 'ben.oduya', name: 'Ben Oduya', duties: ['POM', 'OMU'], prisons: ['MDI'] },
  { id: 'carys.evans', name: 'Carys Evans', duties: ['POM', 'OMU'], prisons: ['CFI'] },
  { id: 'dawn.fletcher', name: 'Dawn Fletcher', duties: ['POM', 'OMU'], prisons: ['NHI'] },
  { id: 'farah.aziz', name: 'Farah Aziz', duties: ['OMU'], prisons: ['LEI'] },
  { id: 'gwen.hill', name: 'Gwen Hill', duties: ['OMU'], prisons: ['MDI'] },
  { id: 'owain.jones', name: 'Owain Jones', duties: ['OMU'], prisons: ['CFI'] },
  { id: 'priya.shah', name: 'Priya Shah', duties: ['OMU'], prisons: ['NHI'] },
  { id: 'george.marsh', name: 'George Marsh', duties: ['GOVERNOR'], prisons: ['LEI'] },
  { id: 'helen.stone', name: 'Helen Stone', duties: ['GOVERNOR'], prisons: ['MDI'] },
  { id: 'rhys.morgan', name: 'Rhys Morgan', duties: ['GOVERNOR'], prisons: ['CFI'] },
  { id: 'ivy.brooks', name: 'Ivy Brooks', duties: ['GOVERNOR'], prisons: ['NHI'] },
  { id: 'kate.flynn', name: 'Kate Flynn', duties: ['HEAD_OF_OM'], prisons: ['LEI'] },
  { id: 'mo.rashid', name: 'Mo Rashid', duties: ['HEAD_OF_OM'], prisons: ['MDI'] },
  { id: 'nia.parry', name: 'Nia Parry', duties: ['HEAD_OF_OM'], prisons: ['CFI'] },
  { id: 'paula.west', name: 'Paula West', duties: ['HEAD_OF_OM'], prisons: ['NHI'] },
  { id: 'tom.hale', name: 'Tom Hale', duties: ['HEAD_OF_PDU'], regions: ['N54'] },
  { id: 'una.price', name: 'Una Price', duties: ['HEAD_OF_PDU'], regions: ['N03'] },
  { id: 'jo.adeyemi', name: 'Jo Adeyemi', duties: ['COM', 'PDU'], regions: ['N54'] },
  { id: 'lee.turner', name: 'Lee Turner', duties: ['COM'], regions: ['N54'] },
  { id: 'zoe.lam', name: 'Zoe Lam', duties: ['YOT'], regions: ['N54'] },
  { id: 'wes.clarke', name: 'Wes Clarke', duties: ['WORK_COACH'], prisons: SAMPLE_PRISONS },
  { id: 'ida.osei', name: 'Ida Osei', duties: ['ID_ADMINISTRATOR'], prisons: SAMPLE_PRISONS },
  { id: 'hari.menon', name: 'Hari Menon', duties: ['HEALTHCARE'], prisons: SAMPLE_PRISONS },
  { id: 'hope.adams', name: 'Hope Adams', duties: ['HOMELESSNESS_TEAM'], regions: ['N54', 'N03'] },
  { id: 'vera.holt', name: 'Vera Holt', duties: ['VICTIM_LIAISON'], regions: ['N54', 'N03'] },
  { id: 'sian.rees', name: 'Siân Rees', duties: ['COM', 'PDU'], regions: ['N03'] },
];

export const SAMPLE_STAFF: readonly User[] = [
  ...PEOPLE.map((person): User => ({
    id: person.id,
    name: person.name,
    roles: ['officer'],
    duties: person.duties,
    prisons: person.prisons ?? [],
    regions: person.regions ?? [],
  })),
  { id: 'alex.admin', name: 'Alex Grant', roles: ['admin'], duties: [], prisons: [], regions: [] },
];

/** @throws Error for an id that no sample member of staff has. */
export function staffMember(id: string): User {
  const found = SAMPLE_STAFF.find((user) => user.id === id);
  if (found === undefined) throw new Error(`There is no sample member of staff ${id}`);
  return found;
}

/** The officers a sample person of a prison has. */
export const OFFICERS_OF = {
  LEI: { pom: 'amira.khan', com: 'jo.adeyemi', deputy: 'lee.turner' },
  MDI: { pom: 'ben.oduya', com: 'lee.turner', deputy: 'jo.adeyemi' },
  CFI: { pom: 'carys.evans', com: 'sian.rees' },
  NHI: { pom: 'dawn.fletcher', com: 'jo.adeyemi', deputy: 'lee.turner' },
} as const satisfies Record<string, { pom: string; com: string; deputy?: string }>;

/** Supervises sample children. */
export const YOUTH_WORKER = 'zoe.lam';

export type SamplePrison = keyof typeof OFFICERS_OF;

export const GOVERNOR_OF = {
  LEI: 'george.marsh',
  MDI: 'helen.stone',
  CFI: 'rhys.morgan',
  NHI: 'ivy.brooks',
} as const satisfies Record<SamplePrison, string>;

/** Confirms at the gate what the first officer recorded. */
export const SECOND_OFFICER_OF = {
  LEI: 'farah.aziz',
  MDI: 'gwen.hill',
  CFI: 'owain.jones',
  NHI: 'priya.shah',
} as const satisfies Record<SamplePrison, string>;

/** Approves recalls, by probation region. */
export const HEAD_OF_PDU_OF: Readonly<Record<string, string>> = { N54: 'tom.hale', N03: 'una.price' };
