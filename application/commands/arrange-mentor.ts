import type { User } from '../../domain/access/user.ts';
import { settleStep } from '../../domain/journey/answer-step.ts';
import { isPathway } from '../../domain/pathways/catalogue.ts';
import type { MentorRole } from '../../domain/pathways/mentors/data.ts';
import {
  change as changeTo,
  mayChange,
  mayOffer,
  offer,
  whoMeets,
  type MentorChange,
} from '../../domain/pathways/mentors/mentors.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import {
  done,
  refuse,
  refuseHiddenLine,
  refuseHiddenText,
  type FieldProblem,
  type Result,
} from '../refusal.ts';
import type { Services } from '../services.ts';

export interface GivenMentor {
  readonly role: MentorRole;
  readonly name: string;
  readonly organisation?: string | undefined;
  /** A pathway, or `gate`. */
  readonly helpsWith: string;
}

export interface GivenMentorChange {
  readonly change: MentorChange;
  readonly reason?: string | undefined;
}

export type MentorArranged = { readonly mentor: string };

const LONGEST_NAME = 100;
const AT_THE_GATE = 'met-at-the-gate';

/**
 * An officer offers the person a mentor, volunteer or peer, for a pathway or the gate.
 * @returns NOT_PERMITTED; NOT_FOUND; CONFLICT on a closed journey; VALIDATION_FAILED with the wrong fields; RULE_REFUSED
 * for more than the record keeps.
 */
export async function offerMentor(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenMentor,
  terms: Terms = {},
): Promise<Result<MentorArranged>> {
  const { role, helpsWith } = given;
  const [name, organisation = ''] = [given.name.trim(), given.organisation?.trim()];
  const hidden = refuseHiddenLine('name', name) ?? refuseHiddenLine('organisation', organisation);
  if (hidden) return hidden;
  const id = services.ids.next();
  return arrange(services, user, journeyId, terms, ({ draft }) => {
    const fields = [
      ...faultsOfLine('name', name, 'Enter the name on one line of up to 100 characters'),
      ...faultsOfLine(
        'organisation',
        organisation || 'none',
        'Enter the organisation on one line of up to 100 characters',
      ),
      ...(helpsWith === 'gate' || isPathway(helpsWith)
        ? []
        : [{ field: 'helpsWith', problem: 'Choose a pathway, or the gate' }]),
    ];
    const [first] = fields;
    if (first) return refuse('VALIDATION_FAILED', first.problem, { fields });
    const broken = mayOffer(draft.journey);
    if (broken) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
    const on = draft.context.today;
    offer(draft, {
      id,
      revision: 1,
      role,
      name,
      helpsWith,
      state: 'OFFERED',
      on,
      ...(organisation !== '' && { organisation }),
    });
    return done({ mentor: id });
  });
}

/**
 * The person accepts or declines a mentor, the mentor comes to the gate or does not, or they stop.
 * @returns as {@link offerMentor}; NOT_FOUND also for a mentor that does not exist; RULE_REFUSED for a change that cannot
 * be right as things stand.
 */
export async function changeMentor(
  services: Services,
  user: User,
  journeyId: string,
  id: string,
  { change, reason }: GivenMentorChange,
  terms: Terms = {},
): Promise<Result<MentorArranged>> {
  const hidden = refuseHiddenText('reason', reason);
  if (hidden) return hidden;
  const why = reason === undefined || reason.trim() === '' ? undefined : reason.trim();
  return arrange(services, user, journeyId, terms, async (asked) => {
    const { draft } = asked;
    const mentor = (draft.journey.mentors ?? []).find((each) => each.id === id);
    if (mentor === undefined) return refuse('NOT_FOUND', 'There is no such mentor.');
    const broken = mayChange(mentor, change, draft.journey);
    if (broken) return refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
    if (change === 'STOPPED' && why === undefined) {
      const problem = 'Say why it stopped';
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'reason', problem }] });
    }
    const met = whoMeets(draft.journey);
    changeTo(draft, id, change, why);
    const meets = whoMeets(draft.journey);
    if (met !== meets) await askWhoMeets(asked, meets === undefined);
    return done({ mentor: id });
  });
}

/** The question who comes to the gate is answered by a mentor who does, and asked again when they do not. */
async function askWhoMeets({ draft, loadSteps, open }: Change, again: boolean): Promise<void> {
  const { cycle, releasedOn } = draft.journey;
  const key = stepKey(cycle, AT_THE_GATE);
  await loadSteps([key]);
  if (!again) settleStep(draft, key);
  else if (draft.step(key)?.state === 'DONE' && releasedOn === undefined) {
    draft.askAgainLater(key);
    await open({ kind: AT_THE_GATE });
  }
}

function arrange(
  services: Services,
  user: User,
  journeyId: string,
  terms: Terms,
  change: (change: Change) => Promise<Result<MentorArranged>> | Result<MentorArranged>,
): Promise<Result<MentorArranged>> {
  return changeFor(services, user, journeyId, { action: 'arrange-mentor' }, terms, (asked) =>
    asked.draft.journey.phase === 'closed'
      ? refuse('CONFLICT', 'The journey is closed, and nothing on it changes again.')
      : change(asked),
  );
}

function faultsOfLine(field: string, line: string, problem: string): readonly FieldProblem[] {
  return line === '' || line.length > LONGEST_NAME || /[\r\n]/.test(line) ? [{ field, problem }] : [];
}
