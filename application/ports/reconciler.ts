/** Has the engine held against the record soon, by whatever does it each hour. Nobody waits for what comes of it. */
export interface Reconciler {
  /** Everything; or only this journey, which is then looked at whole. @throws EngineUnavailableError */
  ask(journeyId?: string): Promise<void>;
}
