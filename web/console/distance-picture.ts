import { formatShortDate } from './formats.ts';
import { DISTANCE_NAMES } from '../../domain/pathways/community/distance.ts';
import { DISTANCES, type DistancePoint } from '../../domain/pathways/community/data.ts';

const WIDTH = 600;
const HEIGHT = 220;
const MARGIN = 30;
const MOST = 10;

export interface DistancePicture {
  readonly viewBox: string;
  readonly baseline: number;
  readonly left: number;
  readonly right: number;
  readonly grid: readonly { readonly y: number; readonly score: number }[];
  readonly line: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly overall: number }[];
}

/** The person's own score over time, drawn without a script; undefined while there is nothing to compare. */
export function distancePicture(points: readonly DistancePoint[] = []): DistancePicture | undefined {
  if (points.length < 2) return undefined;
  const first = dayNumber(points[0]);
  const span = Math.max(1, dayNumber(points.at(-1)) - first);
  const x = (point: DistancePoint): number =>
    Math.round(MARGIN + ((dayNumber(point) - first) / span) * (WIDTH - 2 * MARGIN));
  const drawn = points.map((point) => ({ x: x(point), y: heightOf(point.overall), overall: point.overall }));
  return {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    baseline: heightOf(0),
    left: MARGIN,
    right: WIDTH - MARGIN,
    grid: [0, 5, MOST].map((score) => ({ y: heightOf(score), score })),
    line: drawn.map((point) => `${point.x},${point.y}`).join(' '),
    points: drawn,
  };
}

/** The same in a table, with each strand and the person's words, for everybody who does not see the picture. */
export function distanceRows(points: readonly DistancePoint[] = []) {
  return points.toReversed().map(({ on, overall, scores, words, goal }) => ({
    on: formatShortDate(on),
    overall,
    strands: DISTANCES.flatMap((name) =>
      scores[name] === undefined ? [] : [`${DISTANCE_NAMES[name]}: ${scores[name]}`],
    ),
    words,
    goal,
  }));
}

function heightOf(score: number): number {
  return Math.round(HEIGHT - MARGIN - (score / MOST) * (HEIGHT - 2 * MARGIN));
}

function dayNumber(point: DistancePoint | undefined): number {
  return point === undefined ? 0 : Date.parse(point.on) / 86_400_000;
}
