import type { IsoDate } from '../../law/time.ts';

/** What the record keeps for the pathways of support. Absent in journeys from before they were asked about. */
export interface SupportData {
  readonly support?: Support;
}

export interface Support {
  /** By pathway. What the person needs and said is in the answered step. */
  readonly needs?: Readonly<Record<string, Need>>;
  /** A referral to a women’s service, which takes one for all needs. */
  readonly womensService?: {
    readonly to: string;
    readonly on: IsoDate;
    /** Pathways in which the service did not help. */
    readonly without?: readonly string[];
  };
  /** The appointment with the treatment service outside. */
  readonly treatment?: { readonly with: string; readonly on: IsoDate };
  /** Papers and plans for work that the person has. */
  readonly work?: readonly WorkItem[];
  /** About children, for those who supervise the person: in no step, fact or message. */
  readonly safeguarding?: { readonly note: string; readonly on: IsoDate; readonly by: string };
}

export interface Need {
  readonly answer: 'NEEDED' | 'NOT_NEEDED' | 'DECLINED';
  readonly on: IsoDate;
  /** The person’s own, from 0 to 10. */
  readonly ownScore?: number;
  readonly referred?: { readonly to: string; readonly on: IsoDate };
}

export const WORK_ITEMS = ['job', 'course', 'cv', 'licenceToWork', 'nationalInsurance'] as const;
export type WorkItem = (typeof WORK_ITEMS)[number];

export const NO_SUPPORT_YET = { support: {} } as const satisfies SupportData;

/** What stays true of a person who is back in prison: their papers for work. */
export function supportAfterReturn({ support }: SupportData): SupportData {
  const work = (support?.work ?? []).filter((item) => item !== 'job' && item !== 'course');
  return { support: work.length === 0 ? {} : { work } };
}
