/**
 * Mean and deviation of every tensor of a model when training starts, worked out from how its weights are drawn, op by op:
 * what is passed on by layers of random weights (Glorot and Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", 2010; He et al., "Delving deep into rectifiers", 2015), for as many units as it takes to
 * make sums Gaussian.
 */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import type { Op } from '../ops/op.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, evaluate, symbolsOf } from '../shapes/dim.ts';
import { type Ends, endCut, endsOf } from './scale/ends.ts';
import { commonOf, type Links, linksOf } from './scale/links.ts';
import { flatStates } from './scale/recurrent.ts';
import type { Given, Rule, Setting } from './scale/rule.ts';
import { evenIds, rules } from './scale/rules.ts';
import { independent, type Moments, type Spread, zero } from './scale/spread.ts';
import { saturationOf } from './scale/unary.ts';
import { momentsOf } from './scale/weights.ts';

/** What is known of what goes in. */
export interface Start {
  /** Examples in a step. */
  readonly batch: number;
  /** How the numbers of the input are spread; left out, as N(0, 1), each by itself, or ids that are all as likely. */
  readonly input?: Spread;
}

export interface Scales {
  /** By the ids of values; none for weights, and where it hangs on a size that is open. */
  readonly spreads: ReadonlyMap<number, Spread>;
  /** By the ids of the outputs of tanh, sigmoid and recurrent layers: the share of the numbers at which they are flat, from 0 to 1. */
  readonly saturated: ReadonlyMap<number, number>;
}

/** The spread of every value of a graph, in the mode of training. */
export function scalesOf({ input, nodes, weights }: Graph, start: Start): Scales {
  const size = sizing(start.batch);
  const moments = new Map(
    weights.map(({ weight: { init, shape }, value }) => [value.id, momentsOf(init, shape, size)]),
  );
  const spreads = new Map<number, Spread>();
  const saturated = new Map<number, number>();
  const links = new Map<number, Links>();
  const ends = new Map<number, Ends>();
  const looked = new Map(
    nodes.flatMap(({ op, inputs, output }) => (op.kind === 'embedding' ? [[inputs[0]?.id, output] as const] : [])),
  );
  const setting: Setting = {
    size: (dim) => dim && size(dim),
    weight: (value): Moments | undefined => (value ? moments.get(value.id) : zero),
    shared: (a, b) => commonOf(a, b, links, spreads),
    vectors: (table) => looked.get(table.id),
  };
  const given = start.input ?? usualInput(input, size);
  if (given) spreads.set(input.id, given);
  for (const node of nodes) {
    const before = node.inputs.map(({ id }) => spreads.get(id));
    const endsBefore = node.inputs.map(({ id }) => ends.get(id) ?? {});
    const rule = rules[node.op.kind] as Rule<Op>;
    const spread = endCut(node, endsBefore) ?? rule(node, before, setting);
    if (!spread) continue;
    ends.set(node.output.id, endsOf(node, rule, before, endsBefore, setting));
    spreads.set(node.output.id, spread);
    links.set(node.output.id, linksOf(node, links, spreads, setting));
    const flat = flatShare(node, before, setting);
    if (flat !== undefined) saturated.set(node.output.id, flat);
  }
  return { spreads, saturated };
}

function flatShare(node: OpNode, given: Given, setting: Setting): number | undefined {
  const { op } = node;
  if (op.kind === 'recurrent') return flatStates({ ...node, op }, given, setting);
  return given[0] && op.kind === 'unary' ? saturationOf(op, given[0]) : undefined;
}

function sizing(batch: number): (dim: Dim) => number | undefined {
  const values = new Map(symbolsOf(BATCH).map(({ id }) => [id, batch]));
  return (dim) => evaluate(dim, values);
}

function usualInput({ type }: Value, size: (dim: Dim) => number | undefined): Spread | undefined {
  if (type.dtype === 'float') return independent(0, 1);
  const count = type.vocab && size(type.vocab);
  return count === undefined ? undefined : evenIds(count);
}
