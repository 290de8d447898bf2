/** What the page of a code shows besides its words. The examples themselves are generated from test/diagnostics. */

export interface Example {
  readonly title: string;
  readonly source: string;
  /** What lies beside it. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What mm says about it; empty when it is silent. */
  readonly report: string;
}
