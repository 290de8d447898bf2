/** Numbers that vanish or explode on their way through the layers. */
import { roleOf } from '../../analyses/role.ts';
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { CheckedStage } from '../../shapecheck/checked.ts';
import { textOf } from '../../text/source.ts';
import { defaultFor, named, placeOf } from '../habits/sight.ts';
import { initFix, type Look, sizeOf, sizeText, weightedBefore } from './look.ts';

const LEAST = 1e-4;
const MOST = 1e3;

/**
 * What is small by the time that it comes to the last layer, or to a norm, which would make noise of it; a last layer or
 * a branch beside the stream that starts at zero is meant so. The report stands where it first falls below.
 */
export function vanishingReport(look: Look): Diagnostic[] {
  const { graph } = look;
  const head = weightedBefore(graph.output, look);
  const norms = graph.nodes.filter(({ op }) => roleOf(op) === 'norm');
  const takers = [...norms, ...(head && head.op.kind !== 'embedding' ? [head] : [])];
  const run = takers.map(({ inputs: [x] }) => smallBefore(x as Value, look)).find(({ length }) => length > 0);
  if (!run) return [];
  const [first] = run as [OpNode];
  return [vanishing(startOf(first, look), run.at(-1) as OpNode, look)];
}

/** The layer whose weights decide how small it gets, where an activation only halves what that makes. */
function startOf(node: OpNode, look: Look): OpNode {
  const layer = roleOf(node.op) === 'bend' ? look.wiring.makers.get((node.inputs[0] as Value).id) : undefined;
  return layer && roleOf(layer.op) === 'weighted' ? layer : node;
}

/** The ops, from the first, that hand small numbers on to a value. */
function smallBefore(value: Value, look: Look): OpNode[] {
  const run: OpNode[] = [];
  let at: Value | undefined = value;
  while (at && (sizeOf(at, look) ?? Number.NaN) < LEAST) {
    const node: OpNode | undefined = look.wiring.makers.get(at.id);
    if (!node) break;
    run.unshift(node);
    at = streamInto(node, look);
  }
  return run;
}

/** The input that makes an output as large as it is. */
function streamInto({ op, inputs }: OpNode, look: Look): Value | undefined {
  const sized = inputs.filter(({ id }) => look.scale.spreads.has(id));
  const bySize = sized.toSorted((a, b) => (sizeOf(b, look) ?? 0) - (sizeOf(a, look) ?? 0));
  return op.kind === 'binary' && op.fn === 'mul' ? bySize.at(-1) : bySize[0];
}

function vanishing(first: OpNode, last: OpNode, look: Look): Diagnostic {
  const { text: stage, span } = named(first, look);
  const [size, least] = [sizeOf(first.output, look) ?? 0, sizeOf(last.output, look) ?? 0];
  const end = named(last, look);
  const isLess = least < size / 2;
  const labels =
    isLess && end.span.start !== span.start
      ? [{ span: end.span, message: `in the end no larger than ${sizeText(least)}` }]
      : [];
  const what = size === 0 ? 'is nothing but zeros' : `is no larger than ${sizeText(size)}`;
  const { labels: causes, ...ways } = waysOut(first, look);
  const extras = { label: takenIn(first, look), labels: [...labels, ...causes], ...ways };
  return diagnostic('scale/vanishing', span, { stage, what, later: isLess ? sizeText(least) : '' }, extras);
}

/** Residuals before which numbers have grown by more than a layer's start would explain. */
const MANY_SUMS = 4;

/** The sums of residuals on the way to an op, none of which a norm follows. */
function addedBefore(node: OpNode, look: Look): OpNode[] {
  const before = look.graph.nodes.slice(0, look.graph.nodes.indexOf(node) + 1);
  const lastNorm = before.findLastIndex((one) => roleOf(one.op) === 'norm');
  return before
    .slice(lastNorm + 1)
    .filter((one) => one.op.kind === 'binary' && one.op.fn === 'add' && placeOf(one, look).stage.kind === 'residual');
}

/** Each residual adds about as much as came in: what it adds is to start small, by the last layer of its branch. */
function unscaledSums(sums: readonly OpNode[], look: Look) {
  const last = sums.at(-1) as OpNode;
  const { stage } = placeOf(last, look);
  const branch = last.inputs.flatMap((value) => weightedBefore(value, look) ?? []);
  const end = branch.find(({ path }) => path.startsWith(`${stage.path}/`));
  return {
    labels: [],
    notes: [`${sums.length} residuals add up by then, each about as large as what it is added to`],
    help: ['start the last layer of each branch at zero, as Fixup does, or put a norm into each branch'],
    fixes: end
      ? initFix(end, 'zeros', look).map((fix) => ({ ...fix, title: `${fix.title} at the end of the branch` }))
      : [],
  };
}

/** What comes in, beside what comes out of it. */
function takenIn({ inputs }: OpNode, look: Look): string | undefined {
  const [x] = inputs as readonly [Value];
  const size = x.type.dtype === 'float' ? sizeOf(x, look) : undefined;
  return size === undefined ? undefined : `takes in numbers as large as ${sizeText(size)}`;
}

/** The first stage whose numbers are too large; what comes in may be large already. */
export function explodingReport(look: Look): Diagnostic[] {
  const node = look.graph.nodes.find(
    ({ output }) => output.type.dtype === 'float' && (sizeOf(output, look) ?? 0) > MOST,
  );
  if (!node) return [];
  const { text: stage, span } = named(node, look);
  const size = sizeText(sizeOf(node.output, look) ?? 0);
  const label = takenIn(node, look);
  const { input } = look.graph;
  const isLargeData = input.type.dtype === 'float' && (sizeOf(input, look) ?? 0) > MOST / 10;
  const help = ['divide the data by their deviation first, or begin with ln or bn'];
  return [
    diagnostic('scale/exploding', span, { stage, size }, { label, ...(isLargeData ? { help } : waysOut(node, look)) }),
  ];
}

/** The layer with weights at the place, or the last one before it, started so that numbers keep their size. */
function waysOut(node: OpNode, look: Look) {
  const { stage } = placeOf(node, look);
  if (stage.kind === 'residual' && !stage.via && isOfResiduals(stage.body)) return withoutOuter(stage, look);
  const sums = addedBefore(node, look);
  if (sums.length >= MANY_SUMS) return unscaledSums(sums, look);
  const layer = roleOf(node.op) === 'weighted' ? node : weightedBefore(node.output, look);
  const users = layer ? (look.wiring.users.get(layer.output.id) ?? []) : [];
  const isBeforeRelu = users.some(({ op }) => op.kind === 'unary' && op.fn.startsWith('relu'));
  const init = isBeforeRelu ? 'kaiming' : 'fan_in';
  const stated = layer && defaultFor(layer, 'init', look);
  const fixes = stated
    ? [replace(`write init=${init} in the default`, stated.value.span, init)]
    : layer
      ? initFix(layer, init, look)
      : [];
  return {
    labels: stated ? [{ span: stated.span, message: 'this says how the weights start' }] : [],
    fixes,
    help:
      fixes.length > 0
        ? ['norms between the layers keep the size as well']
        : ['start the layers with kaiming or fan_in, or put norms between them'],
  };
}

/** Whether a stage is nothing but residuals, which add what comes into them already. */
function isOfResiduals(stage: CheckedStage): boolean {
  if (stage.kind === 'sequence') return stage.children.length > 0 && stage.children.every(isOfResiduals);
  return stage.kind === 'residual';
}

function withoutOuter({ span }: CheckedStage, { written }: Look) {
  const stage = written.stage(span)?.node;
  const body = stage?.kind === 'residual' ? textOf(stage.body.span).replace(/^\(\s*|\s*\)$/g, '') : undefined;
  return {
    labels: [],
    help: [
      'its body adds what comes in already, and the residual around it adds that once more: take the outer one away',
    ],
    fixes: stage && body ? [replace(`write ${body}`, stage.span, body)] : [],
  };
}
