/** Something a person puts right: said in one plain line, without a stack. */
export class EmulatorTrouble extends Error {}
