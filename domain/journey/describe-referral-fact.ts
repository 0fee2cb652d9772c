import type { FactData } from '../record/facts.ts';
import { describeCause } from '../pathways/incidents/cause.ts';
import { aboutService, agencyName, fromCode, say, sentence, type Names } from './words.ts';

type Describe = (data: FactData, names: Names) => string;

/** The timeline's sentences about referrals and the messages that carry them. */
export const describeReferralFact = {
  'referral-made': (data, names) =>
    `A referral ${aboutService(data['service'])} was made to ${agency(data, names)}.`,
  'referral-not-made': ({ service, why }) =>
    `No referral ${aboutService(service)} could be made: ${NOT_MADE[say(why)] ?? 'no agency here offers it'}.`,
  'referral-delivered': (data, names) =>
    `${agency(data, names)} received the referral ${aboutService(data['service'])} and has not answered it yet.`,
  'referral-answered': (data, names) =>
    `${agency(data, names)} ${answered(data['answer'])} the referral ${aboutService(data['service'])}${code(data)}.${theirs(data)}`,
  'referral-answered-late': (data, names) =>
    `${agency(data, names)} ${answered(data['answer'])} the referral ${aboutService(data['service'])}${code(data)}, but after its date. The referral was ${fromCode(say(data['state']))}.`,
  'referral-withdrawn': (data, names) =>
    `The referral ${aboutService(data['service'])} to ${agency(data, names)} was withdrawn: ${typeof data['text'] === 'string' ? sentence(data['text']) : `${fromCode(say(data['reason']))}.`}`,
  'referral-disclosed': (data, names) => {
    const fields = Array.isArray(data['fields'])
      ? data['fields'].map((field: string) => FIELDS[field] ?? field)
      : [];
    return `${agency(data, names)} read the referral ${aboutService(data['service'])}${fields.length === 0 ? '' : ` and was shown: ${fields.join(', ')}`}.`;
  },
  'delivery-parked': (data, names) =>
    `A message to ${agency(data, names)} could not be delivered: ${describeCause(data['why'])}. An administrator has a step to resend it.`,
} as const satisfies Record<string, Describe>;

const NOT_MADE: Readonly<Record<string, string>> = {
  'agreement-expired': 'the information-sharing agreement with the agency has expired',
  'no-consent': 'the person does not agree to it',
  'council-in-wales': 'the council is in Wales, where there is no duty to refer',
};

const FIELDS: Readonly<Record<string, string>> = {
  service: 'the service asked for',
  state: 'the state of the referral',
  releaseDate: 'the release date',
  sequence: 'the number of its latest message',
  releasedOn: 'the day of release',
  name: 'the person’s name',
  questions: 'the answers to its questions',
  contact: 'how to contact the person',
  opinion: 'our opinion that they are or may become homeless',
};

function agency(data: FactData, names: Names): string {
  const { agency: id } = data;
  return typeof id === 'string' ? agencyName(id, names) : 'The agency';
}

function answered(answer: unknown): string {
  switch (answer) {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    default:
      return 'asked for more about';
  }
}

/** The agency's own reference, and who deals with it there. */
function theirs({ reference, officer }: FactData): string {
  return [
    ...(typeof reference === 'string' ? [` Their reference: ${reference}.`] : []),
    ...(typeof officer === 'string' ? [` Dealt with by: ${officer}.`] : []),
  ].join('');
}

function code(data: FactData): string {
  return typeof data['code'] === 'string' ? ` (${fromCode(data['code'])})` : '';
}
