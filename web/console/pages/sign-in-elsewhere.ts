import { registerStaff } from '../../../application/commands/register-staff.ts';
import { IdentityUnavailableError, type StaffIdentity } from '../../../application/ports/identity.ts';
import type { PageResponse } from '../page-response.ts';
import type { PageRoute } from '../page-request.ts';
import { returnTo } from '../return-to.ts';

/** The redirect path. */
export const CALLBACK_PATH = '/sign-in/callback';
const SIGNED_OUT_PATH = '/signed-out';

export type OnProblem = (what: string, error: unknown) => void;

/**
 * Sign-in at an identity provider, and sign-out. If anything fails nobody is signed in, the session that was begun
 * ends, and the page says what to do but not why.
 */
export function signInElsewhere(identity: StaffIdentity, onProblem: OnProblem): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      signedIn: false,
      handle: ({ query }) =>
        unlessAway(onProblem, async () => ({
          kind: 'sign-in-elsewhere',
          ...(await identity.begin()),
          returnTo: returnTo(query),
        })),
    },
    {
      method: 'GET',
      path: CALLBACK_PATH,
      signedIn: false,
      handle: ({ query, pendingSignIn, returnTo: to = '/', services }) =>
        unlessAway(onProblem, async () => {
          // An old callback page, or a forged link: changes nothing.
          if (pendingSignIn === undefined) return { ...NOT_SIGNED_IN, status: 400 };
          const known = await identity.complete(query, pendingSignIn);
          if (known === undefined) return { ...NOT_SIGNED_IN, endsSession: true };
          const registered = await registerStaff(services, known.user);
          if (!registered.ok) return NOT_STAFF;
          return { kind: 'signed-in', known, to };
        }),
    },
    // Instead of the console's own sign-out, which would redirect to the provider and sign the user in again.
    {
      method: 'POST',
      path: '/sign-out',
      signedIn: false,
      handle: async () => ({ kind: 'signed-out', to: SIGNED_OUT_PATH }),
    },
    { method: 'GET', path: SIGNED_OUT_PATH, signedIn: false, handle: async () => SIGNED_OUT },
  ];
}

async function unlessAway(onProblem: OnProblem, handle: () => Promise<PageResponse>): Promise<PageResponse> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof IdentityUnavailableError)) throw error;
    onProblem('signing somebody in', error);
    return PROVIDER_AWAY;
  }
}

type Page = Extract<PageResponse, { kind: 'page' }>;

const saying = (status: number, title: string, detail: string): Page => ({
  kind: 'page',
  view: 'signed-out',
  status,
  data: { title, detail },
});

const NOT_SIGNED_IN = saying(
  403,
  'You have not been signed in',
  'This can happen when signing in takes long, or is begun in two windows. Try again.',
);

const NOT_STAFF: Page = {
  ...saying(
    403,
    'You cannot use these pages',
    'They are for officers and administrators. If you are one, ask the person who manages your access.',
  ),
  endsSession: true,
};

const PROVIDER_AWAY: Page = {
  ...saying(503, 'Sorry, you cannot be signed in now', 'Try again in a few minutes.'),
  endsSession: true,
};

const SIGNED_OUT = saying(
  200,
  'You have signed out',
  'If others use this computer, sign out of your work account on it too.',
);
