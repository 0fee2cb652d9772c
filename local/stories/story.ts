import type { NewJourney } from '../../application/begin-journey.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { SamplePrison } from '../sample/staff.ts';
import type { Part } from '../play.ts';
import type { Act } from './acts.ts';
import type { Scene } from './scene.ts';

/**
 * One person's journey, as `npm run demo` shows it. Officers and agencies do their usual work; the story says only what
 * happens otherwise, and what must be so on the way and at the end.
 */
export interface Story {
  /** One sentence for the list of stories. */
  readonly about: string;
  /** The day on which the journey is recorded. */
  readonly begins: IsoDate;
  readonly person: Pick<
    NewJourney,
    'firstName' | 'lastName' | 'sex' | 'sentence' | 'release' | 'dates' | 'officers'
  > &
    Partial<Pick<NewJourney, 'dateOfBirth'>> & {
      readonly prison: SamplePrison;
      readonly region: string;
    };
  /** What officers do otherwise than usual. */
  readonly part?: Partial<Part>;
  /** In order. */
  readonly days?: readonly StoryDay[];
  /** What must be so when nothing more is due. */
  readonly ends: MustBeSo;
}

/** Something happens on a day at ten in the morning, or something must be so by then, or both. */
export interface StoryDay {
  readonly on: IsoDate;
  readonly does?: readonly Act[];
  readonly then?: MustBeSo;
}

/** Each fact in a sentence, and whether it is so. `before` is the last time that the story was looked at. */
export type MustBeSo = Readonly<Record<string, (now: Scene, before: Scene) => boolean>>;
