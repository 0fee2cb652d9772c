import type { PendingSignIn } from '../../application/ports/identity.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import type { Names } from '../../domain/journey/words.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Answer } from './answer.ts';
import type { ClockControls } from './clock-controls.ts';
import type { Directory } from './directory.ts';

/** One request of someone, signed in or not, as a page's handler sees it. */
export interface Visit {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fields of a posted form; empty on GET. */
  readonly form: URLSearchParams;
  /** The parts of the path that the route names, such as `id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly services: Services;
  readonly directory: Directory;
  readonly clockControls?: ClockControls;
  /** The sign-in this browser has begun elsewhere. */
  readonly pendingSignIn?: PendingSignIn;
  /** Today in London, by the product's clock. */
  readonly today: IsoDate;
}

/** A visit by someone who has signed in. */
export interface UserVisit extends Visit {
  readonly user: User;
  readonly names: Names;
}

export type Handler = (visit: UserVisit) => Promise<Answer>;
export type OpenHandler = (visit: Visit) => Promise<Answer>;

/** `signedIn: false` marks the few pages for people who have not signed in. */
export type Route =
  | {
      readonly method: 'GET' | 'POST';
      readonly path: string;
      readonly signedIn?: true;
      readonly handle: Handler;
    }
  | {
      readonly method: 'GET' | 'POST';
      readonly path: string;
      readonly signedIn: false;
      readonly handle: OpenHandler;
    };
