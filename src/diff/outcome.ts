/** What a run has come to, where a run is compared. */
export interface RunOutcome {
  /** Steps done, and those that it was to do; undefined where its spec does not say. */
  readonly steps: number;
  readonly asked: number | undefined;
  /** Losses over all data at the end; undefined for a run that did not come to it. */
  readonly train: number | undefined;
  readonly validation: number | undefined;
  /** The loss of its last step; undefined before the first one. Null where it was no number. */
  readonly last: number | null | undefined;
}
