import type { FieldProblem } from '../../../application/refusal.ts';

/** What is wrong with a form: at the top as links to the fields, and again beside each field. */
export interface Problems {
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  /** By field, in the shape the components take as `errorMessage`. */
  readonly problemOf: Readonly<Record<string, { readonly text: string }>>;
}

export const NO_PROBLEMS: Problems = { errors: [], problemOf: {} };

/**
 * @param idOf the id of the element to go to for a field, where it is not the field's own name: the first radio of a
 * group, the first part of a date that is wrong.
 */
export function problemsOf(
  problems: readonly FieldProblem[],
  idOf: (field: string) => string = (field) => field,
): Problems {
  const firsts = problems.filter(
    ({ field }, index) => problems.findIndex((other) => other.field === field) === index,
  );
  return {
    errors: firsts.map(({ field, problem }) => ({ text: problem, href: `#${idOf(field)}` })),
    problemOf: Object.fromEntries(firsts.map(({ field, problem }) => [field, { text: problem }])),
  };
}
