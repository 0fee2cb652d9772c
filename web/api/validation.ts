import type * as z from 'zod';
import type { FieldProblem } from '../../application/refusal.ts';

/** The problems by field: `sentence.startDate`, and each unknown field by its own name. */
export function fieldProblems(error: z.ZodError): readonly FieldProblem[] {
  return error.issues.flatMap((issue): readonly FieldProblem[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys')
      return [{ field: path.join('.') || 'body', problem: issue.message }];
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      problem: 'There is no such field.',
    }));
  });
}

/** Query parameters as an object; one that is given twice becomes a list, which no schema takes. */
export function queryObject(query: URLSearchParams): Readonly<Record<string, string | readonly string[]>> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}
