/** Changes of what a spec says, made on its tree: a stage dropped or doubled, a size changed, two arguments or stages swapped. */
import type { Args, Stack, Value } from '../../../src/parser/ast.ts';
import { parse } from '../../../src/parser/parse.ts';
import { type Node, walk } from '../../../src/parser/visit.ts';
import { source, textOf } from '../../../src/text/source.ts';
import { type Mutant, over } from './mutant.ts';
import { misspelt } from './spelling.ts';

/** Everything in a text that can be changed, changed in every way. */
export function meaningMutants(text: string): readonly Mutant[] {
  const found: Mutant[] = [];
  walk(parse(source('spec.mm', text)).value, (node) => {
    if (node.kind === 'stack') found.push(...stageMutants(node));
    if (node.kind === 'number') found.push(...sizeMutants(node));
    if (node.kind === 'name' || node.kind === 'name-expr') found.push(...nameMutants(node));
    if ('args' in node) found.push(...argumentMutants(node.args));
  });
  return found;
}

function stageMutants({ stages }: Stack): Mutant[] {
  return stages.flatMap((stage, at): Mutant[] => {
    const [before, next] = [stages[at - 1], stages[at + 1]];
    const { start, end } = stage.span;
    const doubled = { start, end: start, text: `${textOf(stage.span)} | ` };
    const found: Mutant[] = [{ kind: 'a stage twice', change: doubled }];
    if (next) found.push({ kind: 'no stage', change: { start, end: next.span.start, text: '' } });
    else if (before) found.push({ kind: 'no stage', change: { start: before.span.end, end, text: '' } });
    if (next) found.push({ kind: 'two stages swapped', change: swapped(stage, next) });
    return found;
  });
}

function argumentMutants({ positionals, settings }: Args): Mutant[] {
  const swaps = positionals.slice(1).map((second, at) => {
    return { kind: 'two arguments swapped', change: swapped(positionals[at] as Value, second) };
  });
  const gone = [...positionals, ...settings].map((node): Mutant => ({ kind: 'no argument', change: over(node, '') }));
  const twice = settings.map(({ span: { start }, span }): Mutant => {
    return { kind: 'a setting twice', change: { start, end: start, text: `${textOf(span)} ` } };
  });
  return [...swaps, ...gone, ...twice];
}

function swapped(first: Pick<Node, 'span'>, second: Pick<Node, 'span'>) {
  const { source: from } = first.span;
  const between = from.text.slice(first.span.end, second.span.start);
  const text = textOf(second.span) + between + textOf(first.span);
  return { start: first.span.start, end: second.span.end, text };
}

function sizeMutants(node: Node & { kind: 'number' }): Mutant[] {
  const { value } = node;
  if (node.unit !== undefined) return [];
  const sizes = Number.isInteger(value)
    ? [value + 1, 2 * value, 0, ...(value % 2 === 0 ? [value / 2] : [value + 0.5])]
    : [-value, 2 * value, value + 1];
  const texts = [...new Set(sizes.filter((size) => size !== value))].map((size) => [
    `a size ${size === 0 ? 'of 0' : ''}`,
    `${size}`,
  ]);
  return [...texts, ['a size below 0', `-${textOf(node.span)}`]].map(([kind = '', put = '']) => {
    return { kind: kind.trim() === 'a size' ? 'another size' : kind.trim(), change: over(node, put) };
  });
}

function nameMutants(node: Node & { kind: 'name' | 'name-expr' }): Mutant[] {
  const name = textOf(node.span);
  return misspelt(name).map((text) => ({ kind: 'a name misspelt', change: over(node, text), meant: name }));
}
