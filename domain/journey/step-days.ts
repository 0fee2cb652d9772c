import type { Calendar } from '../law/calendar.ts';
import { countDay, countDeadline, type DayFacts } from '../law/day-rules.ts';
import { ladder, nextRungAt, rungsStillTaken, type RungDay } from './escalation.ts';
import { responsibleOfficer, type Journey } from '../record/journey.ts';
import type { StepDefinition } from '../pathways/kinds/definition.ts';
import type { Step, WaitsFor } from './step.ts';
import { addDays, startOfDay, type IsoDate } from '../law/time.ts';

/** Everything about an open step that follows from the journey as it now stands. */
export type StepDays = Pick<
  Step,
  'state' | 'waitsFor' | 'opensOn' | 'dueOn' | 'countedFrom' | 'provisional' | 'escalation' | 'wakeAt'
>;

/**
 * Works out, from the record alone, whom a step waits for and all its days. Called when a step opens and again
 * whenever the release date in force or an officer changes, so that no step is left on yesterday's date.
 */
export function stepDays(
  step: { readonly openedOn: IsoDate; readonly escalation: number; readonly subject?: string },
  definition: StepDefinition,
  journey: Journey,
  today: IsoDate,
  calendar: Calendar,
): StepDays {
  const facts = dayFacts(step.openedOn, journey);
  const opens = definition.opens && countDay(definition.opens, facts, calendar);
  const start = opens && opens.day > step.openedOn ? opens.day : step.openedOn;
  const due =
    definition.due &&
    countDeadline(definition.due, { ...facts, openedOn: start }, calendar, {
      beforeRelease: definition.beforeRelease === true && journey.releasedOn === undefined,
    });
  const waiting = definition.asked === 'date' || (opens !== undefined && opens.day > today);
  const rungs = due ? rungsOf(due.day, start, definition, journey) : [];
  const escalation = rungsStillTaken(rungs, step.escalation, today);
  const wakeAt = wake(definition, waiting ? opens?.day : undefined, due?.day, rungs, escalation);
  return {
    state: waiting ? 'SCHEDULED' : 'OPEN',
    waitsFor: waitsFor(definition, journey, step.subject),
    countedFrom: journey.releaseDateInForce,
    escalation,
    ...(opens && { opensOn: opens.day }),
    ...(due && { dueOn: due.day }),
    ...((opens?.provisional === true || due?.provisional === true) && { provisional: true }),
    ...(wakeAt !== undefined && { wakeAt }),
  };
}

function dayFacts(openedOn: IsoDate, journey: Journey): DayFacts {
  return {
    openedOn,
    releaseDate: journey.releaseDateInForce,
    supervisionEndsOn: journey.sentence.supervisionEndsOn,
    ...(journey.releasedOn !== undefined && { releasedOn: journey.releasedOn }),
  };
}

/** The escalation ladder of a step with these days. */
export function rungsOf(
  dueOn: IsoDate,
  start: IsoDate,
  definition: StepDefinition,
  journey: Journey,
): readonly RungDay[] {
  if (definition.answersItself !== undefined) return [];
  return ladder(dueOn, start, journey.releasedOn === undefined ? journey.releaseDateInForce : undefined);
}

function wake(
  definition: StepDefinition,
  opensOn: IsoDate | undefined,
  dueOn: IsoDate | undefined,
  rungs: readonly RungDay[],
  escalation: number,
): string | undefined {
  if (opensOn !== undefined) return startOfDay(opensOn);
  if (dueOn === undefined) return undefined;
  if (definition.answersItself !== undefined) return startOfDay(addDays(dueOn, 1));
  return nextRungAt(rungs, escalation);
}

function waitsFor(definition: StepDefinition, journey: Journey, subject: string | undefined): WaitsFor {
  const omu: WaitsFor = `role:OMU@${journey.prison}`;
  const pdu: WaitsFor = `role:PDU@${journey.region}`;
  switch (definition.asked) {
    case 'date':
    case 'event':
      return definition.asked;
    case 'omu':
      return omu;
    case 'governor':
      return `role:GOVERNOR@${journey.prison}`;
    case 'administrator':
      return 'role:ADMINISTRATOR@national';
    case 'pom':
      return journey.officers.pom === undefined ? omu : `officer:${journey.officers.pom}`;
    case 'com':
      return journey.officers.com === undefined ? pdu : `officer:${journey.officers.com}`;
    case 'responsible': {
      const officer = responsibleOfficer(journey);
      return officer === undefined ? omu : `officer:${officer}`;
    }
    case 'agency': {
      const referral = journey.referrals.findLast((known) => known.subject === subject);
      return referral === undefined ? 'role:ADMINISTRATOR@national' : `agency:${referral.agencyId}`;
    }
  }
}
