/** Kernels that meet a single place of their input and padding, so that one of their places learns. */
import { type Diagnostic, diagnostic, type Label } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { numberOf } from '../../shapes/dim.ts';
import { type ModelHabit, named, placeOf, type Sight } from './sight.ts';

/** Told once for a model, at the first: the others follow from the same strides. */
export const onePlace: ModelHabit = (sight) => {
  const [first] = sight.graph.nodes.filter(seesOnePlace);
  return first ? [report(first, sight)] : [];
};

function seesOnePlace({ op, inputs, output }: OpNode): boolean {
  return op.kind === 'convolution' && isOne(inputs[0] as Value) && isOne(output) && placesOf(inputs[1] as Value) > 1;
}

/** Whether all its lengths between the batch and the channels are 1. */
function isOne({ type: { dims } }: Value): boolean {
  return dims.length > 2 && dims.slice(1, -1).every((dim) => numberOf(dim) === 1);
}

/** The places of a kernel, 0 where a size is not known. */
function placesOf({ type: { dims } }: Value): number {
  return dims.slice(0, -2).reduce((all, dim) => all * (numberOf(dim) ?? 0), 1);
}

function report(node: OpNode, sight: Sight): Diagnostic {
  const { text: stage, span } = named(node, sight);
  const spots = [{ span, message: '' }];
  const add = (label: Label | undefined) => {
    if (label && spots.every((spot) => spot.span.start !== label.span.start)) spots.push(label);
  };
  const shrinking = sight.graph.nodes.slice(0, sight.graph.nodes.indexOf(node)).filter(isShorter);
  const [first, last] = [shrinking[0], shrinking.findLast(({ output }) => isOne(output))];
  const call = placeOf(node, sight).around.findLast((one) => one.stage.kind === 'sequence' && one.stage.of === 'block');
  if (call && call.stage.span.source === sight.spec.source)
    add({ span: call.stage.span, message: 'in this call it takes in a single place' });
  add(last && { span: named(last, sight).span, message: 'leaves a single place' });
  add(first && { span: named(first, sight).span, message: 'the first that makes it shorter' });
  const facts = { stage, places: placesOf(node.inputs[1] as Value) };
  const help = ['leave out strides or pools before it, or use a kernel of 1'];
  return diagnostic('learn/one-place', span, facts, { labels: spots.slice(1), help });
}

/** A window that moves on by more than one, or leaves no more than a place. */
function isShorter({ op, inputs, output }: OpNode): boolean {
  if (op.kind !== 'convolution' && op.kind !== 'pool') return false;
  const [from, to] = [inputs[0]?.type.dims[1], output.type.dims[1]].map((dim) => dim && numberOf(dim));
  return from !== undefined && to !== undefined && to < from;
}
