import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { OpenStepView } from '../../application/queries/journey-views.ts';
import { comesAfterRelease } from '../../domain/journey/after-release.ts';
import { describeStep } from '../../domain/journey/describe.ts';
import { describeCause } from '../../domain/pathways/incidents/cause.ts';
import { APPROVED_BY } from '../../domain/journey/proposals.ts';
import type { LastingFigures } from '../../domain/law/figures.ts';
import { isPathway, PATHWAY_ENTRIES, stepEntry } from '../../domain/pathways/catalogue.ts';
import type { SignedInRequest } from './page-request.ts';
import { formatCount } from './formats.ts';
import { readerNames } from './reader-names.ts';
import { stepAddress } from './step-address.ts';
import { whatNext } from './what-next.ts';

/** What the reader may do on pages where a step is answered that has no form of its own. */
interface MayAnswer {
  readonly decide: boolean;
  readonly changeDate: boolean;
  readonly release: boolean;
  readonly recordReturn: boolean;
}

interface ShownStep extends OpenStepView {
  readonly sentence: string;
  /** What happens if nobody answers, beside its being overdue. */
  readonly next: string | undefined;
  readonly causeWords?: string;
  /** Where the reader answers it. */
  readonly answer?: { readonly text: string; readonly href: string };
}

interface StepGroup {
  readonly name: string;
  readonly steps: readonly ShownStep[];
}

interface OpenSteps {
  readonly summary: string;
  /** What is overdue, then each pathway: the group and the step due soonest first. */
  readonly groups: readonly StepGroup[];
  /** Steps that wait for a day or an event, and for nobody. */
  readonly waits: readonly ShownStep[];
  /** Steps that release ends before their day comes. */
  readonly ifReleaseMoves: readonly ShownStep[];
}

/** The open steps of a journey, as its page lists them. */
export function openSteps(
  request: Pick<SignedInRequest, 'names' | 'today' | 'user'>,
  journey: JourneyView,
  figures: LastingFigures,
  may: MayAnswer,
): OpenSteps {
  const names = readerNames(request);
  const shown = journey.steps
    .map((step) => ({
      ...step,
      sentence: describeStep(step, figures, names),
      next: whatNext(step, journey, request.today, names),
      ...(step.cause !== undefined && { causeWords: describeCause(step.cause) }),
      ...answerOf(step, journey, may),
    }))
    .toSorted(sooner);
  const ifReleaseMoves = shown.filter(
    ({ kind, state, opensOn }) => state === 'SCHEDULED' && comesAfterRelease(kind, opensOn, journey),
  );
  const asked = shown.filter(
    (step) => step.waitsFor !== 'date' && step.waitsFor !== 'event' && !ifReleaseMoves.includes(step),
  );
  const late = asked.filter(({ overdue }) => overdue);
  return {
    summary: summaryOf(asked),
    groups: [
      ...(late.length > 0 ? [{ name: 'Overdue', steps: late }] : []),
      ...Array.from(
        Map.groupBy(
          asked.filter(({ overdue }) => !overdue),
          groupOf,
        ),
        ([name, steps]) => ({ name, steps }),
      ),
    ],
    waits: shown.filter((step) => !asked.includes(step) && !ifReleaseMoves.includes(step)),
    ifReleaseMoves,
  };
}

/** "3 steps are open, 1 overdue. 5 come later. You can answer 4 now." */
function summaryOf(asked: readonly ShownStep[]): string {
  if (asked.length === 0) return 'Nobody is asked for anything now.';
  const open = asked.filter(({ state }) => state === 'OPEN').length;
  const late = asked.filter(({ overdue }) => overdue).length;
  const later = asked.length - open;
  const mine = asked.filter(({ answer }) => answer !== undefined).length;
  const [noun, nouns] = open === 0 ? ['step ', 'steps '] : ['', ''];
  return [
    ...(open > 0 ? [formatCount(open, 'step is open', 'steps are open') + overdueWords(late, open)] : []),
    ...(later > 0 ? [formatCount(later, `${noun}comes later`, `${nouns}come later`)] : []),
    mine === 0 ? 'None is for you to answer now' : `You can answer ${mine} now`,
  ]
    .join('. ')
    .concat('.');
}

function overdueWords(late: number, open: number): string {
  if (late === 0) return '';
  return late === open ? ' and overdue' : `, ${late} overdue`;
}

/** Steps with no deadline come last. */
function sooner(a: OpenStepView, b: OpenStepView): number {
  return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
}

function groupOf({ pathway }: OpenStepView): string {
  return pathway !== undefined && isPathway(pathway)
    ? PATHWAY_ENTRIES[pathway].name
    : 'Release and supervision';
}

function answerOf(
  step: OpenStepView,
  { id, proposals }: JourneyView,
  may: MayAnswer,
): Pick<ShownStep, 'answer'> {
  const proposal = proposals.find(({ kind, mayDecide }) => mayDecide && APPROVED_BY[kind] === step.kind);
  if (proposal !== undefined)
    return {
      answer: { text: 'Approve or decline', href: `/journeys/${id}/proposals/${proposal.id}` },
    };
  const text = answerText(step, may);
  return text === undefined ? {} : { answer: { text, href: stepAddress(id, step) } };
}

function answerText(
  { kind, state, mayComplete, outcomes }: OpenStepView,
  may: MayAnswer,
): string | undefined {
  switch (stepEntry(kind).answeredOn) {
    case 'release':
      return may.release && state === 'OPEN' ? 'Record the release' : undefined;
    case 'return-to-custody':
      return may.recordReturn ? 'Record where the person is' : undefined;
    case 'release-date':
      return may.changeDate ? 'Record the date' : undefined;
    case 'release-day':
      return may.decide ? 'Decide the release day' : undefined;
    default:
      return mayComplete && outcomes.length > 0 ? 'Record the answer' : undefined;
  }
}
