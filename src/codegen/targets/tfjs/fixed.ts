/** The fixed parts of a program: text made from the modules of program/tfjs when mm is built. */

/** A declaration at the top level of a program. */
export interface Part {
  readonly name: string;
  /** Names that it may refer to: other parts, and what packages export. */
  readonly uses: readonly string[];
  /** With its comment, without `export`. */
  readonly text: string;
}

/** A module of program/tfjs. */
export interface FixedFile {
  /** The sentence at its head. */
  readonly about: string;
  readonly ts: readonly Part[];
  readonly js: readonly Part[];
}

export interface Fixed {
  readonly files: Readonly<Record<string, FixedFile>>;
  /** The package of each name that is imported. */
  readonly externals: Readonly<Record<string, string>>;
}
