import type { PendingSignIn } from '../../application/ports/identity.ts';
import type { Services } from '../../application/services.ts';
import type { User } from '../../domain/access/user.ts';
import type { Names } from '../../domain/journey/words.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Params, RoutePath } from '../http/router.ts';
import type { PageResponse } from './page-response.ts';
import type { ClockControls } from './clock-controls.ts';
import type { Directory } from './directory.ts';
import type { LocalInbox } from './local-inbox.ts';

/** A request for a page, by a user or before sign-in. */
export interface PageRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fields of a posted form; empty on GET. */
  readonly form: URLSearchParams;
  /** The named parts of the path, such as `id`. */
  readonly params: Params;
  readonly services: Services;
  readonly directory: Directory;
  readonly clockControls?: ClockControls;
  readonly localInbox?: LocalInbox;
  /** The sign-in that this browser has begun at an identity provider. */
  readonly pendingSignIn?: PendingSignIn;
  /** The page to open when that sign-in is complete. */
  readonly returnTo?: string;
  /** Today in London, by the product's clock. */
  readonly today: IsoDate;
}

/** A request by a signed-in user. */
export interface SignedInRequest extends PageRequest {
  readonly user: User;
  readonly names: Names;
}

export type PageHandler = (request: SignedInRequest) => Promise<PageResponse>;
export type OpenPageHandler = (request: PageRequest) => Promise<PageResponse>;

/** `signedIn: false` marks the pages for people who have not signed in. */
export type PageRoute = RoutePath &
  (
    | { readonly signedIn?: true; readonly handle: PageHandler }
    | { readonly signedIn: false; readonly handle: OpenPageHandler }
  );
