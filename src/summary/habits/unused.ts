/** Constants, blocks, defaults, taps and files that nothing uses. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { BlockItem, DefaultItem, Item, LetItem, Spec, UseItem } from '../../parser/ast.ts';
import { childrenOf, type Node, walk } from '../../parser/visit.ts';
import { layerNamed } from '../../resolve/entries.ts';
import type { CheckedSpec, CheckedStage } from '../../shapecheck/checked.ts';
import { sameShape } from '../../shapes/shape.ts';
import { type Span, textOf } from '../../text/source.ts';
import type { Lowered } from '../lowered.ts';
import { placesIn, placesOf } from '../places.ts';
import { withoutStage, writtenIn } from './written.ts';

/** What a spec declares to no end. */
export function unusedReports({ tree, brought }: CheckedSpec, models: readonly Lowered[]): Diagnostic[] {
  // A file without a model is there for others to use.
  if (!tree.items.some(({ kind }) => kind === 'model')) return [];
  const declared = tree.items.flatMap((item) => {
    if (item.kind === 'let' && !isNamed(item, tree)) return [constantReport(item)];
    if (item.kind === 'block' && item.type && !isNamed(item, tree)) return [report(item, 'the block', item.name)];
    if (item.kind === 'use' && isIdle(item, brought.get(item), tree)) return [useReport(item)];
    if (item.kind === 'default' && !isApplied(item, tree)) return [report(item, 'the default of', item.layer)];
    return [];
  });
  return [...declared, ...models.flatMap((model) => unreadTaps(model, tree))];
}

function report(item: Item, what: string, { text, span }: LetItem['name']): Diagnostic {
  return diagnostic('lint/unused', span, { what, name: text }, { fixes: [withoutItem(item)] });
}

function constantReport(item: LetItem): Diagnostic {
  const found = report(item, 'the constant', item.name);
  return { ...found, help: [`write ${item.name.text} where it is meant, or leave the let out`] };
}

/** Whether a file that could be had brings nothing in that is named. */
function isIdle(item: UseItem, brought: readonly string[] | undefined, { items }: Spec): boolean {
  return brought?.every((name) => !items.some((other) => other !== item && names(other, name))) === true;
}

function useReport(item: UseItem): Diagnostic {
  const { span } = item.path;
  return diagnostic('lint/unused', span, { what: 'the file', name: textOf(span) }, { fixes: [withoutItem(item)] });
}

function withoutItem({ span, kind }: Item): Fix {
  const { text } = span.source;
  let end = span.end;
  while (text[end] === ' ' || text[end] === '\t') end++;
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  const isLine = span.start === 0 || text[span.start - 1] === '\n';
  const edits = [{ span: isLine ? { ...span, end } : span, text: '' }];
  return { title: `leave the ${kind} out`, safe: false, edits };
}

/** Whether anything names a constant or block, but for what has a parameter or variable of that name, and itself. */
function isNamed(item: LetItem | BlockItem, { items }: Spec): boolean {
  const name = item.name.text;
  return items.some((other) => other !== item && names(other, name));
}

function names(node: Node, name: string): boolean {
  if (node.kind === 'block' && node.params.some((param) => param.name.text === name)) return false;
  if (node.kind === 'repeat' && node.variables.some(({ text }) => text === name)) return names(node.over, name);
  if (node.kind === 'name-expr') return node.name === name;
  if (node.kind === 'layer' && node.name.text === name) return true;
  if (node.kind === 'sweep' && node.args.settings.some(({ key }) => key.text === name)) return true;
  return childrenOf(node).some((child) => names(child, name));
}

/** Whether the layer stands anywhere further down. */
function isApplied({ layer, span }: DefaultItem, spec: Spec): boolean {
  let found = false;
  walk(spec, (node) => {
    const word = node.kind === 'layer' ? node.name.text : node.kind === 'name-expr' ? node.name : undefined;
    if (word !== undefined && node.span.start > span.end) found ||= layerNamed(word)?.def.name === layer.text;
    return !found;
  });
  return found;
}

/** Taps that are read at none of their places; where weights hang on what they remember, more is said of it. */
function unreadTaps({ model }: Lowered, tree: Spec): Diagnostic[] {
  const stages = [...placesOf(model).values()].map(({ stage }) => stage);
  const read = new Set(stages.flatMap(readBy));
  const taps = stages.filter((stage) => stage.kind === 'tap');
  const used = new Set(taps.filter(({ tap }) => read.has(tap)).map(({ span }) => span.start));
  const idle = taps.filter(
    (tap) => tap.span.source === tree.source && !hasWeights(tap.branch) && !used.has(tap.span.start),
  );
  const written = writtenIn(tree);
  return [...new Map(idle.map((tap) => [tap.span.start, tap])).values()].flatMap(({ span, branch }) => {
    const stage = written.stage(span);
    // A tap of its caller's may be read by another one.
    if (stage?.node.kind !== 'tap' || stage.params.has(stage.node.tap.name.text)) return [];
    const name = `@${stage.node.tap.name.text}`;
    const fixes = [...(branch ? intoStream(span, branch) : []), ...withoutStage(stage, false)];
    const help = branch ? [`read it where it is meant: ${name}`] : [];
    return [diagnostic('lint/unused', span, { what: 'the tap', name }, { help, fixes })];
  });
}

/** What a tap makes of the stream beside it may have been meant for the stream itself, where it fits into it. */
function intoStream(tap: Span, { span, input, output }: CheckedStage): Fix[] {
  if (!input || !output || !sameShape(input.dims, output.dims)) return [];
  const text = textOf(span).replace(/^\(\s*|\s*\)$/g, '');
  return [replace(`put ${text} into the stream`, tap, text)];
}

/** Whether any stage in a branch has weights of its own. */
function hasWeights(branch: CheckedStage | undefined): boolean {
  return (
    branch !== undefined &&
    [...placesIn(branch).values()].some(({ stage }) => stage.kind === 'layer' && stage.weights.length > 0)
  );
}

function readBy(stage: CheckedStage): readonly number[] {
  if (stage.kind === 'read') return [stage.tap];
  return stage.kind === 'join' ? (stage.taps ?? []) : [];
}
