import { restartJourney } from '../../../application/commands/restart-journey.ts';
import { previewRestart } from '../../../application/queries/preview-restart.ts';
import { reasonProblems, textOf } from '../forms/text.ts';
import { journeyPage } from '../journey-page.ts';
import { restartWords } from '../restart-words.ts';

/** Shows what a restart would do, and restarts the journey with a reason that stays in the timeline. */
export const restart = journeyPage({
  action: 'restart-journey',
  view: 'restart',
  heading: 'Restart the journey',
  closedTo: ({ phase }) =>
    phase === 'closed' ? 'This journey is closed, so there is nothing to restart.' : undefined,
  async data({ services, user, form, names }, { id }) {
    const previewed = await previewRestart(services, user, id);
    return {
      reason: form.get('reason'),
      mayAskAgain: form.get('mayAskAgain') === 'yes',
      ...(previewed.ok ? { preview: restartWords(previewed.value, names) } : { refused: previewed.detail }),
    };
  },
  read: ({ form }) => {
    const reason = textOf(form, 'reason');
    const problems = reasonProblems(reason);
    const mayAskAgain = form.get('mayAskAgain') === 'yes';
    return problems.length > 0 ? { ok: false, problems } : { ok: true, given: { reason, mayAskAgain } };
  },
  answers: (_request, _journey, { reason }) => [{ key: 'Reason', value: reason }],
  run: ({ services, user }, id, given, terms) => restartJourney(services, user, id, given, terms),
  refused: ({ rule, fields = [] }) =>
    rule === 'asks-again'
      ? [
          {
            field: 'mayAskAgain',
            problem: 'Agree that these steps are asked again, or leave the journey as it is',
          },
        ]
      : fields,
  done: () => 'The journey was restarted. Steps that are done stay done.',
});
