/** The legal grounds on which a person is released before the days that the 1961 and 2023 Acts give. */
export const EARLY_GROUNDS = ['PAROLE', 'EXECUTIVE_RELEASE', 'COURT_ORDER', 'EARLY_REMOVAL'] as const;
export type EarlyGround = (typeof EARLY_GROUNDS)[number];
