import * as z from 'zod';
import { hasHiddenCharacters } from '../../record/text.ts';
import type { FormField } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { setHousing } from './address.ts';

/** How a council may contact the person, recorded with their agreement (Housing Act 1996, section 213B(2) and (3)). */

export const CONTACT_WAYS = ['PHONE', 'EMAIL', 'OFFICER'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

const MOST = 120;

export const contactDetails = {
  contactBy: z.enum(CONTACT_WAYS).optional(),
  contact: z.string().trim().min(1).max(MOST).optional(),
};
interface ContactDetails {
  readonly contactBy?: ContactWay | undefined;
  readonly contact?: string | undefined;
}

const FITS: Readonly<Record<ContactWay, (contact: string) => boolean>> = {
  PHONE: (contact) => /^\+?\d{9,15}$/.test(contact.replaceAll(/[ ()-]/g, '')),
  EMAIL: (contact) => z.email().safeParse(contact).success,
  OFFICER: () => true,
};

const HOW = 'Choose how the council may contact the person';
const WHERE = 'Enter a phone number, an email address, or the officer’s name and how to reach them';

/** A way and where it leads belong together. */
export function checkContact(details: ContactDetails, context: z.core.$RefinementCtx): void {
  const { contactBy, contact } = details;
  const wrong = (path: keyof ContactDetails, message: string): void =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (contactBy === undefined && contact !== undefined) wrong('contactBy', `${HOW}.`);
  if (contactBy === undefined) return;
  const fits = contact !== undefined && !hasHiddenCharacters(contact) && FITS[contactBy](contact);
  if (!fits) wrong('contact', `${WHERE}.`);
}

export const CONTACT_FIELDS = [
  {
    kind: 'radios',
    name: 'contactBy',
    label: 'How may the council contact them?',
    hint: 'Only if they agree to be contacted',
    choices: [
      { value: 'PHONE', text: 'By phone' },
      { value: 'EMAIL', text: 'By email' },
      { value: 'OFFICER', text: 'Through an officer' },
    ],
    problem: HOW,
  },
  {
    kind: 'text',
    name: 'contact',
    label: 'Phone number, email address or officer',
    hint: 'For an officer, their name and how to reach them',
    problem: WHERE,
  },
] as const satisfies readonly FormField[];

export const NEEDS_CONTACT = { field: 'contactBy', problem: `${HOW}.` } as const;

export function keepContact(draft: PathwayDraft, { contactBy, contact }: ContactDetails): void {
  if (contactBy === undefined || contact === undefined) return;
  const agreedOn = draft.context.today;
  setHousing(draft, { consent: 'GIVEN', contact: { by: contactBy, at: contact, agreedOn } });
}

/** How the officers of demonstrations and tests answer. The number is one that nobody has. */
export const USUAL_CONTACT = { contactBy: 'PHONE', contact: '07700 900 123' } as const;
