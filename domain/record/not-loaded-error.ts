/** A rule asked for a stored row that its command had not loaded: a bug in what the command loads, never "there is none". */
export class NotLoadedError extends Error {
  constructor(row: 'step' | 'referral', id: string, journeyId: string) {
    super(`The ${row} ${id} of the journey ${journeyId} was not loaded before a rule asked for it.`);
    this.name = 'NotLoadedError';
  }
}
