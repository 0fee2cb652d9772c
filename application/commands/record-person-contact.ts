import { isEmail, isUkMobile, withoutSpaces, type PersonContact } from '../../domain/messages/contact.ts';
import { consentTo, keepConsent } from '../../domain/pathways/consent.ts';
import type { ConsentAnswer } from '../../domain/record/consent.ts';
import type { User } from '../../domain/access/user.ts';
import { changeFor, type Terms } from '../access.ts';
import { keepPersonContact, personContactOf } from '../person-contact.ts';
import { done, refuse, type FieldProblem, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface GivenPersonContact {
  /** The person agreed to messages about their appointments, after being asked. */
  readonly agreed: boolean;
  readonly email: string;
  readonly mobile: string;
  readonly by: PersonContact['by'];
}

/**
 * An officer records whether the person agrees to messages about their appointments, and where they go. When they no
 * longer agree, nothing that waits is sent, and the address is removed. The agreement is their consent to messages, which the
 * page of consents records too.
 * @returns NOT_PERMITTED; NOT_FOUND; CONFLICT on a closed journey; VALIDATION_FAILED with the wrong fields.
 */
export async function recordPersonContact(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenPersonContact,
  terms: Terms = {},
): Promise<Result<{ readonly agreed: boolean }>> {
  const email = given.email.trim();
  const mobile = withoutSpaces(given.mobile);
  const what = { action: 'arrange-appointment' } as const;
  return changeFor(services, user, journeyId, what, terms, async (change) => {
    const { draft } = change;
    if (draft.journey.phase === 'closed')
      return refuse('CONFLICT', 'The journey is closed, and nothing on it changes again.');
    const fields: readonly FieldProblem[] = given.agreed ? faults({ ...given, email, mobile }) : [];
    const [first] = fields;
    if (first !== undefined) return refuse('VALIDATION_FAILED', first.problem, { fields });
    const before = await personContactOf(services.table, draft.journey);
    if (before?.agreed !== given.agreed || consentTo(draft.journey, 'MESSAGES') === undefined)
      keepConsent(draft, { purpose: 'MESSAGES', answer: answerOf(given, before), heardBy: user.id });
    draft.record('contact-recorded', { agreed: given.agreed, by: given.by });
    keepPersonContact(change, {
      agreed: given.agreed,
      by: given.by,
      when: 'AT_ONCE',
      ...(email !== '' && { email }),
      ...(mobile !== '' && { mobile }),
    });
    return done({ agreed: given.agreed });
  });
}

function answerOf({ agreed }: GivenPersonContact, before: PersonContact | undefined): ConsentAnswer {
  if (agreed) return 'GIVEN';
  return before?.agreed === true ? 'WITHDRAWN' : 'REFUSED';
}

function faults({ email, mobile, by }: GivenPersonContact): readonly FieldProblem[] {
  return [
    ...(email !== '' && !isEmail(email)
      ? [{ field: 'email', problem: 'Enter an email address, such as name@example.com' }]
      : []),
    ...(mobile !== '' && !isUkMobile(mobile)
      ? [{ field: 'mobile', problem: 'Enter a UK mobile number, such as 07700 900123' }]
      : []),
    ...(by === 'EMAIL' && email === ''
      ? [{ field: 'email', problem: 'Enter an email address, or choose text' }]
      : []),
    ...(by === 'TEXT' && mobile === ''
      ? [{ field: 'mobile', problem: 'Enter a mobile number, or choose email' }]
      : []),
  ];
}
