/** An officer's duties: the desks that own steps, besides named officers. */
export const DUTIES = ['OMU', 'POM', 'COM', 'YOT', 'GOVERNOR', 'PDU', 'HEAD_OF_OM', 'HEAD_OF_PDU'] as const;
export type Duty = (typeof DUTIES)[number];
