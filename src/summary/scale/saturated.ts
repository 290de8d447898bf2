/** tanh and sigmoid that start where they are flat, for the numbers that come in are too large. */
import { type Diagnostic, diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { textOf } from '../../text/source.ts';
import { grouped } from '../grouped.ts';
import { keyOf, named, placeOf } from '../habits/sight.ts';
import { argumentOf, withoutArgument } from '../habits/written.ts';
import { initFix, type Look, sizeOf, sizeText, weightedBefore } from './look.ts';

/** The share of numbers at the ends from which on it is too many: 0.2 come of the gain 5/3 that is advised for tanh. */
const MOST = 0.4;

/** Each stage once, however many turns it has: of those the worst. */
export function saturatedReports(look: Look): Diagnostic[] {
  const { graph, scale } = look;
  const share = ({ output }: OpNode) => scale.saturated.get(output.id) ?? 0;
  const found = graph.nodes.filter((node) => share(node) > MOST);
  const byStage = grouped(found, (node) => keyOf(placeOf(node, look).stage.span));
  return [...byStage.values()].map((same) => {
    const worst = same.reduce((most, node) => (share(node) > share(most) ? node : most));
    return report(worst, share(worst), look);
  });
}

function report(node: OpNode, share: number, look: Look): Diagnostic {
  const { text: stage, span } = named(node, look);
  const [x] = node.inputs as readonly [Value];
  const layer = weightedBefore(x, look);
  const size = sizeText(sizeOf(x, look) ?? 0);
  const label = `takes in numbers as large as ${size}, where about 1 is enough`;
  const labels = layer ? [{ span: named(layer, look).span, message: 'makes them that large' }] : [];
  // With fan_in what comes out is as large as what goes in.
  const isEnough = layer && (sizeOf(layer.inputs[0] as Value, look) ?? Number.NaN) < 2;
  const fixes = layer && isEnough ? fanInFix(layer, look) : [];
  const help = [fixes.length > 0 ? 'bn or ln before it helps as well' : 'put bn or ln before it'];
  return diagnostic(
    'scale/saturated',
    span,
    { stage, share: `${Math.round(100 * share)} %` },
    { label, labels, help, fixes },
  );
}

/** The start of the weights, and of the biases with them where these are as large as what the weights should make. */
function fanInFix(layer: OpNode, look: Look): Fix[] {
  const [weights] = initFix(layer, 'fan_in', look);
  const written = look.written.layer(placeOf(layer, look).stage.span);
  const bias = layer.inputs[2] && look.graph.weights.find(({ value }) => value.id === layer.inputs[2]?.id)?.weight.init;
  const isLarge = bias?.kind === 'normal' && bias.std.fan === undefined && bias.std.gain >= 0.5;
  const given = written && isLarge ? argumentOf(written, 'bias_init') : undefined;
  if (!weights || !written || !given) return weights ? [weights] : [];
  const [without] = withoutArgument(written, given);
  const edits = [...weights.edits, ...(without?.edits ?? [])];
  return [{ title: `${weights.title}, and leave ${textOf(given.span)} out`, safe: false, edits }];
}
