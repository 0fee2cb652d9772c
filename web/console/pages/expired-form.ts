import { page } from '../page-response.ts';
import type { PageRoute } from '../page-request.ts';

export const EXPIRED_FORM_PATH = '/out-of-date';

/** After a form of another session, or of none, was sent: nothing of it is read. */
export const EXPIRED_FORM: PageRoute = {
  method: 'GET',
  path: EXPIRED_FORM_PATH,
  signedIn: false,
  handle: async () => page('expired-form', { title: 'This page is out of date' }, 403),
};
