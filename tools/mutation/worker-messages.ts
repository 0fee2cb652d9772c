/** Paths are relative to the project. */
export type Job =
  | { readonly kind: 'cover'; readonly test: string }
  | {
      readonly kind: 'run';
      readonly file: string;
      /** The changed text of the file. */
      readonly source: string;
      /** In the order in which they run. */
      readonly tests: readonly string[];
    };

export type Answer =
  | { readonly kind: 'covered'; readonly passed: boolean; readonly ms: number; readonly files: CoveredFiles }
  | { readonly kind: 'ran'; readonly killedBy: string | null; readonly heapMb: number }
  | { readonly kind: 'broken'; readonly why: string };

/** By source file: the parts that ran, as [start, end) in UTF-16 offsets, in order and apart. */
export type CoveredFiles = Readonly<Record<string, readonly (readonly [number, number])[]>>;
