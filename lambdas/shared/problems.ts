import type { Logger } from '@aws-lambda-powertools/logger';

/** Reports an error: the ids of what was worked on, and the error's name. */
export type ReportProblem = (what: string, ids: Readonly<Record<string, string>>, error: unknown) => void;

/** Logs errors. Only the error's name is kept: messages of services may quote tokens, and ours may quote a person. */
export function logProblems(logger: Pick<Logger, 'error'>): ReportProblem {
  return (what, ids, error) =>
    logger.error(what, { ...ids, errorName: error instanceof Error ? error.name : typeof error });
}
