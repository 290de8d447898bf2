/**
 * What values have in common without a weight between them: x and the mean of x, x and dropout of it. A weight parts what
 * it makes from what it takes, so that only ops without weights hand anything on.
 */
import type { OpNode, Value } from '../../ops/graph.ts';
import { causalMeans } from './positions.ts';
import type { Setting } from './rule.ts';
import { deviationOf, type Kernel, none, plus, type Spread, times } from './spread.ts';
import { functionOf, mapped } from './unary.ts';

/** By the ids of values: what each has in common with a value before it. */
export type Links = ReadonlyMap<number, Kernel>;

/** What the output of an op has in common with values before it. */
export function linksOf(
  node: OpNode,
  known: ReadonlyMap<number, Links>,
  spreads: ReadonlyMap<number, Spread>,
  setting: Setting,
): Links {
  const links = new Map<number, Kernel>();
  for (const [place, input] of node.inputs.entries()) {
    const hand = handsOn(node, place, spreads, setting);
    if (!hand) continue;
    const own = spreads.get(input.id)?.cov;
    const before = [...(known.get(input.id) ?? []), ...(own ? [[input.id, own] as const] : [])];
    for (const [id, common] of before) links.set(id, plus(links.get(id) ?? none, hand(common)));
  }
  return links;
}

/** What two values have in common: all of it for the same one, else what the later has of the earlier. */
export function commonOf(
  a: Value,
  b: Value,
  known: ReadonlyMap<number, Links>,
  spreads: ReadonlyMap<number, Spread>,
): Kernel {
  if (a.id === b.id) return spreads.get(a.id)?.cov ?? none;
  return known.get(a.id)?.get(b.id) ?? known.get(b.id)?.get(a.id) ?? none;
}

type Hand = (common: Kernel) => Kernel;
const whole: Hand = (common) => common;

/** Undefined where nothing is handed on. */
function handsOn(
  { op, inputs, output }: OpNode,
  place: number,
  spreads: ReadonlyMap<number, Spread>,
  setting: Setting,
): Hand | undefined {
  const x = spreads.get((inputs[place] as Value).id);
  if (!x || (place > 0 && op.kind !== 'binary')) return undefined;
  switch (op.kind) {
    case 'dropout':
    case 'drop_path':
    case 'noise':
    case 'reshape':
    case 'position':
    case 'slice':
      return whole;
    case 'binary':
      return op.fn === 'add' ? whole : undefined;
    case 'normalise':
    case 'batch_norm': {
      const deviation = deviationOf(x);
      return deviation > 0 ? (common) => times(common, 1 / deviation) : undefined;
    }
    case 'unary': {
      // The mean slope (Stein's lemma): so much of a Gaussian number is left in a function of it.
      const slope = slopeOf(x, functionOf(op));
      return (common) => times(common, slope);
    }
    case 'causal_mean': {
      const positions = setting.size(output.type.dims[1]);
      return positions === undefined ? undefined : (common) => causalMeans(common, positions);
    }
    default:
      return undefined;
  }
}

function slopeOf(x: Spread, f: (x: number) => number): number {
  const step = 0.01 * deviationOf(x);
  if (step === 0) return 0;
  const moved = (by: number) => mapped({ mean: x.mean + by, cov: x.cov }, f).mean;
  return (moved(step) - moved(-step)) / (2 * step);
}
