/**
 * The positions at the ends of a sequence, where they are not spread as all positions together: the states of a
 * recurrent layer, which begins at nothing, and a vector of its own that is put before all others.
 */
import type { OpNode } from '../../ops/graph.ts';
import type { Op, OpKind } from '../../ops/op.ts';
import { numberOf, sub } from '../../shapes/dim.ts';
import { prepended } from './positions.ts';
import { endStates } from './recurrent.ts';
import type { Given, Rule, Setting } from './rule.ts';
import type { Spread } from './spread.ts';

/** What stands at an end; where it is left out, it is spread as the rest. */
export interface Ends {
  readonly first?: Spread | undefined;
  readonly last?: Spread | undefined;
}

const even: Ends = {};

/** Ops that make each position of the positions at the same place alone, by the same weights. */
const placewise: ReadonlySet<OpKind> = new Set([
  'binary',
  'channelwise',
  'dropout',
  'gated',
  'linear',
  'noise',
  'normalise',
  'position',
  'unary',
]);

/** The ends of what comes out of an op, by its rule where it goes by places. */
export function endsOf(node: OpNode, rule: Rule<Op>, given: Given, before: readonly Ends[], setting: Setting): Ends {
  const { op, inputs } = node;
  if (op.kind === 'recurrent') {
    const [start, end] = endStates({ ...node, op }, given, setting);
    return op.reverse ? { first: end, last: start } : { first: start, last: end };
  }
  if (op.kind === 'prepend') return { first: prepended(inputs[1], setting) };
  if (!isPlacewise(op) || before.every(({ first, last }) => !first && !last)) return even;
  const at = (end: keyof Ends) => {
    if (before.every((each) => !each[end])) return undefined;
    return rule(
      node,
      given.map((spread, place) => before[place]?.[end] ?? spread),
      setting,
    );
  };
  return { first: at('first'), last: at('last') };
}

/** The norm of groups of channels takes all positions together. */
function isPlacewise(op: Op): boolean {
  if (op.kind === 'concat') return op.axis > 1;
  return placewise.has(op.kind) && !(op.kind === 'normalise' && op.by === 'group');
}

/** What a slice that cuts one end off gives, if that is spread in a way of its own. */
export function endCut({ op, inputs }: OpNode, [ends]: readonly Ends[]): Spread | undefined {
  const positions = inputs[0]?.type.dims[1];
  if (op.kind !== 'slice' || op.axis !== 1 || !positions || numberOf(sub(op.to, op.from)) !== 1) return undefined;
  if (numberOf(op.from) === 0) return ends?.first;
  return numberOf(sub(positions, op.to)) === 0 ? ends?.last : undefined;
}
