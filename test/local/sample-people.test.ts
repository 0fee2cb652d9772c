import { describe, expect, it } from '@jest/globals';
import { checkReleaseDay } from '../../domain/journey/release-date.ts';
import { publishedLaw } from '../../domain/law/published-law.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { samplePeople, type SamplePerson } from '../../local/sample/people.ts';
import { REAL_CALENDAR } from '../support/journey-world.ts';

const FIRST_DAY = '2026-11-26';
const TWO_YEARS = Array.from({ length: 731 }, (_, day) => addDays(FIRST_DAY, day));
const LAW = publishedLaw();

/** Whether a governor can decide now: the work before release has begun, and an earlier weekday is proposed that is still to come. */
function canBeDecided(person: SamplePerson, today: IsoDate): boolean {
  if (!person.neglected.includes('release-day-decision')) return false;
  const { dateOfBirth, sentencedOn, releaseKind, releaseDate, dateType } = person;
  const sentence = { startDate: sentencedOn, releaseKind, supervisionEndsOn: addDays(releaseDate, 200) };
  const check = checkReleaseDay(
    { dateOfBirth, sentence },
    { date: releaseDate, dateType, revision: 1 },
    { calendar: REAL_CALENDAR, law: LAW, today },
  );
  if (!check.known || !check.schemeApplies) return false;
  const opensOn = addDays(releaseDate, -LAW.on(releaseDate).preReleaseDays);
  const { presumptiveDate } = check;
  return opensOn < today && today < presumptiveDate && presumptiveDate < releaseDate;
}

describe('the sample people', () => {
  it.each(['Adebayo', 'Price'])(
    'include %s, whose release day can be decided, on every day of two years',
    (lastName) => {
      const without = TWO_YEARS.filter(
        (today) =>
          !samplePeople(today).some((person) => person.lastName === lastName && canBeDecided(person, today)),
      );
      expect(without).toEqual([]);
    },
  );

  it('give a person on a life sentence an approved parole date, a life licence and years served', () => {
    const lifers = samplePeople(FIRST_DAY).filter(({ releaseKind }) => releaseKind === 'INDETERMINATE');
    expect(lifers).not.toEqual([]);
    for (const { dateType, licenceDays, sentenceBeganOn = FIRST_DAY } of lifers) {
      expect({ dateType, licenceDays }).toEqual({ dateType: 'APD', licenceDays: undefined });
      expect(sentenceBeganOn < addDays(FIRST_DAY, -3_650)).toBe(true);
    }
  });

  it.each([
    ['2026-11-10', '2026-12-25'],
    ['2026-12-04', '2026-12-25'],
    ['2026-12-05', '2027-01-15'],
    ['2027-06-01', '2027-07-16'],
    ['2027-10-15', '2027-11-26'],
    ['2027-10-16', '2027-12-25'],
  ])('made on %s are led by someone due on %s', (today, releaseDate) => {
    expect(samplePeople(today)[0]?.releaseDate).toBe(releaseDate);
  });
});
