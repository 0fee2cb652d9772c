/** Files that still have phrases of the list. It only gets shorter. */
export const ALLOWED_FILES: readonly string[] = [];
