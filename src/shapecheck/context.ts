/** What the walk over a stack carries along: names in sight, the path, the calls around, and the run of the check itself. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { BlockItem, Stack } from '../parser/ast.ts';
import type { Collector } from '../resolve/reporter.ts';
import type { FileScope } from '../resolve/scope.ts';
import type { Obligation, Facts as ShapeFacts } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { CheckedStage, CheckedWeight } from './checked.ts';
import type { Frame, LocalVal } from './frame.ts';
import type { TapScope } from './taps.ts';

/** One check of one model, or of one block by itself: what it has learnt so far. The only part that changes. */
export interface Run {
  /** What holds of the symbols: obligations that were met with, taken as given from there on. */
  facts: ShapeFacts;
  /** Obligations over the input's free symbols, in order. */
  readonly requires: Obligation[];
  /** By path, so that shared weights stand once. */
  readonly weights: Map<string, CheckedWeight>;
  readonly buffers: Map<string, CheckedWeight>;
  stages: number;
  taps: number;
  turns: number;
  broken: boolean;
}

/** Everything that stays the same over a whole file. */
export interface World {
  readonly collector: Collector;
  /** Dims that the data or the input names: T, V. They hide nothing and are hidden by locals. */
  readonly dims: ReadonlyMap<string, LocalVal>;
  /** Values of constants, worked out once; undefined while one is being worked out. */
  readonly constants: Map<string, LocalVal | undefined>;
  /** Values that take the place of constants: `--set d=256`. */
  readonly overrides: ReadonlyMap<string, LocalVal>;
  /** Walks a stack in a frame of its own. */
  readonly walk: (stack: Stack, flow: Flow, context: Context) => Walked;
  /** Blocks that something uses. */
  readonly used: Set<BlockItem>;
  /** Where dims come from, for labels: `T` is said at the `data` item. */
  readonly origins: ReadonlyMap<string, Origin>;
}

export interface Walked {
  readonly stages: readonly CheckedStage[];
  readonly flow: Flow;
}

/** Where a dim of the flow comes from. */
export interface Origin {
  readonly span: Span;
  /** `T = 7 comes from here`. */
  readonly message: string;
  /** The setting that decides the dim, for help such as "use context=8". */
  readonly setting?: { readonly name: string; readonly value: number; readonly most: number | undefined };
}

export interface Context {
  readonly world: World;
  readonly run: Run;
  readonly scope: FileScope;
  readonly frame: Frame;
  readonly taps: TapScope;
  /** Ids of the turns of repeats around, outermost first. */
  readonly turns: readonly number[];
  readonly path: string;
  /** The calls of blocks around, outermost first. */
  readonly calls: readonly CallSite[];
  /** Inside a block whose stated type was proved for all shapes: nothing more to say there. */
  readonly muted: boolean;
}

export interface CallSite {
  readonly block: string;
  readonly span: Span;
  readonly item: BlockItem;
}

/** What flows between stages: a type, and for each dim where it comes from. No type after a mistake without a guess. */
export interface Flow {
  readonly type: TensorType | undefined;
  readonly origins: readonly (Origin | undefined)[];
}

/** Reports a mistake in a stack, with the calls that lead to it. */
export function report(context: Context, diagnostic: Diagnostic): void {
  context.run.broken = true;
  if (context.muted) return;
  const calls = context.calls
    .slice(-2)
    .reverse()
    .map(({ block, span }) => ({ span, message: `${block} is called here` }));
  context.world.collector.report({ ...diagnostic, labels: [...diagnostic.labels, ...calls] });
}

export function newRun(facts: ShapeFacts): Run {
  return {
    facts,
    requires: [],
    weights: new Map(),
    buffers: new Map(),
    stages: 0,
    taps: 0,
    turns: 0,
    broken: false,
  };
}
