/** An HTTP request of the API or of a page, the same on AWS and locally. */
export interface Request {
  readonly method: string;
  /** As sent: the router decodes named parts. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when there is none. */
  readonly body: string;
}
