import { isEmail, isUkMobile, withoutSpaces, type ContactDetails } from '../../domain/messages/contact.ts';
import type { User } from '../../domain/access/user.ts';
import { admit } from '../access.ts';
import { contactItem } from '../mailbox-items.ts';
import { done, refuse, type FieldProblem, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** As it was entered; an empty email address or number is none. */
export interface GivenContact {
  readonly email: string;
  readonly mobile: string;
  readonly by: ContactDetails['by'];
  readonly when: ContactDetails['when'];
}

/**
 * Records where and when an officer is sent messages. From then on messages go there; with neither an email address nor
 * a number they are in the officer's inbox only.
 * @returns NOT_PERMITTED for another officer's; VALIDATION_FAILED with the wrong fields.
 */
export async function recordContact(
  services: Pick<Services, 'table' | 'accessLog'>,
  user: User,
  officer: string,
  given: GivenContact,
): Promise<Result<{ readonly officer: string }>> {
  const allowed = admit(services, user, 'use-mailbox', { officer });
  if (!allowed.ok) return allowed;
  const email = given.email.trim();
  const mobile = withoutSpaces(given.mobile);
  const fields: readonly FieldProblem[] = [
    ...(email !== '' && !isEmail(email) ? [EMAIL] : []),
    ...(mobile !== '' && !isUkMobile(mobile) ? [MOBILE] : []),
    ...(given.by === 'TEXT' && mobile === '' && email !== '' ? [NO_MOBILE] : []),
    ...(given.by === 'EMAIL' && email === '' && mobile !== '' ? [NO_EMAIL] : []),
  ];
  const [first] = fields;
  if (first !== undefined) return refuse('VALIDATION_FAILED', first.problem, { fields });
  const contact = {
    ...(email !== '' && { email }),
    ...(mobile !== '' && { mobile }),
    by: given.by,
    when: given.when,
  };
  await services.table.transact([{ kind: 'put', item: contactItem(officer, contact) }]);
  return done({ officer });
}

const EMAIL = { field: 'email', problem: 'Enter an email address, such as name@justice.gov.uk' };
const MOBILE = { field: 'mobile', problem: 'Enter a UK mobile number, such as 07700 900123' };
const NO_MOBILE = { field: 'mobile', problem: 'Enter a mobile number, or choose email' };
const NO_EMAIL = { field: 'email', problem: 'Enter an email address, or choose text' };
