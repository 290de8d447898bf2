/** What is written in a box, on an edge and in what appears when one points at a box. */
import { add, constant, type Dim, numberOf, toText } from '../shapes/dim.ts';
import type { Box, GroupBox } from './picture.ts';

/** The stage in one line; where turns differ, the first one with a mark. */
export function titleOf({ texts }: Box): string {
  const [first = ''] = texts;
  const line = first.replace(/\s+/g, ' ');
  return new Set(texts).size > 1 ? `${line} …` : line;
}

/** `fuse 2 128`, `repeat x 3`. */
export function groupTitle(box: GroupBox): string {
  return box.times > 1 ? `${titleOf(box).replace(/^repeat\b.*/, 'repeat')} x ${box.times}` : titleOf(box);
}

/** What a box gives: one type, or those of its turns. */
export function shapesOf({ outputs }: Box): string {
  const shapes = distinct(outputs.map((output) => output ?? 'unknown'));
  return shapes.length <= 3 ? shapes.join(', ') : `${shapes[0]}, … ${shapes.at(-1)}`;
}

/** Trained numbers of all turns; empty for none. */
export function paramsText(box: Box): string {
  const params = box.kind === 'layer' ? sum(box.params) : constant(0);
  return numberOf(params) === 0 ? '' : countText(params);
}

/** A line each: what it is, what it gives, its parameters and multiply-adds, where it stands. */
export function aboutOf(box: Box): string {
  const lines = [...distinct(box.texts.map((text) => text.replace(/\s+/g, ' '))), `gives ${shapesOf(box)}`];
  if (box.kind === 'layer') {
    const params = paramsText(box);
    const macs = sum(box.macs);
    if (params !== '') lines.push(`${params} parameters`);
    if (numberOf(macs) !== 0) lines.push(`${countText(macs)} multiply-adds`);
  }
  return [...lines, ...box.paths.slice(0, 3), ...(box.paths.length > 3 ? ['…'] : [])].join('\n');
}

function sum(dims: readonly Dim[]): Dim {
  return dims.reduce(add, constant(0));
}

function countText(dim: Dim): string {
  return numberOf(dim)?.toLocaleString('en-US') ?? toText(dim);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
