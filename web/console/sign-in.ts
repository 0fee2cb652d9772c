import type { ReadAgain, StaffIdentity } from '../../application/ports/identity.ts';
import { signInElsewhere, type OnProblem } from './pages/sign-in-elsewhere.ts';
import { chooseAPerson, type ReadyMadePerson } from './pages/sign-in.ts';
import type { PageRoute } from './page-request.ts';

export { CALLBACK_PATH } from './pages/sign-in-elsewhere.ts';
export type { ReadyMadePerson } from './pages/sign-in.ts';

/**
 * How people sign in: the pages under `/sign-in`, which return a `signed-in` response with the user. The rest of the
 * console does not depend on the way.
 */
export interface SignIn {
  readonly routes: readonly PageRoute[];
  /** Asks whoever keeps the roles what a user's are now. */
  readonly readAgain: ReadAgain;
}

/** A page with a button for each sample person. No password: only where everybody is invented. */
export function readyMadeSignIn(people: readonly ReadyMadePerson[]): SignIn {
  return {
    routes: chooseAPerson(people),
    readAgain: (user) => {
      const listed = people.find((person) => person.user.id === user.id);
      return Promise.resolve(listed && { user: listed.user });
    },
  };
}

/** Staff sign in at an identity provider. @param onProblem called when it cannot be reached. */
export function providerSignIn(identity: StaffIdentity, onProblem: OnProblem): SignIn {
  const { readAgain } = identity;
  return { routes: signInElsewhere(identity, onProblem), readAgain };
}
