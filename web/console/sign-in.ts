import type { StaffIdentity } from '../../application/ports/identity.ts';
import { signInElsewhere, type OnProblem } from './pages/sign-in-elsewhere.ts';
import { chooseAPerson, type ReadyMadePerson } from './pages/sign-in.ts';
import type { PageRoute } from './page-request.ts';

export { CALLBACK_PATH } from './pages/sign-in-elsewhere.ts';
export type { ReadyMadePerson } from './pages/sign-in.ts';

/**
 * How people prove who they are: the pages under `/sign-in`, which end in a `signed-in` answer with the user as their
 * token says. Nothing else in the console knows which way it was.
 */
export interface SignIn {
  readonly routes: readonly PageRoute[];
}

/** A page of ready-made people, each a button. No password: only for a machine that holds invented people. */
export function readyMadeSignIn(people: readonly ReadyMadePerson[]): SignIn {
  return { routes: chooseAPerson(people) };
}

/** Staff sign in at an identity provider, and come back. @param onProblem told when it cannot be reached. */
export function providerSignIn(identity: StaffIdentity, onProblem: OnProblem): SignIn {
  return { routes: signInElsewhere(identity, onProblem) };
}
