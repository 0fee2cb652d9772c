import { decide, type Action, type Decision, type Subjects } from '../../domain/access/access.ts';
import type { User } from '../../domain/access/user.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** The access rules' "no" as a refusal; undefined when they allow it. */
export function denied<A extends Action>(user: User, action: A, subject: Subjects[A]): Refusal | undefined {
  return refusalOf(decide(user, action, subject));
}

export function refusalOf(decision: Decision): Refusal | undefined {
  return decision.allowed ? undefined : refuse('NOT_PERMITTED', decision.reason);
}
