import { recallPerson } from '../../../application/commands/recall-person.ts';
import { RECALL_REASON_WORDS } from '../../../domain/journey/describe-recall-fact.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { dateItems } from '../forms/date-input.ts';
import { readRecall } from '../forms/recall.ts';
import { journeyPage } from '../journey-page.ts';

/** The licence is to be revoked: sent to the head of the probation delivery unit. */
export const recall = journeyPage({
  action: 'recall-person',
  view: 'recall',
  heading: 'Recall to prison',
  closedTo: ({ phase }) =>
    phase === 'community' ? undefined : 'Only a person who is on licence in the community can be recalled.',
  data: ({ form }, { releasedOn }) => ({
    released: sayDate(releasedOn),
    values: Object.fromEntries(form),
    revokedItems: dateItems(form, 'revokedOn'),
    reasons: Object.entries(RECALL_REASON_WORDS).map(([value, text]) => ({
      value,
      text,
      checked: form.get('reason') === value,
    })),
  }),
  read: ({ form }) => readRecall(form),
  elementOf: (field) => (field === 'revokedOn' ? 'revokedOn-day' : field),
  answers: (_request, _journey, { reason, explanation, alternatives }) => [
    { key: 'Reason', value: RECALL_REASON_WORDS[reason] },
    { key: 'What happened', value: explanation },
    { key: 'Tried before', value: alternatives },
  ],
  run: ({ services, user }, id, given, terms) => recallPerson(services, user, id, given, terms),
  done: () => 'The head of the probation delivery unit must approve the recall before it counts.',
});
