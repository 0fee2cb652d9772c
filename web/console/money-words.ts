import type { JourneyView } from '../../application/queries/get-journey.ts';
import { sentence } from '../../domain/journey/words.ts';
import type { Law } from '../../domain/law/law.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Benefits } from '../../domain/pathways/finance-benefits-id/data.ts';
import { DEBT_NAMES } from '../../domain/pathways/finance-benefits-id/debts.ts';
import { sayClaim } from '../../domain/pathways/finance-benefits-id/pathway.ts';
import type { SignedInRequest } from './page-request.ts';
import { housingElementNow } from '../../domain/pathways/reception/housing-element.ts';
import { recordRow, type RecordRow } from './record-rows.ts';

const ADVANCES: Readonly<Record<NonNullable<Benefits['advance']>, string>> = {
  PAID: 'An advance is paid.',
  NOT_WANTED: 'The person wants no advance.',
  REFUSED: 'An advance was refused.',
};

const ACCOUNTS: Readonly<Record<string, string>> = {
  OPENED: 'Opened.',
  HAS_ONE: 'The person has one.',
  REFUSED: 'Refused by every bank, or by the person.',
};

/** Benefits, the bank account and debts; of each it says so where nobody has recorded anything. */
export function moneyRows(
  journey: JourneyView,
  { today, services: { law } }: Pick<SignedInRequest, 'today' | 'services'>,
): readonly RecordRow[] {
  const { benefits, debts } = journey;
  return [
    recordRow('Benefits', [
      ...sayClaim(benefits),
      ...(benefits.advance === undefined ? [] : [ADVANCES[benefits.advance]]),
    ]),
    recordRow('Housing element', housingElementLines(journey, today, law)),
    recordRow('Bank account', [
      ...(benefits.banksRefused ?? []).map(
        ({ bank, why, on }) => `${bank} refused on ${sayDate(on)}: ${sentence(why)}`,
      ),
      (benefits.bankAccount === undefined ? undefined : ACCOUNTS[benefits.bankAccount]) ??
        'None is recorded.',
    ]),
    recordRow('Debts', debtLines(journey)),
    recordRow('Budget', debts && [debts.budget ? 'Made with the person.' : 'None is made.']),
  ].flat();
}

/** Only in custody: from release the claim goes on as any does. */
function housingElementLines(journey: JourneyView, today: IsoDate, law: Law): readonly string[] {
  const { benefits, releasedOn, releaseDate, sentence, recall } = journey;
  if (benefits.keepsHousingElement !== true || releasedOn !== undefined) return [];
  return [housingElementNow({ sentence, recall, releaseDateInForce: releaseDate }, today, law).text];
}

function debtLines({ debts, answered }: JourneyView): readonly string[] {
  if (debts === undefined) {
    const asked = answered.find(({ kind }) => kind === 'debts');
    return [asked === undefined ? 'Nobody has recorded an answer about debts.' : `${asked.answer}.`];
  }
  const { priority, advisedBy, followedUpOn } = debts;
  if (priority.length === 0 && advisedBy === undefined) return ['None.'];
  return [
    ...priority.map((debt) => `${DEBT_NAMES[debt]}.`),
    ...(priority.length === 0
      ? ['Debts, none of them for rent, council tax, energy, fines or children.']
      : []),
    ...(advisedBy === undefined ? [] : [`Advised by ${advisedBy}.`]),
    ...(followedUpOn === undefined ? [] : [`Followed up on ${sayDate(followedUpOn)}.`]),
  ];
}
