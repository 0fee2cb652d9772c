import type { User } from '../../../domain/access/user.ts';
import { page, type PageResponse } from '../page-response.ts';
import type { PageRoute } from '../page-request.ts';

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
    { method: 'GET', path: '/sign-in', signedIn: false, handle: async () => choices(people) },
    {
      method: 'POST',
      path: '/sign-in',
      signedIn: false,
      async handle({ form }) {
        const chosen = people.find(({ user }) => user.id === form.get('person'));
        if (chosen === undefined) return choices(people, 'Choose one of the people on this page');
        return { kind: 'signed-in', known: { user: chosen.user }, to: '/' };
      },
    },
  ];
}

function choices(people: readonly ReadyMadePerson[], problem?: string): PageResponse {
  const roles = [...new Set(people.map(({ role }) => role))];
  const groups = roles.map((role) => ({
    role,
    people: people
      .filter((person) => person.role === role)
      .map(({ user, place }) => ({ id: user.id, name: user.name, place })),
  }));
  const errors = problem === undefined ? undefined : [{ text: problem, href: '#person-0-0' }];
  return page('sign-in', { title: 'Sign in', groups, errors }, problem === undefined ? 200 : 400);
}
