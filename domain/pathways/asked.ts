import type { Duty } from '../record/duties.ts';

/** Owners that are a desk of the person's prison or probation region, and the duty of those who sit at it. */
export const ASKED_DESKS = {
  omu: 'OMU',
  governor: 'GOVERNOR',
  'head-of-om': 'HEAD_OF_OM',
  'head-of-pdu': 'HEAD_OF_PDU',
  'work-coach': 'WORK_COACH',
  'id-administrator': 'ID_ADMINISTRATOR',
  healthcare: 'HEALTHCARE',
  'homelessness-team': 'HOMELESSNESS_TEAM',
  'victim-liaison': 'VICTIM_LIAISON',
} as const satisfies Readonly<Record<string, Duty>>;
export type AskedDesk = keyof typeof ASKED_DESKS;

/** Who is asked. `pom`, `com` and `responsible` become the named officer, or the duty desk while nobody is named. */
export type Asked = AskedDesk | 'pom' | 'com' | 'responsible' | 'administrator' | 'agency' | 'date' | 'event';

export function isAskedDesk(asked: Asked): asked is AskedDesk {
  return Object.hasOwn(ASKED_DESKS, asked);
}
