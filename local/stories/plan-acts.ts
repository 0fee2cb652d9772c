import { dateInLondon } from '../../domain/law/time.ts';
import { namesOf } from '../../web/console/directory.ts';
import { releasePlan } from '../../web/console/pages/release-plan.ts';
import type { PlanLanguage } from '../../web/console/plan-words.ts';
import { tableDirectory } from '../../web/console/table-directory.ts';
import { staffMember } from '../sample/staff.ts';
import { StoryError, type Act } from './acts.ts';

/** The prison offender manager prints the plan for the person, and each of these words is on it. */
export function printsPlan(language: PlanLanguage, says: readonly string[]): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const directory = tableDirectory(services);
    const printed = await releasePlan({
      path: `/journeys/${journeyId}/plan`,
      query: new URLSearchParams({ lang: language }),
      form: new URLSearchParams(),
      params: { id: journeyId },
      services,
      directory,
      today: dateInLondon(services.clock.now()).toString(),
      user: staffMember(part.pom),
      names: await namesOf(directory),
    });
    if (printed.kind !== 'page') throw new StoryError('The plan is not a page.');
    const text = JSON.stringify([printed.data.title, printed.data['parts']]);
    for (const words of says)
      if (!text.includes(words)) throw new StoryError(`The printed plan does not say “${words}”.`);
  };
}
