/** An error that a person can repair: printed as one plain line, without a stack trace. */
export class EmulatorError extends Error {}
