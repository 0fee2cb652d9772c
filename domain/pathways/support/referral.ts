import * as z from 'zod';
import { addDays, type IsoDate } from '../../law/time.ts';
import type { Law } from '../../law/law.ts';
import { line, note } from '../answer-details.ts';
import { NOTE_FIELD, TOO_LONG } from '../form-field.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setPathway } from '../statuses.ts';
import { step, type BrokenRule, type Need } from '../step-entry.ts';
import { ASKED_AGAIN_LATER } from './assessment.ts';
import { forEachPathway, SUPPORT_PATHWAYS, SUPPORT_WORDS, type SupportPathway } from './pathways.ts';
import { coverNeed, declineSupport, hasWomensService, setNeed, setSupport } from './record.ts';
import { serviceCalled, servicesFor } from './services.ts';

/** When an officer looks again for a service that has room. The product's own choice. */
const LOOKED_AGAIN_AFTER_DAYS = 14;

const details = z.strictObject({
  personAsked: z.boolean().optional(),
  service: z.string().max(60).optional(),
  to: line(120).optional(),
  on: z.iso.date().optional(),
  note: note.optional(),
});
type Details = z.output<typeof details>;

export const REFERRAL_STEPS = forEachPathway('-referral', referral);

function referral(pathway: SupportPathway) {
  const { name, help } = SUPPORT_WORDS[pathway];
  return step({
    title: `${name}: refer for support?`,
    awaits: `to refer the person to a service for ${help}, or to say who helps them without one`,
    asked: 'responsible',
    pathway,
    due: { from: 'opened', workingDays: 10 },
    earlyAnswer: true,
    settledBy: (record) => (hasWomensService(record, pathway) ? 'COVERED' : undefined),
    background: (record) => womensReferralMade(record),
    details,
    form: [
      {
        kind: 'checkbox',
        name: 'personAsked',
        label: 'The person knows what is sent and to whom, and wants the referral',
        problem: 'Record that the person wants the referral',
      },
      {
        kind: 'service',
        pathway,
        name: 'service',
        label: 'Service (optional)',
        hint: 'Those in the person’s region that are for their sex and age',
        problem: 'Choose a service from the list',
      },
      {
        kind: 'text',
        name: 'to',
        label: 'Another service (optional)',
        problem: 'Enter the name of the service on one line of up to 120 characters',
      },
      {
        kind: 'date',
        name: 'on',
        label: 'Day of the referral (optional)',
        problem: 'Enter the day of the referral as a date',
      },
      {
        ...NOTE_FIELD,
        hint: 'Without a referral: who helps, which services were asked, or what the person said',
        problem: `${TOO_LONG} for the note`,
      },
    ],
    shows: ['personAsked', 'service', 'to', 'on', 'note'],
    usually: { outcome: 'REFERRED', details: { personAsked: true, to: 'Harbour House' } },
    outcomes: {
      REFERRED: {
        label: 'Referred',
        needs: {
          field: 'personAsked',
          problem: 'Ask the person first, and record that they want the referral.',
        },
        faultsIn: (given, _record, today) => faultsIn(given, today),
        forbiddenBy: (record, today, _subject, { service }, { law }) =>
          notForPerson(record, pathway, today, service, law),
        does: (draft, { details: given }) => refer(draft, pathway, given),
        mayAnswer: SUPPORT_PATHWAYS.map((other) => `${other}-referral` as const),
        opens: SUPPORT_PATHWAYS.map((other) => ({
          kind: `${other}-outcome` as const,
          when: ({ record }) =>
            other === pathway ||
            (hasWomensService(record, other) && record.pathways[other] === 'IN_PROGRESS'),
        })),
      },
      WITHOUT_REFERRAL: {
        label: 'Somebody helps without a referral',
        needs: { field: 'note', problem: 'Say who helps the person.' },
        does: (draft) => setPathway(draft, pathway, 'IN_PROGRESS'),
        opens: [{ kind: `${pathway}-outcome` }],
      },
      NO_SERVICE: {
        label: 'No service can take the person now',
        needs: { field: 'note', problem: 'Say which services were asked.' },
        does: (draft) => setPathway(draft, pathway, 'SUPPORT_REQUIRED'),
        asksAgain: { on: (_record, today) => addDays(today, LOOKED_AGAIN_AFTER_DAYS) },
      },
      DECLINED: {
        label: 'The person declined, and is asked again later',
        needs: { field: 'note', problem: 'Say what the person said.' },
        does: (draft) => declineSupport(draft, pathway),
        asksAgain: ASKED_AGAIN_LATER,
      },
      COVERED: {
        label: 'The women’s service helps with it',
        system: true,
        does: (draft) => coverNeed(draft, pathway),
      },
    },
  });
}

function faultsIn({ service, to, on }: Details, today: IsoDate): readonly Need<keyof Details>[] {
  const named = [service, to].filter((each) => each !== undefined && each !== '').length;
  return [
    ...(named === 0
      ? [{ field: 'service', problem: 'Choose the service, or enter its name.' } as const]
      : []),
    ...(named > 1
      ? [{ field: 'to', problem: 'Choose a service from the list or enter another, not both.' } as const]
      : []),
    ...(on !== undefined && on > today
      ? [{ field: 'on', problem: 'The day of the referral is in the future.' } as const]
      : []),
  ];
}

/** Services are for people of a sex, an age and a region. */
function notForPerson(
  record: PersonRecord,
  pathway: SupportPathway,
  today: IsoDate,
  service: string | undefined,
  law: Law,
): BrokenRule | undefined {
  if (service === undefined || servicesFor(record, pathway, today, law).some(({ id }) => id === service))
    return undefined;
  const called = serviceCalled(service)?.name;
  return {
    rule: 'service-not-for-person',
    explanation:
      called === undefined
        ? 'There is no such service. Choose one from the list, or enter its name.'
        : `${called} is not for people of this sex, age or region, or not for this need.`,
  };
}

function refer(draft: PathwayDraft, pathway: SupportPathway, { service, to, on }: Details): void {
  const known = service === undefined ? undefined : serviceCalled(service);
  const referred = { to: known?.name ?? to ?? '', on: on ?? draft.context.today };
  setNeed(draft, pathway, { answer: 'NEEDED', referred });
  setPathway(draft, pathway, 'IN_PROGRESS');
  if (known?.for === 'WOMEN') setSupport(draft, { womensService: referred });
}

/** A woman’s referral to commissioned services is one for all her needs. */
function womensReferralMade({ sex, housing }: PersonRecord) {
  if (sex !== 'FEMALE' || housing.crsReferredOn === undefined) return undefined;
  return {
    label: 'Commissioned services',
    text: 'She is referred to commissioned services already. A women’s service takes one referral for all needs: ask whether it can help with this too.',
  };
}
