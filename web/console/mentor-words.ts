import type { JourneyView } from '../../application/queries/get-journey.ts';
import { helpsWithWords } from '../../domain/journey/describe-mentor-fact.ts';
import type { Mentor, MentorRole, MentorState } from '../../domain/pathways/mentors/data.ts';
import { mayChange } from '../../domain/pathways/mentors/mentors.ts';
import { formatShortDate } from './formats.ts';

const STATE_WORDS: Readonly<Record<MentorState, string>> = {
  OFFERED: 'Offered',
  ACCEPTED: 'Accepted',
  DECLINED: 'Declined',
  STOPPED: 'Stopped',
};

/** "Sam Rowe, a peer of Open Gate, for the gate" */
export function mentorWords({ name, role, organisation, helpsWith }: Mentor): string {
  const from = organisation === undefined ? '' : ` of ${organisation}`;
  return `${name}, ${ARTICLES[role]}${from}, for ${helpsWithWords(helpsWith)}`;
}

const ARTICLES: Readonly<Record<MentorRole, string>> = {
  MENTOR: 'a mentor',
  VOLUNTEER: 'a volunteer',
  PEER: 'a peer',
};

/** The rows of the person's page. */
export function mentorRows(
  { id, mentors, releasedOn, phase }: JourneyView,
  mayArrange: boolean,
): readonly object[] {
  return mentors.map((mentor) => ({
    words: mentorWords(mentor),
    state: `${STATE_WORDS[mentor.state]}, ${formatShortDate(mentor.on)}`,
    gate: mentor.atGate === true && releasedOn === undefined,
    reason: mentor.reason,
    ...(mayArrange &&
      phase !== 'closed' &&
      mayChange(mentor, 'STOPPED', {}) === undefined && { href: `/journeys/${id}/mentors/${mentor.id}` }),
    name: mentor.name,
  }));
}
