import { changeMentor, offerMentor, type GivenMentor } from '../../application/commands/arrange-mentor.ts';
import { staffMember } from '../sample/staff.ts';
import { expectDone, StoryError, type Act } from './acts.ts';

/** The prison offender manager offers a mentor, the person accepts, and the mentor comes to the gate. */
export function isMetBy(mentor: Omit<GivenMentor, 'helpsWith'>): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const officer = staffMember(part.pom);
    const offered = await offerMentor(services, officer, journeyId, { ...mentor, helpsWith: 'gate' });
    if (!offered.ok) throw new StoryError(offered.detail);
    const { mentor: id } = offered.value;
    for (const change of ['ACCEPTED', 'AT_GATE'] as const)
      expectDone(await changeMentor(services, officer, journeyId, id, { change }));
  };
}
