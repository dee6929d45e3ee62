/** A change of one source file: an exact text that must occur once, and its replacement. */
export interface Patch {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}
