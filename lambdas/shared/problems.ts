import type { Logger } from '@aws-lambda-powertools/logger';

/** Where a handler says that something went wrong: what it was working on, by ids, and the error's name. */
export type ReportProblem = (what: string, ids: Readonly<Record<string, string>>, error: unknown) => void;

/**
 * Reports to the log. Only the error's name is kept: messages of services may quote tokens, and messages of ours may
 * one day quote a person.
 */
export function logProblems(logger: Pick<Logger, 'error'>): ReportProblem {
  return (what, ids, error) =>
    logger.error(what, { ...ids, errorName: error instanceof Error ? error.name : typeof error });
}
