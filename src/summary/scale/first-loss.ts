/** A first loss far above ln V: the last layer is not scaled down. */
import { inputSpread } from '../../analyses/scale/input.ts';
import { squareOf } from '../../analyses/scale/spread.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { EntryCall } from '../../registry/param.ts';
import { numberOf } from '../../shapes/dim.ts';
import { lossOf, named, placeOf } from '../habits/sight.ts';
import { spanIn } from '../places.ts';
import { initFix, type Look, sizeOf, sizeText, weightedBefore } from './look.ts';

interface Room {
  readonly nats: number;
  /** Of ln V, which counts where there are many classes. */
  readonly share: number;
}

/** How far above ln V a first loss may be: models that are trained as published stay below half a nat. */
const STATED: Room = { nats: 1, share: 0.5 };

/**
 * The same where the last layer starts by its number of inputs, as all layers do unless stated: what is too much comes
 * from the layers before, and a few steps make up for it.
 */
const BY_FAN: Room = { nats: 4, share: 2 };

/**
 * Numbers that are only taken for N(0, 1) prove nothing of such a start: neighbouring pixels are alike and mostly smaller,
 * and the model hands on what they are.
 */
const ANY: Room = { nats: Number.POSITIVE_INFINITY, share: 0 };

export function firstLossReport(look: Look): Diagnostic[] {
  const { graph, scale } = look;
  const head = weightedBefore(graph.output, look);
  const { expected, even, choices } = scale.firstLoss ?? { expected: 0, even: 0 };
  if (!head || choices === undefined) return [];
  const { nats, share } = roomFor(head, look);
  if (expected - even < Math.max(nats, share * even)) return [];
  const { span } = named(head, look);
  const loss = lossOf(look.model, look.spec);
  const label = `its scores lie ${sizeText(sizeOf(graph.output, look) ?? 0)} apart, where less than 1 is enough`;
  const labels = loss ? [{ span: loss.at, message: `${loss.def.name} is the loss here` }] : [];
  const args = { expected: expected.toFixed(1), even: even.toFixed(2), choices };
  return [
    diagnostic('scale/first-loss', span, args, {
      label,
      labels: [...labels, ...tableLabel(head, look)],
      ...waysOut(head, look),
    }),
  ];
}

function roomFor(head: OpNode, look: Look): Room {
  if (!startsByFan(head, look)) return STATED;
  const isAssumed = look.graph.input.type.dtype === 'float' && !inputSpread(look.spec, look.model);
  return isAssumed ? ANY : BY_FAN;
}

function startsByFan(head: OpNode, look: Look): boolean {
  const { stage } = placeOf(head, look);
  const init = stage.kind === 'layer' ? (stage.params as { readonly init?: EntryCall }).init : undefined;
  return init !== undefined && ['kaiming', 'xavier', 'fan_in', 'orthogonal'].includes(init.name) && gainOf(init) <= 2;
}

function gainOf({ args }: EntryCall): number {
  return typeof args.gain === 'number' ? args.gain : 1;
}

/** Where the scores are products with the table of an embedding, that is what starts too large. */
function tableLabel(head: OpNode, look: Look) {
  const table = embeddingOf(head, look);
  return table
    ? [{ span: spanIn(look.spec.source, placeOf(table, look)), message: 'the table that the scores are made with' }]
    : [];
}

function embeddingOf({ op, inputs }: OpNode, { graph }: Look): OpNode | undefined {
  if (op.kind !== 'linear' || !op.transposed) return undefined;
  return graph.nodes.find((node) => node.op.kind === 'embedding' && node.inputs[0]?.id === inputs[1]?.id);
}

function waysOut(head: OpNode, look: Look) {
  const table = embeddingOf(head, look);
  if (table) return { fixes: initFix(table, 'normal(0.02)', look) };
  const fixes = remains(head, 0.01, look) < 1 ? initFix(head, 'normal(0.01)', look) : [];
  const help = fixes.length > 0 ? [] : ['start the last layer smaller: init=normal(0.01)', 'or put a norm before it'];
  return { fixes, help };
}

/** The deviation of the scores if the weights of the last layer had this one. */
function remains({ inputs }: OpNode, deviation: number, { scale }: Look): number {
  const [x, weight] = inputs as readonly [Value, Value];
  const spread = scale.spreads.get(x.id);
  const count = weight.type.dims.slice(0, -1).reduce((product, dim) => product * (numberOf(dim) ?? Number.NaN), 1);
  return spread ? deviation * Math.sqrt(count * squareOf(spread)) : Number.NaN;
}
