/** The data of law and policy is at fault. The message has a line for each fault, with the file and the item. */
export class LegislationError extends Error {
  override readonly name = 'LegislationError';
}
