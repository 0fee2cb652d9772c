import { chooseAPerson, type ReadyMadePerson } from './pages/sign-in.ts';
import type { Route } from './visit.ts';

export type { ReadyMadePerson } from './pages/sign-in.ts';

/**
 * How people prove who they are: the pages under `/sign-in`, which end in a `signed-in` answer with the user as their
 * token says. Nothing else in the console knows which way it was.
 */
export interface SignIn {
  readonly routes: readonly Route[];
}

/** A page of ready-made people, each a button. No password: only for a machine that holds invented people. */
export function readyMadeSignIn(people: readonly ReadyMadePerson[]): SignIn {
  return { routes: chooseAPerson(people) };
}
