import type { Action } from '../../domain/access/subjects.ts';

/** What a user asked for and was refused, by the action of the access rules. */
const ACTION_WORDS: Readonly<Record<Action, string>> = {
  'use-pages': 'Using these pages',
  'read-journey': 'Reading the record',
  'read-health': 'Reading the person’s health',
  'list-journeys': 'A list of people',
  'list-steps': 'A list of open steps',
  'list-stuck': 'The list of stuck journeys',
  'use-mailbox': 'Another officer’s messages',
  'record-absence': 'Recording an absence',
  'start-journey': 'Starting a journey',
  'record-sentence': 'Recording a sentence',
  'set-release-date': 'Recording a release date',
  'decide-release-day': 'Deciding the release day',
  'record-release': 'Recording a release',
  'correct-release': 'Correcting a release',
  'recall-person': 'Recalling the person',
  'vary-licence': 'Changing the licence',
  'record-return': 'Recording a return to prison',
  'record-arrival': 'Recording an arrival in prison',
  'record-details': 'Recording the person’s details',
  'transfer-person': 'Recording a transfer',
  'change-officers': 'Changing officers',
  'hold-journey': 'Putting a journey on hold, or resuming it',
  'record-death': 'Recording a death',
  'complete-step': 'Answering a step',
  'decide-proposal': 'Deciding on another officer’s proposal',
  'withdraw-proposal': 'Withdrawing a proposal',
  'withdraw-referral': 'Withdrawing a referral',
  'arrange-appointment': 'Arranging appointments',
  'arrange-mentor': 'Arranging a mentor',
  'limit-access': 'Limiting who may see the person',
  'read-safeguarding': 'Reading the safeguarding of children',
  'record-consent': 'Recording consent',
  'read-victim-contact': 'Reading victim contact',
  'record-victim-contact': 'Recording victim contact',
  'read-victim-conditions': 'Reading licence conditions that victims asked for',
  'list-victim-contact': 'The list of a victim liaison unit',
  'open-in-emergency': 'Opening a record in an emergency',
  'merge-records': 'Merging records',
  'restart-journey': 'Restarting a journey',
  reconcile: 'Comparing journeys with their state machines',
  'move-clock': 'Moving the clock',
  'list-definitions': 'Journeys by definition',
  'see-service-health': 'How the service runs',
  'pause-agency': 'Pausing messages to an agency',
  'administer-staff': 'The staff register',
  'administer-events': 'The events of other systems',
  'read-access-log': 'The access log',
  'read-referral': 'Reading a referral',
  'answer-referral': 'Answering a referral',
};

/** The API notes a route where no rule was reached; a row may be older than an action's name. */
export function refusedWords(action: string): string {
  if (action.includes('/')) return 'A request to the API';
  return isAction(action) ? ACTION_WORDS[action] : 'Something else';
}

function isAction(action: string): action is Action {
  return Object.hasOwn(ACTION_WORDS, action);
}
