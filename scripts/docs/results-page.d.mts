/** The types of results-page.mjs. */
interface Losses {
  readonly train: number;
  readonly val: number;
}

/** The page about what was published and what was recorded, as Markdown. */
export function resultsPage(published: object, recorded: object): string;

/** How far the losses of a run are from those published. */
export function differences(stage: { readonly published: Losses }, result: Losses): readonly number[];
