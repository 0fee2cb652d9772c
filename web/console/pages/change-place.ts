import * as z from 'zod';
import { changeOfficers } from '../../../application/commands/change-officers.ts';
import { transferPerson } from '../../../application/commands/transfer-person.ts';
import { officerName } from '../../../domain/journey/words.ts';
import { isAdultOn } from '../../../domain/law/age.ts';
import { staffId } from '../../../domain/pathways/answer-details.ts';
import type { FormField } from '../../../domain/pathways/form-field.ts';
import { absenceSentences } from '../absence-words.ts';
import { placeCalled, PRISONS, REGIONS } from '../directory.ts';
import { journeyForm } from '../journey-form.ts';

export const transfer = journeyForm({
  action: 'transfer-person',
  heading: 'Transfer to another prison',
  button: 'Record the transfer',
  lines: ({ prison }) => [
    `The person is at ${placeCalled(prison)}.`,
    'Steps of the prison go to the new prison, which names a prison offender manager. Its governor decides on the release day again. Your prison can no longer see this person.',
  ],
  fields: ({ prison }) => [
    {
      kind: 'select',
      name: 'prison',
      label: 'New prison',
      choices: PRISONS.filter(({ id }) => id !== prison).map(({ id, name }) => ({ value: id, text: name })),
      problem: 'Choose the new prison',
    },
    {
      kind: 'select',
      name: 'region',
      label: 'New probation region (optional)',
      hint: 'Only where the person will live in another region',
      choices: REGIONS.map(({ id, name }) => ({ value: id, text: name })),
      problem: 'Choose the region from the list',
    },
  ],
  given: z.strictObject({ prison: z.string(), region: z.string().exactOptional() }),
  closedTo: ({ phase, releasedOn }) =>
    phase === 'closed' || releasedOn !== undefined ? 'This person is not in prison.' : undefined,
  run: ({ services, user }, id, given, terms) => transferPerson(services, user, id, given, terms),
  done: ({ prison }) => `The transfer to ${placeCalled(prison)} is recorded.`,
  after: '/caseload',
});

function officer(
  name: 'pom' | 'com' | 'yot' | 'deputy',
  duty: 'POM' | 'COM' | 'YOT',
  label: string,
  now: string | undefined,
): FormField {
  return {
    kind: 'officer',
    name,
    duty,
    label: `${label} (optional)`,
    hint: now === undefined ? 'Nobody yet' : `Now ${now}`,
    problem: 'Choose somebody from the list',
  };
}

export const officers = journeyForm({
  action: 'change-officers',
  heading: 'Change officers',
  button: 'Change',
  lines: (journey, { names }) => [
    ...absenceSentences(journey, names),
    'Choose only those who change. Open steps of the old officer go to the new one.',
  ],
  fields: ({ dateOfBirth, officers: now }, { today, services, names }) => {
    const named = (id: string | undefined) => id && officerName(id, names);
    const child = !isAdultOn(dateOfBirth, today, services.law);
    return [
      officer('pom', 'POM', 'Prison offender manager', named(now.pom)),
      child
        ? officer('yot', 'YOT', 'Youth offending team worker', named(now.yot))
        : officer('com', 'COM', 'Community offender manager', named(now.com)),
      officer('deputy', child ? 'YOT' : 'COM', 'Deputy', named(now.deputy)),
    ];
  },
  given: z.strictObject({
    pom: staffId.exactOptional(),
    com: staffId.exactOptional(),
    yot: staffId.exactOptional(),
    deputy: staffId.exactOptional(),
  }),
  closedTo: ({ phase }) => (phase === 'closed' ? 'The journey of this person is closed.' : undefined),
  run: ({ services, user }, id, given, terms) => changeOfficers(services, user, id, given, terms),
  done: ({ handedOver }) =>
    `The officers are changed. ${handedOver} open ${handedOver === 1 ? 'step was' : 'steps were'} handed over.`,
});
