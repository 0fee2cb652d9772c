/** Asks the reconciler for a run soon. Nobody waits for the result. */
export interface Reconciler {
  /** Everything, or only this journey with all its tokens. @throws EngineUnavailableError */
  ask(journeyId?: string): Promise<void>;
}
