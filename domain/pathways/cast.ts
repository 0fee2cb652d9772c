/** The people and places of a scripted journey. */
export interface Cast {
  readonly pom: string;
  readonly com: string;
  readonly deputy?: string | undefined;
  /** For a child: named in place of the community offender manager. */
  readonly yot?: string | undefined;
  /** Local housing authorities in the person's order of choice. */
  readonly authorities: readonly string[];
}
