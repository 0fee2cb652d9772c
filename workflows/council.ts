import {
  again,
  ask,
  child,
  choice,
  end,
  goTo,
  lastSubject,
  machine,
  next,
  run,
  together,
} from './build/machine.ts';
import { referral } from './referral.ts';

export const council = machine('council', 'The help of a council before release.', [
  together('Country', 'Only one of the two applies; the other ends at once.', {
    England: [
      ask('DtrWindow', 'dtr-window', 'Eight weeks before release.'),
      choice('DtrWindowOpens', { OPENED: next, otherwise: end }),
      ask(
        'AskConsent',
        'housing-consent',
        'Consent, and the person’s choice of local housing authorities (Housing Act 1996, section 213B).',
      ),
      choice('ConsentAsked', { GIVEN: next, REFUSED: goTo('AskAgreement'), otherwise: end }),
      run('ChooseAuthority', 'choose-authority', 'The next authority on the list that has not answered.'),
      choice('AuthorityChosen', {
        REFER: next,
        NO_AGREEMENT: goTo('AskAgreement'),
        NONE_LEFT: goTo('AuthoritiesExhausted'),
        otherwise: end,
      }),
      child(
        'ReferToAuthority',
        referral,
        'Duty to refer. Refused, or silent: the next authority.',
        lastSubject,
      ),
      again('ChooseAuthority'),
      ask(
        'AskAgreement',
        'contact-agreement',
        'Without agreement to be contacted nothing is sent; an officer may record it later.',
      ),
      choice('AgreementAsked', { AGREED: again('ChooseAuthority'), otherwise: end }),
      ask(
        'AuthoritiesExhausted',
        'authorities-exhausted',
        'Nobody accepted: an officer adds an authority or says there is none.',
      ),
      choice('AuthorityAdded', { AUTHORITY_ADDED: again('ChooseAuthority'), otherwise: end }),
    ],
    Wales: [
      ask(
        'ApplyInWales',
        'welsh-application',
        'In place of the duty to refer, for a prison or home area in Wales (Housing (Wales) Act 2014).',
      ),
      choice('AppliedInWales', { APPLIED: next, otherwise: end }),
      ask('AwaitWelshCouncil', 'welsh-decision', 'What the Welsh local authority decided.'),
      choice('WelshCouncilDecided', { NO_DUTY: again('ApplyInWales'), otherwise: end }),
    ],
  }),
]);
