/** Windows that pass over inputs, and windows that see nothing but padding. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { ruleOf } from '../../ops/op.ts';
import { dimName } from '../../registry/window.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';
import { argumentOf } from './written.ts';

export const windows: ModelHabit = (sight) => {
  const sliding = sight.graph.nodes.filter(({ op }) => op.kind === 'convolution' || op.kind === 'pool');
  const skipped = everywhere(sliding, (node) => along(node, skips), sight);
  const padded = everywhere(sliding, (node) => along(node, seesNothing), sight);
  return [
    ...skipped.map(({ node, found }) => skipReport(node, found, sight)),
    ...padded.map(({ node, found }) => paddingReport(node, found, sight)),
  ];
};

/** A window along one dim, in plain numbers. */
interface Along {
  readonly what: string;
  /** Which places of the input each output sees; those outside are padding. */
  readonly seen: readonly (readonly number[])[];
  readonly length: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

interface Finding extends Along {
  readonly count: number;
}

/** Longer dims are not looked at place by place. */
const MOST = 20_000;

/** The first dim along which something is found. */
function along(node: OpNode, count: (window: Along) => number): Finding | undefined {
  for (const window of alongEach(node)) {
    const found = count(window);
    if (found > 0) return { ...window, count: found };
  }
  return undefined;
}

function alongEach(node: OpNode): Along[] {
  const { op, output } = node;
  const x = node.inputs[0] as Value;
  const [reach] = ruleOf(op).reach?.(node) ?? [];
  if (reach?.kind !== 'numbers' || (op.kind !== 'convolution' && op.kind !== 'pool')) return [];
  const kernels = op.kind === 'pool' ? op.kernel : (node.inputs[1]?.type.dims.slice(0, -2) ?? []);
  return kernels.flatMap((kernel, axis): Along[] => {
    const sees = reach.axes[axis]?.sees;
    const sizes = [x.type.dims[axis + 1], output.type.dims[axis + 1], kernel, op.stride[axis], op.dilation[axis]];
    const [length, outputs, k, stride, dilation] = sizes.map((dim) => numberOf(dim as Dim));
    if (typeof sees !== 'function' || !length || !outputs || !k || !stride || !dilation || length > MOST) return [];
    const seen = Array.from({ length: Math.min(outputs, MOST) }, (_, at) => sees(at));
    return [{ what: dimName(axis, kernels.length), seen, length, kernel: k, stride, dilation }];
  });
}

/** Places between those that are seen; a window of one place picks some out, which is meant. */
function skips({ seen, length, kernel, stride }: Along): number {
  if (kernel === 1 || stride === 1) return 0;
  const places = [...new Set(seen.flat())].filter((place) => place >= 0 && place < length).sort((a, b) => a - b);
  const [first = 0, last = -1] = [places[0], places.at(-1)];
  return last - first + 1 - places.length;
}

function seesNothing({ seen, length }: Along): number {
  return seen.filter((places) => places.every((place) => place < 0 || place >= length)).length;
}

function skipReport(
  node: OpNode,
  { count, what, length, kernel, stride, dilation }: Finding,
  sight: Sight,
): Diagnostic {
  const { text: stage, span } = named(node, sight);
  const extent = (kernel - 1) * dilation + 1;
  const isWide = stride > extent;
  const why = isWide
    ? `its window covers ${extent} and moves on by ${stride}`
    : `it moves on by ${stride}, and the places of its window are ${dilation} apart`;
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const given = layer && argumentOf(layer, 'stride');
  const isPlain = isWide && given?.kind === 'setting' && given.value.kind === 'number';
  const fixes = isPlain ? [replace(`write stride=${extent}`, given.value.span, `${extent}`)] : [];
  const help = isPlain ? [] : ['use a smaller stride, or a larger kernel'];
  const facts = { stage, skipped: count, of: length, what, why };
  return diagnostic('lint/skips-inputs', span, facts, { help, fixes });
}

function paddingReport(node: OpNode, { count, seen, what, kernel, dilation }: Finding, sight: Sight): Diagnostic {
  const { text: stage, span } = named(node, sight);
  const extent = (kernel - 1) * dilation + 1;
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const given = layer && argumentOf(layer, 'padding');
  const half = Math.floor((extent - 1) / 2);
  const isPlain = given?.kind === 'setting' && given.value.kind === 'number';
  const fixes = isPlain ? [replace(`write padding=${half}`, given.value.span, `${half}`)] : [];
  const help = [`its window covers ${extent}, so a padding below ${extent} shows each of them some of the input`];
  return diagnostic('lint/only-padding', span, { stage, some: count, of: seen.length, what }, { help, fixes });
}
