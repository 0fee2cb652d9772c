import type { FieldProblem } from '../../../application/refusal.ts';

/** What was typed, or what is wrong with it. */
export type Read<Given> =
  | { readonly ok: true; readonly given: Given }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** The problems of a form: at the top as links to the fields, and beside each field. */
export interface Problems {
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  /** By field, in the shape the components take as `errorMessage`. */
  readonly problemOf: Readonly<Record<string, { readonly text: string }>>;
}

export const NO_PROBLEMS: Problems = { errors: [], problemOf: {} };

/**
 * @param idOf the id of the element for a field, where it is not the field's name: the first radio of a group, the
 * first wrong part of a date.
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
