/** An officer's duties: the desks that own steps, besides named officers; where each works, and its name in a sentence. */
export const DUTIES_OF = {
  OMU: { worksIn: 'prison', desk: 'the offender management unit' },
  POM: { worksIn: 'prison', desk: 'the prison offender managers' },
  COM: { worksIn: 'region', desk: 'the community offender managers' },
  YOT: { worksIn: 'region', desk: 'the youth offending team' },
  GOVERNOR: { worksIn: 'prison', desk: 'the governor' },
  PDU: { worksIn: 'region', desk: 'the probation delivery unit' },
  HEAD_OF_OM: { worksIn: 'prison', desk: 'the head of offender management' },
  HEAD_OF_PDU: { worksIn: 'region', desk: 'the head of the probation delivery unit' },
  WORK_COACH: { worksIn: 'prison', desk: 'the prison work coach' },
  ID_ADMINISTRATOR: { worksIn: 'prison', desk: 'the ID and banking administrator' },
  HEALTHCARE: { worksIn: 'prison', desk: 'the healthcare team' },
  HOMELESSNESS_TEAM: { worksIn: 'region', desk: 'the homelessness prevention team' },
  VICTIM_LIAISON: { worksIn: 'region', desk: 'the victim liaison unit' },
} as const satisfies Readonly<
  Record<string, { readonly worksIn: 'prison' | 'region'; readonly desk: string }>
>;
export type Duty = keyof typeof DUTIES_OF;

export const DUTIES = Object.keys(DUTIES_OF) as readonly Duty[] as readonly [Duty, ...Duty[]];

export function isDuty(text: string): text is Duty {
  return Object.hasOwn(DUTIES_OF, text);
}
