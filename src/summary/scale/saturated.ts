/**
 * tanh and sigmoid that start where they are flat, for the numbers that come in are too large; and the tanh that makes the
 * states of a recurrent layer, whose gates take in numbers as large and are flat later.
 */
import { type Diagnostic, diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { EntryCall } from '../../registry/param.ts';
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
  const found = graph.nodes.filter((node) => share(node) > MOST && !isUsualStart(node, look));
  const byStage = grouped(found, (node) => keyOf(placeOf(node, look).stage.span));
  return [...byStage.values()].map((same) => {
    const worst = same.reduce((most, node) => (share(node) > share(most) ? node : most));
    return report(worst, share(worst), look);
  });
}

/** What is larger is too large for a layer that starts by its number of inputs. */
const LARGE = 2;

/** Recurrent layers start by the size of their state, and get over many inputs of a usual size. */
function isUsualStart(node: OpNode, look: Look): boolean {
  return node.op.kind === 'recurrent' && !takesInLarge(node, look) && !initOf(node, look);
}

function takesInLarge({ inputs: [x] }: OpNode, look: Look): boolean {
  return (sizeOf(x as Value, look) ?? 0) >= LARGE;
}

function initOf(node: OpNode, look: Look): EntryCall | undefined {
  const { stage } = placeOf(node, look);
  return stage.kind === 'layer' ? (stage.params as { readonly init?: EntryCall }).init : undefined;
}

function report(node: OpNode, share: number, look: Look): Diagnostic {
  if (node.op.kind !== 'recurrent') return ofInputs(node, share, named(node, look).text, look);
  const { span } = named(node, look);
  const tanh = `the tanh of ${node.op.cell}`;
  if (takesInLarge(node, look)) return ofInputs(node, share, tanh, look);
  const label = 'its weights start so large that the sums that tanh takes in are too';
  const fixes = initFix(node, 'fan_in', look);
  return diagnostic('scale/saturated', span, { stage: tanh, share: percent(share) }, { label, fixes });
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function ofInputs(node: OpNode, share: number, stage: string, look: Look): Diagnostic {
  const { span } = named(node, look);
  const [x] = node.inputs as readonly [Value];
  const layer = weightedBefore(x, look);
  const size = sizeText(sizeOf(x, look) ?? 0);
  const label = `takes in numbers as large as ${size}, where about 1 is enough`;
  const labels = layer ? [{ span: named(layer, look).span, message: 'makes them that large' }] : [];
  // With fan_in what comes out is as large as what goes in.
  const isEnough = layer && (sizeOf(layer.inputs[0] as Value, look) ?? Number.NaN) < LARGE;
  const fixes = layer && isEnough ? fanInFix(layer, look) : [];
  const help = [fixes.length > 0 ? 'bn or ln before it helps as well' : 'put bn or ln before it'];
  return diagnostic('scale/saturated', span, { stage, share: percent(share) }, { label, labels, help, fixes });
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
