import type { OpenPageHandler } from '../page-request.ts';

/** Ends the session on this computer; by POST only, so that no link elsewhere can do it. */
export const signOut: OpenPageHandler = async () => ({ kind: 'signed-out', to: '/sign-in' });
