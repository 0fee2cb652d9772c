import type { NewJourney } from '../../../application/begin-journey.ts';
import type { FieldProblem } from '../../../application/refusal.ts';
import { wrongSentence } from '../../../application/wrong-sentence.ts';
import { wrongNumber } from '../../../application/own-crn.ts';
import { isPrisonNumber, type KnownNumbers } from '../../../domain/record/identifiers.ts';
import type { Law } from '../../../domain/law/law.ts';
import { SEXES, TIERS } from '../../../domain/record/characteristics.ts';
import { CUSTODY_KINDS } from '../../../domain/record/sentence.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { PRISONS, type Place } from '../directory.ts';
import { FieldReader, fieldOfRefusal, readSentence } from './sentence.ts';

export type ReadNewJourney =
  | { readonly ok: true; readonly journey: NewJourney }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads the form of a new journey, with every problem in the order of the page. */
export function readNewJourney(
  form: URLSearchParams,
  prisons: readonly Place[],
  today: IsoDate,
  law: Law,
): ReadNewJourney {
  const reader = new FieldReader(form);
  const { problems } = reader;
  const firstName = reader.text('firstName', 'Enter the first name');
  const lastName = reader.text('lastName', 'Enter the last name');
  const prisonNumber = reader.typed('prisonNumber').toUpperCase();
  if (!isPrisonNumber(prisonNumber)) reader.wrong('prisonNumber', 'Enter the prison number, like A1234BC');
  const dateOfBirth = reader.date('dateOfBirth', 'The date of birth');
  const sex = SEXES.find((each) => each === form.get('sex'));
  if (sex === undefined) reader.wrong('sex', 'Choose the sex');
  const tier = TIERS.find((each) => each === form.get('tier'));
  if (tier === undefined && reader.typed('tier') !== '')
    reader.wrong('tier', 'Choose the tier from the list');
  const numbers = readNumbers(reader);
  const prison = prisons.find(({ id }) => id === form.get('prison'))?.id;
  const region = PRISONS.find(({ id }) => id === prison)?.region;
  if (region === undefined) reader.wrong('prison', 'Choose the prison');
  const read = readSentence(reader, CUSTODY_KINDS);

  if (problems.length > 0 || prison === undefined || region === undefined || read === undefined)
    return { ok: false, problems };
  const journey = {
    prisonNumber,
    firstName,
    lastName,
    dateOfBirth,
    ...(sex !== undefined && { sex }),
    ...(tier !== undefined && { tier }),
    ...numbers,
    prison,
    region,
    ...read,
  };
  const unordered = wrongSentence(journey, today, law);
  return unordered === undefined
    ? { ok: true, journey }
    : { ok: false, problems: [fieldOfRefusal(unordered)] };
}

function readNumbers(reader: FieldReader): KnownNumbers {
  const [crn, pnc] = [reader.typed('crn').toUpperCase(), reader.typed('pnc').toUpperCase()];
  const numbers = { ...(crn !== '' && { crn }), ...(pnc !== '' && { pnc }) };
  const wrong = wrongNumber(numbers);
  if (wrong !== undefined) reader.wrong(wrong.field, wrong.problem);
  return numbers;
}
