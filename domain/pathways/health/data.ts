import type { IsoDate } from '../../law/time.ts';

/** What the record keeps for the health pathway. Only those who may see the person's health are shown any of it. */
export interface HealthData {
  readonly health?: Health;
}

/** What the person needs after release, as healthcare assessed it. */
export interface HealthNeeds {
  readonly medicine: boolean;
  readonly opioidSubstitution: boolean;
  readonly mentalHealth: boolean;
  readonly socialCare: boolean;
  readonly neurodiversity: boolean;
}

/** An appointment with a service that goes on treating the person. */
export interface CareAppointment {
  readonly on: IsoDate;
  readonly where: string;
}

export const CARE_SERVICES = ['opioidSubstitution', 'mentalHealth'] as const;
export type CareService = (typeof CARE_SERVICES)[number];

export const CONDITIONS = ['adhd', 'autism', 'learningDisability', 'brainInjury', 'other'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Neurodiversity: what helps the person, and who may know it. */
export interface WhatHelps {
  readonly conditions: readonly Condition[];
  readonly text: string;
  /** The person agrees that staff who may see their record may read what helps them. */
  readonly staffMayKnow: boolean;
}

export interface Health {
  readonly needs?: HealthNeeds;
  readonly gp?: { readonly practice: string; readonly on: IsoDate };
  readonly planMadeOn?: IsoDate;
  /** Medicine, or a prescription for it, for release on a day. */
  readonly medicine?: {
    readonly as: 'SUPPLY' | 'PRESCRIPTION';
    readonly days: number;
    readonly releaseDate?: IsoDate;
  };
  /** Why there is none. */
  readonly noMedicine?: 'NONE_TAKEN' | 'DECLINED';
  readonly care?: {
    readonly appointments: Readonly<Partial<Record<CareService, CareAppointment>>>;
    /** The release date they were made for. */
    readonly releaseDate?: IsoDate;
  };
  readonly socialCare?: { readonly to: string; readonly on: IsoDate };
  readonly whatHelps?: WhatHelps;
  readonly gpSeenOn?: IsoDate;
  readonly careKeptOn?: IsoDate;
}
