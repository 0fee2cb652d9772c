import type { CustodyData } from './custody/data.ts';
import type { MentorData } from './mentors/data.ts';
import type { SupervisionData } from './community/data.ts';
import type { ReadyData } from './release/data.ts';
import type { LicenceData } from './licence-and-release-date/data.ts';
import type { Head } from '../record/head.ts';
import type { RecordDraft } from '../record/record-draft.ts';
import { NO_ACCOMMODATION_YET, type AccommodationData } from './accommodation/data.ts';
import { NO_BENEFITS_YET, type BenefitsData, type DebtsData } from './finance-benefits-id/data.ts';
import type { DocumentsData } from './identity/data.ts';
import type { HealthData } from './health/data.ts';
import { NO_SUPPORT_YET, type SupportData } from './support/data.ts';

/** What each pathway keeps in the head. */
export interface KeptByPathways
  extends
    AccommodationData,
    BenefitsData,
    CustodyData,
    DebtsData,
    DocumentsData,
    HealthData,
    LicenceData,
    MentorData,
    ReadyData,
    SupervisionData,
    SupportData {}

/** The head together with what each pathway keeps in it. */
export interface PersonRecord extends Head, KeptByPathways {}

/** What an entry's rules change: the record, and never the step engine. */
export type PathwayDraft = RecordDraft<PersonRecord>;

/** What the pathways keep when a journey starts. */
export const NOTHING_KEPT_YET = { ...NO_ACCOMMODATION_YET, ...NO_BENEFITS_YET, ...NO_SUPPORT_YET };
