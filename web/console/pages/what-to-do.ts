import { decide } from '../../../domain/access/access.ts';
import { STUCK_CODES } from '../../../domain/journey/stuck-causes.ts';
import { forbidden, page } from '../page-response.ts';
import type { PageHandler } from '../page-request.ts';
import { causeId, CAUSES } from '../stuck-words.ts';

/** What to do about each cause for which a journey is on the list of stuck ones. */
export const whatToDo: PageHandler = ({ user }) => {
  const allowed = decide(user, 'list-stuck', undefined);
  if (!allowed.allowed) return Promise.resolve(forbidden(allowed.reason));
  const causes = STUCK_CODES.map((code) => ({ id: causeId(code), ...CAUSES[code] }));
  return Promise.resolve(page('what-to-do', { title: 'What to do about a stuck journey', causes }));
};
