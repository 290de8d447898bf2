/** What stands between the last layer with weights and the loss: a softmax that the loss has itself, a norm, dropout. */
import { type Role, roleOf } from '../../analyses/role.ts';
import { madeBy } from '../../analyses/wiring.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { CheckedLoss } from '../../shapecheck/checked.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import type { Span } from '../../text/source.ts';
import { lossOf, type ModelHabit, named, placeOf, type Sight } from './sight.ts';
import { withoutStage } from './written.ts';

export const beforeLoss: ModelHabit = (sight) => {
  const loss = lossOf(sight.model, sight.spec);
  if (!loss) return [];
  const { above, head } = tailOf(sight);
  const softmax = above.flatMap((node) => softmaxReport(node, loss, sight) ?? []);
  const others = above
    .filter((node) => !softmaxReport(node, loss, sight))
    .flatMap((node) => headReport(node, head, loss, sight) ?? []);
  return [...softmax, ...inOne(others)];
};

/** A row of them is told once, at the first behind the head. */
function inOne(reports: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first, ...others] = reports.toReversed();
  if (!first) return [];
  if (others.length === 0) return [first];
  const also = others.map(({ span }) => ({ span, message: 'so does this' }));
  const all = [first, ...others].flatMap(({ fixes }) => fixes.slice(0, 1));
  const edits = all.flatMap((fix) => fix.edits);
  const fixes = all.length > others.length ? [{ title: 'leave them out', safe: false, edits }] : [];
  return [{ ...first, labels: [...first.labels, ...also], fixes }];
}

type Loss = CheckedLoss & { readonly at: Span };

/** The ops after the last one with weights, from the output back, and that one; undefined where it cannot be told. */
function tailOf({ graph, wiring }: Sight): { readonly above: readonly OpNode[]; readonly head: OpNode | undefined } {
  const above: OpNode[] = [];
  let node = wiring.makers.get(graph.output.id);
  while (node && ['moves', 'norm', 'bend', 'shares', 'dropout'].includes(roleOf(node.op))) {
    if (roleOf(node.op) !== 'moves') above.push(node);
    node = wiring.makers.get((node.inputs[0] as Value).id);
  }
  const isHead =
    node && ['linear', 'convolution', 'convolution_transpose', 'embedding', 'recurrent'].includes(node.op.kind);
  return { above, head: isHead ? node : undefined };
}

/** Losses that apply a softmax or a sigmoid, by name. */
const own: Readonly<Record<string, 'softmax' | 'sigmoid'>> = { cross_entropy: 'softmax', bce_with_logits: 'sigmoid' };

function softmaxReport(node: OpNode, loss: Loss, sight: Sight): Diagnostic | undefined {
  const applies = own[loss.def.name];
  const isShares = node.op.kind === 'softmax' || (node.op.kind === 'unary' && node.op.fn === 'sigmoid');
  if (!applies || !isShares || lastOf(sight) !== node) return undefined;
  const { text: stage, span } = named(node, sight);
  const isIdle = node.op.kind === 'softmax' && node.op.log === true && applies === 'softmax';
  const isTwice = stage === applies;
  const isRivalry = node.op.kind === 'softmax' && applies === 'sigmoid';
  const why = isIdle
    ? 'changes nothing'
    : isTwice
      ? 'is one too many'
      : isRivalry
        ? 'makes labels compete that do not exclude each other'
        : 'leaves it little to go by';
  const facts = { stage, loss: loss.def.name, own: applies, why };
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const labels = [{ span: loss.at, message: `${loss.def.name} is the loss here` }];
  const notes = isIdle ? [] : notesOn(applies, node);
  const fixes = layer ? withoutStage(layer, true) : [];
  const help = ['predictions and samples apply it themselves, so the scores are all that the model has to give'];
  return diagnostic('lint/softmax-before-loss', span, facts, { labels, notes, fixes, help });
}

/** The op that gives the output, past reshapes of it. */
function lastOf({ graph, wiring }: Sight): OpNode | undefined {
  return madeBy(graph.output, wiring, ({ op }) => op.kind === 'reshape');
}

/** What comes in lies between 0 and 1, so the loss has a floor: ln(1 + (V - 1)/e) for V classes, ln 2 for a sure no. */
function notesOn(applies: 'softmax' | 'sigmoid', { op, output }: OpNode): string[] {
  if (op.kind === 'softmax' && op.log) return [];
  const within = 'what comes of it is between 0 and 1, so the loss of';
  if (applies === 'sigmoid') return [`${within} a sure no never falls below ln 2 = 0.69`];
  const classes = numberOf(output.type.dims.at(-1) as Dim);
  return classes === undefined
    ? []
    : [`${within} ${classes} classes never falls below ${Math.log(1 + (classes - 1) / Math.E).toFixed(2)}`];
}

function headReport(node: OpNode, head: OpNode | undefined, loss: Loss, sight: Sight): Diagnostic | undefined {
  const why = reasons[roleOf(node.op)]?.(node, loss.def.name);
  if (!head || !why || (roleOf(node.op) === 'norm' && hasOwnStart(node, sight))) return undefined;
  const { text: stage, span } = named(node, sight);
  const last = named(head, sight);
  const labels = [
    { span: last.span, message: 'the last layer with weights' },
    { span: loss.at, message: 'the loss' },
  ];
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const facts = { stage, head: last.text, loss: loss.def.name, why };
  const fixes = layer ? withoutStage(layer, false) : [];
  const before = madeBy(head.inputs[0] as Value, sight.wiring, ({ op }) =>
    ['moves', 'bend', 'mean'].includes(roleOf(op)),
  );
  const isThereToo = before !== undefined && roleOf(before.op) === roleOf(node.op);
  const isBend = roleOf(node.op) === 'bend';
  const help = isThereToo || isBend ? [] : [`before ${last.text} it would do no harm`];
  return diagnostic('lint/after-head', span, facts, { labels, fixes, help });
}

/** A norm over the scores that starts with a scale of its own is meant: `bn init=constant(0.1)`, as in the makemore lectures. */
function hasOwnStart(node: OpNode, sight: Sight): boolean {
  const { stage } = placeOf(node, sight);
  return stage.kind === 'layer' && stage.params.init !== stage.def.params.init?.default;
}

/** What is lost of scores; numbers that are trained towards numbers may well be bent into their range, but not dropped. */
const reasons: { readonly [R in Role]?: (node: OpNode, loss: string) => string | undefined } = {
  dropout: (_, loss) => (loss in own ? 'it drops scores at random' : 'it drops what is predicted at random'),
  norm: ({ op }, loss) => {
    if (loss in own) return 'it ties the scores to each other, or those of one example to others';
    return op.kind === 'batch_norm' ? 'what it predicts for an example hangs on the others of its batch' : undefined;
  },
  bend: ({ op }, loss) => {
    if (!(loss in own) || op.kind !== 'unary') return undefined;
    if (op.fn === 'relu' || op.fn === 'relu_up_to') return 'scores below zero are all the same to it, and do not learn';
    return op.fn === 'tanh' || op.fn === 'sigmoid' ? 'it holds the scores within bounds' : 'it bends the scores';
  },
};
