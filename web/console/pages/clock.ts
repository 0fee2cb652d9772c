import { dateInLondon, isoInstant } from '../../../domain/law/time.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { notFound, page, redirect } from '../page-response.ts';
import { formatInstant } from '../formats.ts';
import type { PageHandler } from '../page-request.ts';

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** The product's clock, where it can be moved. */
export const clock: PageHandler = async ({ clockControls }) => {
  if (clockControls === undefined) return notFound();
  return page('clock', { title: 'Clock', now: formatInstant(isoInstant(clockControls.now())) });
};

/** Moves the clock and fires everything due on the way. */
export const moveClock: PageHandler = async ({ clockControls, form }) => {
  if (clockControls === undefined) return notFound();
  const by = form.get('by') ?? '';
  if (by === 'next') {
    const at = await clockControls.advanceToNext();
    return redirect(
      '/clock',
      at === undefined
        ? 'Nothing is due, so the clock stays where it is.'
        : `Moved to the next event, on ${formatInstant(isoInstant(at))}.`,
    );
  }
  const days = DAYS[by];
  if (days === undefined) return redirect('/clock');
  const now = await clockControls.advanceBy(days);
  const today = sayDate(dateInLondon(now).toString());
  return redirect('/clock', `Moved by a ${by}. It is ${today}, and everything due has happened.`);
};
