import { ROOT_MACHINES, type RootMachine } from '../record/machines.ts';
import { PATHWAY_ENTRIES, type Pathway } from './catalogue.ts';

/** The machines that run once for each subject, which their steps and incidents are about. */
export const SUBJECT_MACHINES = ['referral'] as const;
export type SubjectMachine = (typeof SUBJECT_MACHINES)[number];

/** The machines that only other machines start: one for each pathway, and those that run for a subject. */
export type ChildMachine = (typeof PATHWAY_ENTRIES)[Pathway]['machine'] | SubjectMachine;
export const CHILD_MACHINES: readonly ChildMachine[] = [
  ...Object.values(PATHWAY_ENTRIES).map(({ machine }) => machine),
  ...SUBJECT_MACHINES,
];

/** The state machines, each in `workflows/<name>.ts`. */
export type Machine = RootMachine | ChildMachine;
export const MACHINES: readonly Machine[] = [...ROOT_MACHINES, ...CHILD_MACHINES];
