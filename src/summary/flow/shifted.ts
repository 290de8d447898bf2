/** Tokens that a model moves one position on, where the target does so already: each output predicts two ahead. */
import { alongFirst, blind } from '../../analyses/field/sight.ts';
import { lastOf } from '../../analyses/field/spots.ts';
import type { Sights } from '../../analyses/field.ts';
import type { Extras, Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { textOf } from '../../text/source.ts';
import { itemOf, placeOf, type Sight } from '../habits/sight.ts';
import type { WrittenLayer } from '../habits/written.ts';

/** The cause and the way out where an op that leaves a token out is part of such a shift. */
export function shiftedTwice(limit: OpNode, sights: Sights, sight: Sight): Extras | undefined {
  const { target } = sight.model;
  const pad = padBeside(limit, sight);
  if (target?.kind !== 'tokens' || !target.perPosition || !pad) return undefined;
  const seen = sights.get(sight.graph.output.id) ?? blind;
  const isShifted = seen.axes[0] === 1 && alongFirst(seen).every((set, at) => lastOf(set) === at - 1);
  if (!isShifted) return undefined;
  const giver = itemOf(sight.spec.tree.items, 'target') ?? itemOf(sight.spec.tree.items, 'data');
  const message = 'each position predicts the token after it already';
  const labels = giver ? [{ span: giver.word, message }] : [];
  const [first, second] = [pad, limit]
    .map((node) => sight.written.layer(placeOf(node, sight).stage.span))
    .sort((a, b) => (a?.at ?? 0) - (b?.at ?? 0));
  const isPair = first && second && first.stack === second.stack && second.at === first.at + 1;
  if (!isPair) return { labels, help: ['leave the shift out: a position may see the token at its own place'] };
  const text = textOf({ ...first.node.span, end: bareEnd(second) });
  const help = `leave ${text} out: a position may see the token at its own place`;
  const fixes = withoutPair(first, second, help);
  return { label: 'moves each token one position on once more', labels, help: fixes.length > 0 ? [] : [help], fixes };
}

/** The pad right before it, or right behind. */
function padBeside(limit: OpNode, { wiring }: Sight): OpNode | undefined {
  const before = wiring.makers.get((limit.inputs[0] as Value).id);
  const [after] = wiring.users.get(limit.output.id) ?? [];
  return [before, after].find((node) => node?.op.kind === 'pad');
}

function bareEnd({ node }: WrittenLayer): number {
  return Math.max(node.name.span.end, node.args.span.end);
}

/** With the bar beside them; where a comment would go with them, there is none. */
function withoutPair(first: WrittenLayer, second: WrittenLayer, title: string): Fix[] {
  const [before, after] = [first.stack.stages[first.at - 1], first.stack.stages[second.at + 1]];
  const { span } = first.node;
  const cut = before
    ? { ...span, start: before.span.end, end: bareEnd(second) }
    : after && { ...span, end: after.span.start };
  return cut && !textOf(cut).includes('#') ? [{ title, safe: false, edits: [{ span: cut, text: '' }] }] : [];
}
