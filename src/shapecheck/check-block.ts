/** One stage of the walk: the call of a block, or of a stack that a block was given. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { BlockType, LayerStage, Stack } from '../parser/ast.ts';
import type { Block } from '../resolve/scope.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, numberOf } from '../shapes/dim.ts';
import { atLeast, decide } from '../shapes/obligation.ts';
import { typeText } from '../shapes/shape.ts';
import { cover, textOf } from '../text/source.ts';
import { type Entered, enterBlock } from './block-arguments.ts';
import type { Step } from './check-layer.ts';
import { type Context, type Flow, muted, report } from './context.ts';
import { NOTHING } from './flow.ts';
import { settle } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { settleOwed, useProof } from './owed.ts';
import { falseType, proofOf } from './prove-block.ts';
import { resized } from './resize.ts';
import { checkSequence } from './sequence.ts';
import { beginsWithBatch, bindUnknown, dimOf, statedDims } from './type-expr.ts';
import { UNKNOWN } from './unknown.ts';

/** Walks the body of a block with the arguments of a call. */
export function callBlock(node: LayerStage, block: Block, flow: Flow, context: Context): Step {
  const entered = context.world.circular.has(block.item) ? undefined : enterBlock(node, block, context);
  if (!entered) {
    context.run.broken = true;
    return broken(node, textOf(cover(node.name.span, node.args.span)), flow, assumedOutput(block, undefined), context);
  }
  const type = typeOf(block);
  if (!type) return walkBody(node, block, entered, flow, context);
  if (!flow.type) {
    bindUnknown(type.input, 'own', entered.inside);
    return broken(node, entered.text, flow, assumedOutput(block, entered.inside), context);
  }
  const proof = proofOf(block, type, context);
  const fits = matchInput(node, block, type, entered, flow, context);
  if (proof.kind === 'faulty') {
    context.run.broken = true;
    const after = assumedOutput(block, entered.inside);
    if (context.run.trial) return broken(node, entered.text, flow, after, context);
    return { stage: walkBody(node, block, quiet(entered), flow, context).stage, flow: after };
  }
  if (!fits) return broken(node, entered.text, flow, assumedOutput(block, entered.inside), context);
  if (proof.kind === 'proved' && isOfSizes(block, entered)) {
    const use = useProof(proof, flow.type, entered.inside);
    const holds = settleOwed(proof, use, { node, entered, flow }, context);
    // Inside another block's proof the stages are of no use, so that the cost does not grow with what a body calls.
    if (context.run.trial) return broken(node, entered.text, flow, use.flow, context);
    const step = walkBody(node, block, quiet(entered), flow, context);
    return holds ? step : broken(node, entered.text, flow, { ...step.flow, guessed: true }, context);
  }
  const step = walkBody(node, block, entered, flow, context);
  matchOutput(block, type, step.flow, entered.inside);
  return step;
}

/** A type that leaves the batch out was reported, and is not one. */
function typeOf({ item: { type } }: Block): BlockType | undefined {
  return type && beginsWithBatch(type.input) && beginsWithBatch(type.output) ? type : undefined;
}

function quiet(entered: Entered): Entered {
  return { ...entered, inside: muted(entered.inside) };
}

/** What a proof is about: every parameter a whole number of 1 or more. */
function isOfSizes({ item }: Block, { inside }: Entered): boolean {
  return item.params.every(({ name }) => {
    const val = inside.frame.names.get(name.text);
    return val?.kind === 'dim' && decide(atLeast(val.dim, constant(1)), inside.run.facts).verdict === 'proved';
  });
}

function walkBody(node: LayerStage, { item }: Block, { inside, text }: Entered, flow: Flow, context: Context): Step {
  const { stage, flow: after } = checkSequence(item.body, 'block', text, flow, { ...inside, path: context.path });
  return { stage: { ...stage, span: node.span }, flow: after };
}

function broken(node: LayerStage, text: string, flow: Flow, after: Flow, context: Context): Step {
  const base = { path: context.path, text, span: node.span, input: flow.type, output: after.type, assumed: true };
  return { stage: { ...base, kind: 'broken' }, flow: after };
}

/** The stated output after a mistake, as far as its dims are known. */
function assumedOutput(block: Block, inside: Context | undefined): Flow {
  const type = typeOf(block);
  if (!type || !inside) return NOTHING;
  const { int, of, dims } = type.output;
  const quietly = muted(inside);
  const known = dims.map((expr, axis) => (axis === 0 ? BATCH : (dimOf(expr, quietly) ?? UNKNOWN)));
  const vocab = int ? { vocab: (of && dimOf(of, quietly)) ?? UNKNOWN } : {};
  // A dim of 1 may have been kept on purpose by what could not be read.
  const kept = known.flatMap((dim, axis) => (numberOf(dim) === 1 ? [axis] : []));
  return { type: { dtype: int ? 'int' : 'float', dims: known, kept, ...vocab }, origins: [] };
}

/** Walks a stack that a block was given; its names, dims and taps are the caller's. */
export function callStack(node: LayerStage, stack: Stack, env: Context, flow: Flow, context: Context): Step {
  const { positionals, settings } = node.args;
  const extra = positionals[0] ?? settings.find(({ key }) => key.text !== 'name');
  if (extra) {
    const facts = { entry: node.name.text, takes: [], given: positionals.length + settings.length };
    const help = [`${node.name.text} is a stack that the caller of the block gives, as it is`];
    report(context, diagnostic('argument/too-many', extra.span, facts, { help }));
  }
  const { path, turns, ownTurns, calls, depth } = context;
  const inside: Context = { ...env, path, turns, ownTurns, calls, depth };
  const { stage, flow: after } = checkSequence(stack, 'block', node.name.text, flow, inside);
  return { stage: { ...stage, span: node.span, given: true }, flow: after };
}

/** Binds the symbols of the input's type; answers whether it fits. */
function matchInput(
  node: LayerStage,
  { item }: Block,
  type: BlockType,
  { inside, text }: Entered,
  flow: Flow,
  context: Context,
): boolean {
  if (!flow.type) return false;
  const facts = { block: item.name.text, takes: textOf(type.input.span), got: typeText(flow.type) };
  const wrong = (axis: number | undefined) => {
    const labels = [{ span: type.input.span, message: 'its type is stated here' }, ...originLabels(flow, axis)];
    const at = axis ?? (flow.type?.dims.length ?? 0) - 1;
    const wanted = axis === undefined ? undefined : stated?.find((dim) => dim.axis === axis)?.value;
    const fixes = resized(flow.origins[at], flow.type?.dims[at], wanted);
    const help = [`put before it what gives ${facts.takes}, or state another type for ${item.name.text}`];
    return diagnostic('shape/block-input', node.name.span, facts, { labels, help, fixes });
  };
  const stated = statedDims(type.input, flow.type, 'own', muted(inside));
  if (!stated) {
    bindUnknown(type.input, 'own', inside);
    if (!flow.guessed) report(context, wrong(undefined));
    return false;
  }
  const at = { stage: text, span: node.name.span };
  return stated.every(({ obligation, axis }) => settle({ obligation, at, refuted: () => wrong(axis) }, context));
}

/** At each use: the stated output against what this call gives. */
function matchOutput({ item }: Block, { output }: BlockType, after: Flow, inside: Context): void {
  const { type } = after;
  if (!type) return;
  const wrong = () => falseType(item, output, type, undefined);
  const stated = statedDims(output, type, 'none', inside);
  if (!stated) report(inside, wrong());
  const at = { stage: item.name.text, span: output.span };
  stated?.every(({ obligation }) => settle({ obligation, at, refuted: wrong }, inside));
}
