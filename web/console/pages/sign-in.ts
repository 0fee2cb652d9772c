import { HAS_LEFT, registerStaff } from '../../../application/commands/register-staff.ts';
import type { User } from '../../../domain/access/user.ts';
import { forbidden, page, redirect, type PageResponse } from '../page-response.ts';
import type { PageRoute } from '../page-request.ts';
import { isAgain, returnTo, signInAgain, signInReturningTo } from '../return-to.ts';

/** A sample person, for local use and training. */
export interface ReadyMadePerson {
  readonly user: User;
  /** Their job: "Prison offender manager". */
  readonly role: string;
  /** Their place of work: "HMP Leeds". */
  readonly place: string;
}

export function chooseAPerson(people: readonly ReadyMadePerson[]): readonly PageRoute[] {
  return [
    { method: 'GET', path: '/sign-in', signedIn: false, handle: async ({ query }) => choices(people, query) },
    {
      method: 'POST',
      path: '/sign-in',
      signedIn: false,
      async handle({ form, query, services }) {
        const chosen = people.find(({ user }) => user.id === form.get('person'));
        if (chosen === undefined) return redirect(signInAgain(query));
        // Those who are no staff sign in here too, and read that these pages are not for them.
        const registered = await registerStaff(services, chosen.user);
        if (!registered.ok && registered.rule === HAS_LEFT) return forbidden(registered.detail);
        return { kind: 'signed-in', known: { user: chosen.user }, to: returnTo(query) };
      },
    },
  ];
}

function choices(people: readonly ReadyMadePerson[], query: URLSearchParams): PageResponse {
  const action = signInReturningTo(returnTo(query));
  const roles = [...new Set(people.map(({ role }) => role))];
  const groups = roles.map((role) => ({
    role,
    people: people
      .filter((person) => person.role === role)
      .map(({ user, place }) => ({ id: user.id, name: user.name, place })),
  }));
  const again = isAgain(query);
  const errors = again ? [{ text: 'Choose one of the people on this page', href: '#person-0-0' }] : undefined;
  return page('sign-in', { title: 'Sign in', groups, errors, action }, again ? 400 : 200);
}
