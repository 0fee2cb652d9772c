import type { FieldProblem } from '../../../application/refusal.ts';
import {
  RECALL_REASONS,
  RECALL_TYPES,
  type GivenRecall,
  type GivenReturn,
} from '../../../domain/record/recall.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { isTyped, readDate } from './date-input.ts';
import type { Read } from './problems.ts';
import { textOf, textProblems } from './text.ts';

/** The fields of a recall and of a return to prison. */

export function readRecall(form: URLSearchParams): Read<GivenRecall> {
  const type = RECALL_TYPES.find((each) => each === form.get('type'));
  const reason = RECALL_REASONS.find((each) => each === form.get('reason'));
  const revoked = readDate(form, 'revokedOn', 'The day of revocation');
  const explanation = textOf(form, 'explanation');
  const alternatives = textOf(form, 'alternatives');
  const problems = [
    ...(type === undefined ? [{ field: 'type', problem: 'Choose the kind of recall' }] : []),
    ...(revoked.ok ? [] : [revoked.problem]),
    ...(reason === undefined ? [{ field: 'reason', problem: 'Choose the reason' }] : []),
    ...textProblems('explanation', explanation, 'Enter what happened'),
    ...textProblems('alternatives', alternatives, 'Enter what was tried before'),
  ];
  if (type === undefined || reason === undefined || !revoked.ok || problems.length > 0)
    return { ok: false, problems };
  const given = { type, reason, revokedOn: revoked.date, explanation, alternatives };
  return { ok: true, given: form.get('fromCurfew') === 'true' ? { ...given, fromCurfew: true } : given };
}

export function readReturn(form: URLSearchParams, prisons: readonly string[]): Read<GivenReturn> {
  const on = readDate(form, 'on', 'The day of return');
  const prison = prisons.find((each) => each === form.get('prison'));
  const optional = {
    arrestedOn: optionalDate(form, 'arrestedOn', 'The day of arrest'),
    releaseDate: optionalDate(form, 'releaseDate', 'The release date'),
    curfewPeriodEnds: optionalDate(form, 'curfewPeriodEnds', 'The end of the custodial period'),
  };
  const problems = [
    ...(on.ok ? [] : [on.problem]),
    ...(prison === undefined ? [{ field: 'prison', problem: 'Choose the prison' }] : []),
    ...Object.values(optional).flatMap((each) => ('problem' in each ? [each.problem] : [])),
  ];
  if (!on.ok || prison === undefined || problems.length > 0) return { ok: false, problems };
  const given = Object.fromEntries(
    Object.entries(optional).flatMap(([name, each]) =>
      'date' in each && each.date !== undefined ? [[name, each.date] as const] : [],
    ),
  );
  return { ok: true, given: { on: on.date, prison, ...given } };
}

function optionalDate(
  form: URLSearchParams,
  name: string,
  called: string,
): { readonly date: IsoDate | undefined } | { readonly problem: FieldProblem } {
  if (!isTyped(form, name)) return { date: undefined };
  const read = readDate(form, name, called);
  return read.ok ? { date: read.date } : { problem: read.problem };
}
