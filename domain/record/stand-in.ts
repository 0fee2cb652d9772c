import type { OfficerAway } from './absence.ts';
import { supervisorOf, type Head } from './head.ts';
import { responsibleOfficer, type Responsibility } from './responsible-officer.ts';
import { deskWaitedFor, officerWaitedFor, type WaitsFor } from './waits-for.ts';

type Team = Responsibility & Pick<Head, 'prison' | 'region'> & Partial<Pick<Head, 'away'>>;

/** Set while the officer is away. */
export function awayFrom({ away = [] }: Pick<Head, 'away'>, officer: string): OfficerAway | undefined {
  return away.find((each) => each.officer === officer);
}

/** The deputy is asked now: in place of the supervising officer, who is away, or because nobody else is named. */
export function deputyIsAsked(journey: Team): boolean {
  const { deputy } = journey.officers;
  if (deputy === undefined) return false;
  const supervisor = supervisorOf(journey);
  return (
    responsibleOfficer(journey) === deputy ||
    (supervisor !== undefined && awayFrom(journey, supervisor) !== undefined)
  );
}

/** The officers whose absence changes who is asked. */
export function officersAsked(journey: Team): readonly string[] {
  const { pom, deputy } = journey.officers;
  const asked = [pom, supervisorOf(journey), deputyIsAsked(journey) ? deputy : undefined];
  return [...new Set(asked.filter((officer) => officer !== undefined))];
}

/**
 * The owner of what an officer is asked: the officer, or while they are away, for the supervising officer the deputy,
 * and for everybody else, and with no deputy who is here, the duty desk.
 * @param child the desk of the community is that of the youth offending team.
 */
export function askedFor(journey: Team, officer: string, child: boolean): WaitsFor {
  if (awayFrom(journey, officer) === undefined) return officerWaitedFor(officer);
  const { officers, prison, region } = journey;
  const { pom, deputy } = officers;
  if (officer === pom) return deskWaitedFor('OMU', prison);
  const isHere = deputy !== undefined && awayFrom(journey, deputy) === undefined;
  return isHere && deputy !== officer
    ? officerWaitedFor(deputy)
    : deskWaitedFor(child ? 'YOT' : 'PDU', region);
}
