import { ASSESSMENT_STEPS } from './assessment.ts';
import { FAMILY_STEPS } from './family.ts';
import { OUTCOME_STEPS } from './outcome.ts';
import { SUPPORT_PATHWAYS } from './pathways.ts';
import { REFERRAL_STEPS } from './referral.ts';
import { TREATMENT_STEPS } from './treatment.ts';
import { WORK_STEPS } from './work.ts';

/** Assess, refer or not, outcome: the same for each pathway of support, and what only one of them asks. */
export const SUPPORT_STEPS = {
  ...ASSESSMENT_STEPS,
  ...REFERRAL_STEPS,
  ...OUTCOME_STEPS,
  ...TREATMENT_STEPS,
  ...WORK_STEPS,
  ...FAMILY_STEPS,
};

export const SUPPORT_ASSESSMENTS = SUPPORT_PATHWAYS.map((pathway) => `${pathway}-assessment` as const);

/** What the community asks, where it was not asked before release. */
export const SUPPORT_AFTER_RELEASE = [...SUPPORT_ASSESSMENTS, 'treatment-continued'] as const;
