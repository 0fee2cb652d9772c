import { restartJourney } from '../../../application/commands/restart-journey.ts';
import { reasonProblems, textOf } from '../forms/text.ts';
import { journeyPage } from '../journey-page.ts';

/** Restarts a journey, with a reason that stays in the timeline. */
export const restart = journeyPage({
  action: 'restart-journey',
  view: 'restart',
  heading: 'Restart the journey',
  data: ({ form }) => ({ reason: form.get('reason') }),
  read: ({ form }) => {
    const reason = textOf(form, 'reason');
    const problems = reasonProblems(reason);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, given: { reason } };
  },
  answers: (_request, _journey, { reason }) => [{ key: 'Reason', value: reason }],
  run: ({ services, user }, id, { reason }, terms) => restartJourney(services, user, id, reason, terms),
  done: () => 'The journey was restarted. Steps that are done stay done.',
});
