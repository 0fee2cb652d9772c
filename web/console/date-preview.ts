import { capitalised } from '../../domain/law/capitalised.ts';
import type { DatePreview, MovedView } from '../../application/queries/preview-release-date.ts';
import { describeWaitsFor, headed, type Names } from '../../domain/journey/words.ts';
import { dateTypeTitle } from '../../domain/law/date-type-names.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { daysBetween, type IsoDate } from '../../domain/law/time.ts';
import type { JourneyDay, MovedDay } from '../../domain/journey/moved-by-date.ts';
import { formatCount } from './formats.ts';
import { PHASES } from './journey-words.ts';

/** One line of a table: what moves, and its day now and then. */
interface MoveRow {
  readonly what: string;
  readonly who?: string;
  readonly was: string;
  readonly now: string;
}

/** What recording a date would do, for a page. */
export interface PreviewWords {
  readonly sentences: readonly string[];
  readonly tables: readonly { readonly caption: string; readonly rows: readonly MoveRow[] }[];
}

const RECORDED_LATER =
  'A governor must approve this date before it is recorded. What follows would change then.';
const REMOVED_LATER =
  'Release would be earlier, so a governor must approve the removal. What follows would change then.';

/** A preview in sentences and tables; a refusal is one sentence. */
export function previewWords(
  preview: DatePreview,
  { names, today }: { readonly names: Names; readonly today: IsoDate },
  does: 'record' | 'remove' = 'record',
): PreviewWords {
  switch (preview.outcome) {
    case 'NO_CHANGE':
      return { sentences: ['This date is recorded already. Nothing would change.'], tables: [] };
    case 'WOULD_BE_REFUSED':
      return { sentences: [`This date would be refused. ${preview.refusal.detail}`], tables: [] };
    case 'WOULD_BE_RECORDED':
    case 'WOULD_NEED_APPROVAL': {
      const { moved } = preview;
      const tables = tablesOf(moved, names, today);
      const changes = tables.reduce((count, { rows }) => count + rows.length, 0);
      const listed = formatCount(changes, 'change is', 'changes are');
      const approval =
        preview.outcome === 'WOULD_NEED_APPROVAL' ? [does === 'record' ? RECORDED_LATER : REMOVED_LATER] : [];
      const captioned = tables.map(({ title, rows }) => ({ caption: `${title} (${rows.length})`, rows }));
      return {
        sentences: [
          ...approval,
          ...sentencesOf(moved),
          changes === 0 ? 'No day would move.' : `${listed} listed below.`,
        ],
        tables: captioned,
      };
    }
  }
}

function sentencesOf(moved: MovedView): readonly string[] {
  const inForce = moved.days.find(({ day }) => day === 'IN_FORCE');
  return [
    ...(inForce === undefined ? [] : [...moved.explanation, countedFrom(inForce)]),
    ...(moved.voidedDecision === undefined
      ? []
      : [`The decision on the release day would become void. It was for ${sayDate(moved.voidedDecision)}.`]),
    ...(moved.decisionNeeded === true && inForce !== undefined
      ? ['The governor would be asked to decide the release day.']
      : []),
    ...(moved.phase === undefined
      ? []
      : [`The phase would change from ${PHASES[moved.phase.was]} to ${PHASES[moved.phase.now]}.`]),
  ];
}

function countedFrom({ was, now }: MovedDay): string {
  if (now === undefined) return 'There would be no release date, and no deadline would be counted from one.';
  if (was === undefined)
    return `Deadlines would be counted from ${sayDate(now)}. There is no release date now.`;
  const days = daysBetween(was, now);
  const far = `${formatCount(Math.abs(days), 'day', 'days')} ${days > 0 ? 'later' : 'earlier'} than now`;
  return `Deadlines would be counted from ${sayDate(now)}, ${far}.`;
}

const DAYS: Readonly<Record<JourneyDay, string>> = {
  GIVEN: 'Release date as given',
  STATUTORY: 'Friday check: date set by law',
  PROPOSED: 'Friday check: proposed release date',
  EARLIEST: 'Friday check: earliest day permitted',
  IN_FORCE: 'Release date in force',
  SUPERVISION_ENDS: 'Supervision ends',
  INTERVIEW: 'Jobcentre interview',
};

const PLACES: Readonly<Record<MovedView['places'][number]['kind'], string>> = {
  SETTLED: 'Home',
  TRANSIENT: 'Temporary address',
  CAS1: 'Approved premises (CAS1)',
  CAS3: 'Community accommodation (CAS3)',
};

interface Table {
  readonly title: string;
  readonly rows: readonly MoveRow[];
}

function tablesOf(moved: MovedView, names: Names, today: IsoDate): readonly Table[] {
  const tables: readonly Table[] = [
    {
      title: 'Dates',
      rows: [
        ...moved.sentenceDates.map(({ dateType, ...day }) =>
          row(dateTypeTitle(dateType), day, { was: 'Not recorded', now: 'Removed' }),
        ),
        ...moved.days.map(({ day, ...days }) =>
          row(DAYS[day], days, {
            was: 'None',
            now: day === 'INTERVIEW' ? 'To be booked again' : 'None',
          }),
        ),
      ],
    },
    {
      title: 'Steps',
      rows: moved.steps.flatMap((step) => {
        // The question about the old date ends, and the one about the new date follows.
        const about = step.kind === 'release-day-decision' && moved.decisionNeeded === true;
        return stepRows(step, names, today, about ? 'Asked again' : 'Ends');
      }),
    },
    {
      title: 'Days on which work opens or ends by itself',
      rows: moved.windows.flatMap((step) => stepRows(step, names, today)),
    },
    {
      title: 'Places to stay',
      rows: moved.places.flatMap(({ kind, firstNight, lastNight }) => [
        ...(firstNight ? [row(`${PLACES[kind]}: first night`, firstNight)] : []),
        ...(lastNight ? [row(`${PLACES[kind]}: last night`, lastNight)] : []),
      ]),
    },
    {
      title: 'Referrals',
      rows: moved.referrals.map(({ serviceName, agency, releaseDate }) =>
        row(`${capitalised(serviceName)}, ${agency}: release date`, releaseDate),
      ),
    },
    {
      title: 'Messages to agencies',
      rows: moved.messages.map(({ agency, referralId }) => ({
        what: messageAbout(moved.referrals.find(({ id }) => id === referralId)?.serviceName, agency),
        was: 'No message',
        now: 'A message that the release date has changed',
      })),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** An agency may have several referrals, and a message about each. */
function messageAbout(serviceName: string | undefined, agency: string): string {
  return serviceName === undefined ? agency : `${capitalised(serviceName)}, ${agency}`;
}

function stepRows(
  step: MovedView['steps'][number],
  names: Names,
  today: IsoDate,
  ended = 'Ends',
): readonly MoveRow[] {
  const { title: what, move, opensOn, dueOn, waitsFor } = step;
  const asked = describeWaitsFor(waitsFor, names);
  const who = waitsFor === 'date' || waitsFor === 'event' ? {} : { who: capitalised(asked) };
  switch (move) {
    case 'ENDED':
      return [{ what, ...who, was: said(dueOn?.was ?? opensOn?.was, 'Open'), now: ended }];
    case 'OPENED':
      return [{ what, ...who, was: 'Not open', now: said(dueOn?.now ?? opensOn?.now, 'Opens') }];
    case 'ASKED_AGAIN':
      return [{ what, ...who, was: 'Answered', now: 'Asked again' }];
    case 'MOVED': {
      const stillOpen = (opensOn?.was ?? '9') <= today && (opensOn?.now ?? '9') <= today;
      return [
        ...(opensOn && !stillOpen
          ? [{ ...row(waitsFor === 'date' ? what : headed(what, 'opens'), opensOn), ...who }]
          : []),
        ...(dueOn ? [{ ...row(headed(what, 'due'), dueOn), ...who }] : []),
      ];
    }
  }
}

function row(what: string, { was, now }: MovedDay, none = { was: 'None', now: 'None' }): MoveRow {
  return { what, was: said(was, none.was), now: said(now, none.now) };
}

function said(day: IsoDate | undefined, otherwise: string): string {
  return day === undefined ? otherwise : sayDate(day);
}
