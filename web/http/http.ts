/** HTTP without a framework: what the API and the pages are given and answer, whatever carries it. */

export interface HttpRequest {
  readonly method: string;
  /** Decoded by nobody: parts are decoded where they are used. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when there is none. */
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}
