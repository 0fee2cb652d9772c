import type { OpenPageHandler } from '../page-request.ts';

/** Ends the session; by POST only, so that no link can do it. */
export const signOut: OpenPageHandler = async () => ({ kind: 'signed-out', to: '/sign-in' });
