import { ROOT_MACHINES, type RootMachine } from '../record/machines.ts';
import { PATHWAY_ENTRIES, type Pathway } from './catalogue.ts';

/** The machines that run once for each subject, which their steps and incidents are about. */
export const SUBJECT_MACHINES = ['referral'] as const;
export type SubjectMachine = (typeof SUBJECT_MACHINES)[number];

/** Parts of a pathway with a machine of their own, which keeps the history of each execution short. */
const PART_MACHINES = ['council', 'claim'] as const;

type PathwayMachine = Extract<(typeof PATHWAY_ENTRIES)[Pathway], { readonly machine: string }>['machine'];

/** The machines that only other machines start: those of the pathways and of their parts, and those of a subject. */
export type ChildMachine = PathwayMachine | (typeof PART_MACHINES)[number] | SubjectMachine;
export const CHILD_MACHINES: readonly ChildMachine[] = [
  ...Object.values(PATHWAY_ENTRIES).flatMap((entry) => ('machine' in entry ? entry.machine : [])),
  ...PART_MACHINES,
  ...SUBJECT_MACHINES,
];

/** The state machines, each in `workflows/<name>.ts`. */
export type Machine = RootMachine | ChildMachine;
export const MACHINES: readonly Machine[] = [...ROOT_MACHINES, ...CHILD_MACHINES];
