/** What the walk over a stack carries along: names in sight, the path, the calls around, and the run of the check itself. */
import type { Diagnostic, Label } from '../diagnostics/diagnostic.ts';
import type { BlockItem, LetItem, Stack } from '../parser/ast.ts';
import type { Need } from '../registry/rule.ts';
import type { Collector, Reporter } from '../resolve/reporter.ts';
import type { FileScope } from '../resolve/scope.ts';
import { factsOf, type Obligation, type Facts as ShapeFacts } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import { type Span, textOf } from '../text/source.ts';
import type { CheckedStage, CheckedWeight } from './checked.ts';
import { mayBeDeclaredWrong } from './declared-wrong.ts';
import { declarationOf, type Frame, innerFrame, type LocalVal, lookUp } from './frame.ts';
import type { ParamUses } from './param-uses.ts';
import type { Proof } from './prove-block.ts';
import { newTaps, type TapScope } from './taps.ts';
import { withWayOut } from './ways-out.ts';

/** One check of one model, or of one block by itself: what it has learnt so far. The only part that changes. */
export interface Run {
  /** What holds of the symbols: obligations that were met with, taken as given from there on. */
  facts: ShapeFacts;
  /** Obligations over the input's free symbols, in order. */
  readonly requires: Obligation[];
  /** By path, so that shared weights stand once. */
  readonly weights: Map<string, CheckedWeight>;
  readonly buffers: Map<string, CheckedWeight>;
  /** While a block is proved for all shapes; undefined for a model. */
  readonly trial: Trial | undefined;
  stages: number;
  taps: number;
  turns: number;
  broken: boolean;
  /** A limit was passed and said so: nothing more is unrolled. */
  full: boolean;
}

/** The check of a block over symbols. */
export interface Trial {
  /** What stays open: part of the block's type. */
  readonly owed: Owed[];
  /** Something needs to be known that is not: the block is checked at each use. */
  gaveUp: boolean;
}

/** An obligation of a block, with the stage in its body that needs it. */
export interface Owed {
  readonly obligation: Obligation;
  readonly stage: string;
  readonly span: Span;
  readonly need: Need | undefined;
}

/** Everything that stays the same over a whole file. */
export interface World {
  readonly collector: Collector;
  /** For limits, which are reported where nothing else is. */
  readonly loud: Collector;
  /** Dims that the data or the input names: T, V. They hide nothing and are hidden by locals. */
  readonly dims: ReadonlyMap<string, LocalVal>;
  /** The data or input could not be read, so dims that it would name are not known. */
  readonly lacksDims: boolean;
  /** Values of constants, worked out once. */
  readonly constants: Map<LetItem, LocalVal>;
  /** Blocks checked for all shapes. */
  readonly proofs: Map<BlockItem, Proof>;
  /** Stages that proofs have walked: they share one limit, so that a file of many blocks is checked in good time. */
  readonly effort: { stages: number };
  /** What blocks use their parameters as. */
  readonly uses: ParamUses;
  /** Names that stand for misspelt ones. */
  readonly meant: Set<string>;
  /** Blocks that use themselves, which was reported. */
  readonly circular: ReadonlySet<BlockItem>;
  /** Walks a stack in a frame of its own. */
  readonly walk: (stack: Stack, flow: Flow, context: Context) => Walked;
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
  /** Where the size itself stands, so that another one may be written: the 8 of `x[8]` or of `linear 8`. */
  readonly size?: Span;
  /** The setting that decides the dim, for help such as "use context=8". */
  readonly setting?: OriginSetting;
}

export interface OriginSetting {
  readonly name: string;
  readonly value: number;
  /** The largest value that works. */
  readonly most: number | undefined;
  /** How many of it make one of the dim: 2 after `flatten 2`. */
  readonly per: number;
}

export interface Context {
  readonly world: World;
  readonly run: Run;
  readonly scope: FileScope;
  readonly frame: Frame;
  readonly taps: TapScope;
  /** Ids of the turns of repeats around, outermost first. */
  readonly turns: readonly number[];
  /** Those of them that have weights of their own. */
  readonly ownTurns: readonly number[];
  readonly path: string;
  /** The calls of blocks around, outermost first. */
  readonly calls: readonly CallSite[];
  /** How many stacks stand around, calls counted. */
  readonly depth: number;
  /** The outermost repeat around: where a model that grows too large is reported. */
  readonly unrolled?: Span | undefined;
}

export interface CallSite {
  readonly block: string;
  /** Undefined where the block is checked by itself. */
  readonly span: Span | undefined;
  readonly item: BlockItem;
  /** Where the argument of each parameter stands; a default has none, nor has a block that is checked by itself. */
  readonly given?: ReadonlyMap<string, Span>;
}

/** What flows between stages: a type, and for each dim where it comes from. No type after a mistake without a guess. */
export interface Flow {
  readonly type: TensorType | undefined;
  readonly origins: readonly (Origin | undefined)[];
  /** Follows from a guess after a mistake: its rank, and whether it is numbers, prove nothing. */
  readonly guessed?: boolean;
}

/** Reports a mistake in a stack, with the calls that lead to it. */
export function report(context: Context, diagnostic: Diagnostic): void {
  context.run.broken = true;
  const calls = context.calls.slice(-2).reverse();
  const labels = calls.flatMap(({ block, span }) => (span ? [{ span, message: `${block} is called here` }] : []));
  const declared = declaredBy(diagnostic, context);
  const all = [...diagnostic.labels, ...declared, ...labels];
  const isName = diagnostic.code === 'name/unknown' || diagnostic.code === 'name/unknown-layer';
  const told = isName ? mayBeDeclaredWrong(diagnostic, declared[0]?.span) : diagnostic;
  context.world.collector.report(withWayOut({ ...told, labels: all }));
}

/** What the label at the declaration of a name says of it. */
export const DECLARED = ' is declared here';

/** Where the constant is declared that a wrong argument is, or the name that an unknown one was most likely meant to be. */
function declaredBy({ code, span, args }: Diagnostic, { scope, calls, frame }: Context): Label[] {
  const isName = code.startsWith('name/unknown') || code === 'item/sweep-key';
  const isDivisor = (name: string) => {
    const value = lookUp(frame, name) ? undefined : scope.constants.get(name)?.item.value;
    return value?.kind === 'number' && 'divisor' in args && `${value.value}` === args.divisor;
  };
  const inStage = code.startsWith('argument/') || code === 'shape/not-divisible' ? namesIn(span) : [];
  const written = code === 'shape/not-divisible' ? inStage.filter(isDivisor) : inStage;
  const names = isName && 'near' in args ? args.near.slice(0, 1) : written.flatMap((name) => throughCall(name, calls));
  const params = new Map(calls.flatMap(({ item }) => item.params.map(({ name }) => [name.text, name.span])));
  const places = names.flatMap((name) => {
    const local = declarationOf(frame, name) ?? (isName ? params.get(name) : undefined);
    const global = lookUp(frame, name)
      ? undefined
      : (scope.constants.get(name) ?? scope.blocks.get(name))?.item.name.span;
    const place = local ?? global;
    return place?.source === span.source ? [{ span: place, message: `${name}${DECLARED}` }] : [];
  });
  return places.slice(0, 1);
}

/** What a parameter stands for: the names in the argument of the call, or itself where its default holds. */
function throughCall(name: string, calls: readonly CallSite[]): readonly string[] {
  const site = calls.at(-1);
  const given = site?.given?.get(name);
  return given ? namesIn(given) : [name];
}

/** The names in an expression. */
function namesIn(span: Span): readonly string[] {
  return textOf(span).match(/[A-Za-z_]\w*/g) ?? [];
}

/** Reports, once for a run, that a model grows beyond what mm follows; nothing more of it is unrolled. */
export function reportLimit(context: Context, diagnostic: Diagnostic): void {
  const { run, world } = context;
  if (!run.full) report({ ...context, world: { ...world, collector: world.loud } }, diagnostic);
  run.full = true;
}

/** What the binding of arguments reports to. */
export function reporterOf(context: Context): Reporter {
  return { report: (found) => report(context, found) };
}

/** In a check over symbols: the answer hangs on something that only a use can tell. */
export function giveUp(context: Context): void {
  if (context.run.trial) context.run.trial.gaveUp = true;
}

/** The context for what must not be reported: a guess after a mistake, or the body of a block that was proved. */
export function muted(context: Context): Context {
  return { ...context, world: { ...context.world, collector: silent } };
}

const silent: Collector = { report: () => {}, diagnostics: [], errors: () => 0 };

/** The run of a model, or with `trial` of a block by itself. */
export function newRun(trial?: Trial): Run {
  return {
    facts: factsOf([]),
    requires: [],
    weights: new Map(),
    buffers: new Map(),
    trial,
    stages: 0,
    taps: 0,
    turns: 0,
    broken: false,
    full: false,
  };
}

/** The context at the top of a file, of a model or of a block by itself. */
export function newContext(world: World, scope: FileScope, run: Run): Context {
  const frame = innerFrame(undefined);
  return { world, run, scope, frame, taps: newTaps(), turns: [], ownTurns: [], path: '', calls: [], depth: 0 };
}
