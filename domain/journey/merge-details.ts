import { endSearch } from '../pathways/accommodation/address.ts';
import { MOST_PLACES, type Place } from '../pathways/accommodation/data.ts';
import { isHoused, nightsOf, placesOf } from '../pathways/accommodation/places.ts';
import { setPathway } from '../pathways/statuses.ts';
import { answerStep } from './answer-step.ts';
import { holdJourney, notHeldFor } from './hold.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { recordDetails } from './record-details.ts';
import { isOpen } from './step.ts';
import { stepsEndedBy } from './touched-rows.ts';

/**
 * What is known of the person besides referrals, of two records that are one: where the surviving record says nothing,
 * the other one counts. What merging touches must have been loaded.
 */
export function takeDetails(from: Journey, to: JourneyDraft): void {
  takeNumbers(from, to);
  takePlaces(from, to);
  takeHold(from, to);
}

function takeNumbers({ crn, pnc, sex, tier }: Journey, to: JourneyDraft): void {
  const { journey } = to;
  recordDetails(to, {
    ...(crn !== undefined && journey.crn === undefined && { crn }),
    ...(pnc !== undefined && journey.pnc === undefined && { pnc }),
    ...(sex !== undefined && journey.sex === undefined && { sex }),
    ...(tier !== undefined && journey.tier === undefined && { tier }),
    reason: 'Two records of the person were merged.',
  });
}

/** Everywhere the person can sleep after release. A home ends the search for one, as if it had been found now. */
function takePlaces(from: Journey, to: JourneyDraft): void {
  const known = placesOf(to.journey.housing);
  const found = placesOf(from.housing).filter((place) => !known.some((each) => isSame(each, place)));
  if (found.length === 0) return;
  const { address: _older, ...housing } = to.journey.housing;
  to.update({ housing: { ...housing, places: [...found, ...known].slice(-MOST_PLACES) } });
  for (const place of found) {
    const nights = nightsOf(place, to.journey);
    to.record('address-recorded', {
      kind: place.kind,
      from: place.from && nights.from,
      lastNight: nights.until,
    });
  }
  if (!isHoused(to.journey, to.context.today)) {
    setPathway(to, 'accommodation', 'IN_PROGRESS');
    return;
  }
  endSearch(to);
  for (const { key, outcome } of stepsEndedBy(to.journey, { key: '' }, 'housed')) {
    const step = to.step(key);
    if (step !== undefined && isOpen(step)) answerStep(to, step, outcome);
  }
}

function isSame(one: Place, other: Place): boolean {
  return (['kind', 'postcode', 'from', 'until', 'nights'] as const).every(
    (part) => one[part] === other[part],
  );
}

/** The person is on hold whichever record says so. */
function takeHold({ hold }: Journey, to: JourneyDraft): void {
  if (hold === undefined || to.journey.hold !== undefined) return;
  const { reason, since, note, event } = hold;
  const given = {
    reason,
    since,
    ...(note !== undefined && { note }),
    ...(event !== undefined && { event }),
  };
  if (notHeldFor(to.journey, given, to.context.today) === undefined) holdJourney(to, given);
}
