/** What is wrong with a file of another format than the one it is read as. */

export interface FormatProblem {
  readonly kind: 'format';
  /** What the file should be, with its article. */
  readonly format: string;
  /** The rest of a sentence about the file. */
  readonly why: string;
}
