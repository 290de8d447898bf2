/** Layers whose weights all start with the same number, so that their outputs are alike, or nothing reaches them on the way back. */
import { roleOf } from '../analyses/role.ts';
import { madeBy, type Past, takenBy } from '../analyses/wiring.ts';
import { type Diagnostic, diagnostic, type Fix, type Label, replace } from '../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';
import { defaultFor, named, placeOf, type Sight, sightOf } from './habits/sight.ts';
import { argumentOf, withoutArgument } from './habits/written.ts';
import type { Lowered } from './lowered.ts';

/** One report for each model, at the first of its layers that start so. */
export function alikeReports(spec: CheckedSpec, models: readonly Lowered[]): Diagnostic[] {
  return models.flatMap((model) => {
    const start = startOf(model, spec);
    const found = model.graph.nodes.flatMap((node) => {
      const why = isHead(node, start) ? undefined : reasonOf(node, start);
      return why ? [{ node, why }] : [];
    });
    const [first, ...others] = found;
    return first ? [report(first, others, start)] : [];
  });
}

interface Start extends Sight {
  /** The number with which a weight starts all over, by the id of its value; undefined where it starts at random. */
  numberAt(value: Value | undefined): number | undefined;
}

function startOf(model: Lowered, spec: CheckedSpec): Start {
  const inits = new Map(model.graph.weights.map(({ value, weight }) => [value.id, weight.init]));
  return {
    ...sightOf(model, spec),
    numberAt(value) {
      const init = value && inits.get(value.id);
      return init?.kind === 'constant' ? init.value : undefined;
    },
  };
}

/** Activations that make zero of zero, and what passes numbers on. */
const passes: Past = ({ op }) =>
  op.kind === 'unary'
    ? op.fn !== 'sigmoid' && op.fn !== 'softplus'
    : ['moves', 'mean', 'dropout', 'greatest'].includes(roleOf(op));

/** The last layer with weights may start with any number: each of its outputs has a target of its own. */
function isHead(node: OpNode, { graph, wiring }: Start): boolean {
  const past: Past = (other) =>
    ['bend', 'norm', 'shares', 'moves', 'mean', 'dropout', 'greatest'].includes(roleOf(other.op));
  return madeBy(graph.output, wiring, past) === node;
}

interface Reason {
  readonly why: string;
  /** What stands in the way, if it is another stage. */
  readonly by: OpNode | undefined;
}

function reasonOf(node: OpNode, start: Start): Reason | undefined {
  const { inputs, output, op } = node;
  const all = start.numberAt(inputs[1]);
  const isWide = numberOf(output.type.dims.at(-1) as Dim) !== 1;
  if (roleOf(op) !== 'weighted' || ('transposed' in op && op.transposed) || all === undefined || !isWide)
    return undefined;
  if (all !== 0) return evenReason(node, start);
  const users = start.wiring.users.get(output.id) ?? [];
  if (inputs[2] && start.numberAt(inputs[2]) !== 0) return idleReason(node, start);
  const relu = users.find((user) => user.op.kind === 'unary' && user.op.fn.startsWith('relu'));
  if (users.length === 1 && relu)
    return { why: `${named(relu, start).text} makes zero of zero and hands no gradient back`, by: relu };
  const takers = takenBy(output, start.wiring, passes) ?? [];
  const isShut =
    takers.length > 0 &&
    takers.every((taker) => roleOf(taker.op) === 'weighted' && start.numberAt(taker.inputs[1]) === 0);
  return isShut
    ? { why: 'what takes it in starts at zero as well, so neither gets a gradient', by: takers[0] }
    : undefined;
}

/** Units that are alike stay so where all that takes them in weighs them alike, as each of them then gets the same gradient. */
function evenReason({ inputs, output }: OpNode, start: Start): Reason {
  const takers = takenBy(output, start.wiring, ({ op }) => roleOf(op) === 'bend' || roleOf(op) === 'dropout') ?? [];
  const isEven = (taker: OpNode) => taker.op.kind === 'linear' && start.numberAt(taker.inputs[1]) !== undefined;
  const hasEvenBias = !inputs[2] || start.numberAt(inputs[2]) !== undefined;
  const isForGood = hasEvenBias && takers.length > 0 && takers.every(isEven);
  return {
    why: isForGood
      ? 'its outputs are all the same and stay so, as what takes them in weighs them alike and hands all the same gradient'
      : 'its outputs are all the same at first, and slow to part',
    by: undefined,
  };
}

/** Zeros beside biases that are none, twice in a row: nothing of the input comes through, nor a gradient back. */
function idleReason({ output }: OpNode, start: Start): Reason | undefined {
  const takers = takenBy(output, start.wiring, passes) ?? [];
  const isIdle = (taker: OpNode) =>
    roleOf(taker.op) === 'weighted' && start.numberAt(taker.inputs[1]) === 0 && !isHead(taker, start);
  return takers.length > 0 && takers.every(isIdle)
    ? { why: 'what takes it in starts at zero as well, so nothing of the input comes through', by: takers[0] }
    : undefined;
}

interface Found {
  readonly node: OpNode;
  readonly why: Reason;
}

function report({ node, why: { why, by } }: Found, others: readonly Found[], start: Start): Diagnostic {
  const { text: stage, span } = named(node, start);
  const places = others.map((other) => named(other.node, start).span);
  const also = [...new Map(places.map((place) => [place.start, place])).values()].filter(
    (one) => one.start !== span.start,
  );
  const labels: Label[] = also.slice(0, 3).map((place) => ({ span: place, message: 'so does this' }));
  const blocking = by && named(by, start).span;
  if (blocking && also.every((one) => one.start !== blocking.start))
    labels.push({ span: blocking, message: 'nothing comes back from here' });
  const value = start.numberAt(node.inputs[1]) ?? 0;
  const setting = defaultFor(node, 'init', start);
  if (setting) labels.push({ span: setting.span, message: 'this says how they start' });
  const random = by?.op.kind === 'unary' ? 'kaiming' : 'fan_in';
  const fixes = setting
    ? [replace(`write init=${random} in the default`, setting.value.span, random)]
    : also.length === 0
      ? withoutInit(node, start)
      : [];
  const help = [
    'start weights at random: kaiming before relu, fan_in else; zeros suit biases, heads and the ends of residuals',
  ];
  return diagnostic('learn/alike', span, { stage, value: `${value}`, why }, { labels, help, fixes });
}

function withoutInit(node: OpNode, start: Start): Fix[] {
  const layer = start.written.layer(placeOf(node, start).stage.span);
  const given = layer && argumentOf(layer, 'init');
  return layer && given ? withoutArgument(layer, given).map((fix) => ({ ...fix, safe: false })) : [];
}
