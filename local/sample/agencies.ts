import type { Service } from '../../domain/record/referral.ts';
import type { User } from '../../domain/access/user.ts';
import type { ReferralAnswer } from '../../domain/record/referral.ts';

/** How an invented agency behaves: what it answers, and after how many days of journey time. */
export interface SampleAgency {
  readonly id: string;
  readonly name: string;
  readonly services: readonly Service[];
  readonly answers: Partial<
    Record<
      Service,
      {
        readonly answer: ReferralAnswer;
        readonly code?: string;
        readonly reference?: string;
        readonly officer?: string;
        readonly afterDays: number;
      }
    >
  >;
}

export const SAMPLE_AGENCIES: readonly SampleAgency[] = [
  {
    id: 'northwick-council',
    name: 'Northwick Council',
    services: ['DTR'],
    answers: {
      DTR: {
        answer: 'ACCEPTED',
        code: 'PREVENTION_AND_RELIEF_DUTY',
        reference: 'NW-HRA-1042',
        officer: 'Jo Marsh',
        afterDays: 6,
      },
    },
  },
  {
    id: 'eastmoor-council',
    name: 'Eastmoor Council',
    services: ['DTR'],
    answers: { DTR: { answer: 'DECLINED', code: 'NO_LOCAL_CONNECTION', afterDays: 4 } },
  },
  // Reads its post, and never answers.
  { id: 'westbourne-council', name: 'Westbourne Council', services: ['DTR'], answers: {} },
  {
    id: 'stepping-stones',
    name: 'Stepping Stones Resettlement',
    services: ['CRS', 'CAS3'],
    answers: { CRS: { answer: 'ACCEPTED', afterDays: 3 }, CAS3: { answer: 'ACCEPTED', afterDays: 7 } },
  },
];

export function agencyUser(agency: SampleAgency): User {
  return {
    id: `${agency.id}.system`,
    name: agency.name,
    roles: ['partner'],
    duties: [],
    prisons: [],
    regions: [],
    agencyId: agency.id,
  };
}
