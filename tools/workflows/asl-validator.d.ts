/** The part of the package we use; it brings no types of its own. */
declare module 'asl-validator' {
  /** Checks a definition against the language's schema. Writes defaults into the definition it is given. */
  function validate(definition: object): {
    readonly isValid: boolean;
    readonly errorsText: (separator: string) => string;
  };
  export = validate;
}
