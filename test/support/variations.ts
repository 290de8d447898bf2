/** A sound spec in other sizes, depths, batches, activations and starts, which leave it as sound as it was. */
import type { Setting } from '../../src/parser/ast.ts';
import { parse } from '../../src/parser/parse.ts';
import { type Node, walk } from '../../src/parser/visit.ts';
import { source, textOf } from '../../src/text/source.ts';

export interface Variation {
  readonly kind: string;
  readonly text: string;
}

type NumberNode = Node & { readonly kind: 'number' };

interface Edit {
  readonly node: Pick<Node, 'span'>;
  readonly text: string;
}

/** Every variation of a text that differs from it. */
export function variationsOf(text: string): readonly Variation[] {
  const nodes = nodesIn(text);
  const numbers = (of: (node: NumberNode) => boolean) =>
    nodes.filter((node): node is NumberNode => node.kind === 'number' && node.unit === undefined && of(node));
  const settings = nodes.filter((node): node is Setting => node.kind === 'setting');
  const valuesOf = (key: string) => settings.flatMap(({ key: { text: name }, value }) => (name === key ? [value] : []));
  const times = (found: readonly Node[], factor: number, least = 1): Edit[] =>
    found.flatMap((node) => {
      if (node.kind !== 'number' || !Number.isInteger(node.value * factor) || node.value * factor < least) return [];
      return [{ node, text: `${node.value * factor}` }];
    });
  const widths = widthsIn(nodes, numbers);
  const turns = nodes.flatMap((node) => (node.kind === 'repeat' ? [node.over] : []));
  const relus = nodes.filter((node) => node.kind === 'layer' && textOf(node.span) === 'relu');
  const lengths = lengthsIn(nodes);
  // Without norms silu and gelu lose more of a number than relu, so that little is left of it after many layers.
  const hasNorm = nodes.some((node) => node.kind === 'layer' && ['bn', 'ln', 'groupnorm'].includes(node.name.text));
  const bends = hasNorm ? ['silu', 'gelu', 'elu', 'leaky_relu 0.1'] : ['elu', 'leaky_relu 0.1'];
  const found: [string, readonly Edit[]][] = [
    ['twice as wide', times(widths, 2)],
    ['half as wide', times(widths, 0.5, 4)],
    ['twice as deep', times(turns, 2)],
    ['half as deep', times(turns, 0.5)],
    ['twice the batch', times(valuesOf('batch'), 2)],
    ['half the batch', times(valuesOf('batch'), 0.5, 2)],
    ['twice the steps', times(valuesOf('steps'), 2)],
    ['half the context', times(valuesOf('context'), 0.5)],
    ['larger images', times(lengths, 1.25)],
    ['smaller images', times(lengths, 0.75)],
    ['images of odd size', lengths.map((node) => ({ node, text: `${node.value + 1}` }))],
    ...bends.map((by): [string, readonly Edit[]] => [`${by} for relu`, relus.map((node) => ({ node, text: by }))]),
  ];
  const edited = found.flatMap(([kind, edits]) => (edits.length > 0 ? [{ kind, text: applied(text, edits) }] : []));
  return [...edited, ...startsOf(nodes).map((start) => ({ kind: start, text: `${start}\n${text}` }))];
}

/** Starts that Keras and the recipes of PyTorch give all layers; He's is for stacks without residuals around them. */
function startsOf(nodes: readonly Node[]): string[] {
  const layers = nodes.flatMap((node) => (node.kind === 'layer' ? [node.name.text] : []));
  const set = nodes.flatMap((node) => (node.kind === 'default' ? [node.layer.text] : []));
  const words = ['linear', 'conv'].filter((word) => layers.includes(word) && !set.includes(word));
  const hasResidual = nodes.some(({ kind }) => kind === 'residual' || kind === 'tap');
  const inits = hasResidual ? ['xavier'] : ['xavier', 'kaiming'];
  if (words.length === 0) return [];
  return inits.map((init) => words.map((word) => `default ${word} init=${init} bias_init=zeros`).join(' '));
}

function nodesIn(text: string): readonly Node[] {
  const nodes: Node[] = [];
  walk(parse(source('spec.mm', text)).value, (node) => nodes.push(node));
  return nodes;
}

/** Numbers of channels and features: those in stacks and constants that are no sizes of the data, and no settings. */
function widthsIn(nodes: readonly Node[], numbers: (of: (node: NumberNode) => boolean) => NumberNode[]): NumberNode[] {
  const given = nodes.filter(({ kind }) => kind === 'input' || kind === 'target' || kind === 'setting');
  const sizes = numbers((node) => given.some((item) => item.kind !== 'setting' && isIn(node, item)));
  const fixed = new Set(sizes.map(({ value }) => value));
  const windows = nodes.flatMap((node) =>
    node.kind === 'layer' && /^(conv|depthwise|maxpool|avgpool)/.test(node.name.text)
      ? node.args.positionals.slice(-1)
      : [],
  );
  const around = nodes.filter(({ kind }) => kind === 'model' || kind === 'block' || kind === 'let');
  return numbers(
    (node) =>
      node.value >= 16 &&
      !fixed.has(node.value) &&
      !windows.some((window) => isIn(node, window)) &&
      around.some((item) => isIn(node, item)) &&
      !given.some((item) => isIn(node, item)),
  );
}

/** The rows and columns of an input image. */
function lengthsIn(nodes: readonly Node[]): NumberNode[] {
  const item = nodes.find((node) => node.kind === 'input');
  if (item?.kind !== 'input' || item.dims.length !== 3) return [];
  return item.dims.slice(0, 2).flatMap(({ value }) => (value?.kind === 'number' && value.value >= 28 ? [value] : []));
}

function isIn({ span }: Pick<Node, 'span'>, around: Pick<Node, 'span'>): boolean {
  return span.start >= around.span.start && span.end <= around.span.end;
}

function applied(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.node.span.start - a.node.span.start);
  return backwards.reduce(
    (now, { node, text: by }) => now.slice(0, node.span.start) + by + now.slice(node.span.end),
    text,
  );
}
