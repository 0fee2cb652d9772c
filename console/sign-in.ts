import type { User } from '../domain/user.ts';
import { chooseAPerson } from './pages/sign-in.ts';
import type { Route } from './visit.ts';

/**
 * How people prove who they are: the pages under `/sign-in`, which end in a `signed-in` answer with the user as their
 * token says. Nothing else in the console knows which way it was.
 */
export interface SignIn {
  readonly routes: readonly Route[];
}

/** Somebody invented, to sign in as on one's own machine and in training. */
export interface ReadyMadePerson {
  readonly user: User;
  /** What they are, in words: "Prison offender manager". */
  readonly role: string;
  /** Where they work: "HMP Leeds". */
  readonly place: string;
}

/** A page of ready-made people, each a button. No password: only for a machine that holds invented people. */
export function readyMadeSignIn(people: readonly ReadyMadePerson[]): SignIn {
  return { routes: chooseAPerson(people) };
}
