import type { Names } from '../../domain/journey/words.ts';
import type { Law } from '../../domain/law/law.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { serviceEntry } from '../../domain/pathways/services.ts';
import { isStale, stateOf, type Referral } from '../../domain/record/referral.ts';

/** A referral as officers see it. */
export interface ReferralView {
  readonly id: string;
  readonly service: Referral['service'];
  readonly serviceName: string;
  readonly subject: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly state: ReturnType<typeof stateOf>;
  readonly releaseDate?: IsoDate;
  readonly createdAt: string;
  readonly deliveredAt?: string;
  /** Its agency is paused: a sentence for officers. */
  readonly paused?: string;
  /** Older than the age at which a referral no longer counts. */
  readonly stale: boolean;
  readonly answer?: {
    readonly answer: string;
    readonly code?: string;
    readonly reference?: string;
    readonly officer?: string;
    readonly at: string;
  };
  readonly withdrawn?: { readonly reason: string; readonly text?: string; readonly at: string };
}

export function referralView(referral: Referral, names: Names, today: IsoDate, law: Law): ReferralView {
  const { answer, withdrawn } = referral;
  return {
    id: referral.id,
    service: referral.service,
    serviceName: serviceEntry(referral.service).name,
    subject: referral.subject,
    agencyId: referral.agencyId,
    agency: names.agency?.(referral.agencyId) ?? referral.agencyId,
    state: stateOf(referral),
    createdAt: referral.createdAt,
    stale: isStale(referral, today, law),
    ...(referral.releaseDate !== undefined && { releaseDate: referral.releaseDate }),
    ...(referral.deliveredAt !== undefined && { deliveredAt: referral.deliveredAt }),
    ...(answer && {
      answer: {
        answer: answer.answer,
        at: answer.at,
        ...(answer.code !== undefined && { code: answer.code }),
        ...(answer.reference !== undefined && { reference: answer.reference }),
        ...(answer.officer !== undefined && { officer: answer.officer }),
      },
    }),
    ...(withdrawn && {
      withdrawn: {
        reason: withdrawn.reason,
        at: withdrawn.at,
        ...(withdrawn.text !== undefined && { text: withdrawn.text }),
      },
    }),
  };
}
