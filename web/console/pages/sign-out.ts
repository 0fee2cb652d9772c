import type { OpenHandler } from '../visit.ts';

/** Ends the session on this computer; by POST only, so that no link elsewhere can do it. */
export const signOut: OpenHandler = async () => ({ kind: 'signed-out', to: '/sign-in' });
