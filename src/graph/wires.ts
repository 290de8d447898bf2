/** A picture as nodes and edges, for those who draw graphs: DOT and Mermaid. */
import { shapesOf } from './box-text.ts';
import type { Box, GroupBox, LayerBox, Picture } from './picture.ts';

/** A node, or a box round nodes, in the order in which they are drawn. */
export type Item =
  | { readonly kind: 'node'; readonly id: string; readonly box: Box }
  | { readonly kind: 'end'; readonly id: string; readonly text: string }
  | { readonly kind: 'group'; readonly id: string; readonly box: GroupBox; readonly items: readonly Item[] };

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** The type of what goes along; empty where it is said by another edge of the node. */
  readonly text: string;
  /** It takes a remembered value. */
  readonly isTap: boolean;
}

export interface Wires {
  readonly items: readonly Item[];
  readonly edges: readonly Edge[];
}

/** Where a stream comes from. */
interface Stream {
  readonly id: string;
  readonly text: string;
}

interface Drawing {
  readonly prefix: string;
  readonly edges: Edge[];
  /** Where remembered values come from, by their ids. */
  readonly taps: Map<number, Stream>;
  next: number;
}

/** All nodes and edges; `prefix` begins the names of nodes, so that several pictures can stand in one graph. */
export function wiresOf({ boxes, input, output }: Picture, prefix = ''): Wires {
  const drawing: Drawing = { prefix, edges: [], taps: new Map(), next: 0 };
  const start: Item = { kind: 'end', id: newId(drawing), text: 'input' };
  const { items, stream } = list(boxes, { id: start.id, text: input ?? 'unknown' }, drawing);
  const end: Item = { kind: 'end', id: newId(drawing), text: 'output' };
  connect({ ...stream, text: output ?? 'unknown' }, end.id, drawing);
  return { items: [start, ...items, end], edges: drawing.edges };
}

interface Drawn {
  readonly items: readonly Item[];
  readonly stream: Stream;
}

function list(boxes: readonly Box[], from: Stream, drawing: Drawing): Drawn {
  const items: Item[] = [];
  let stream = from;
  for (const box of boxes) {
    const drawn = draw(box, stream, drawing);
    items.push(...drawn.items);
    stream = drawn.stream;
  }
  return { items, stream };
}

function draw(box: Box, from: Stream, drawing: Drawing): Drawn {
  switch (box.kind) {
    case 'layer':
      return node(box, from, drawing);
    case 'group': {
      const id = newId(drawing);
      const { items, stream } = list(box.children, from, drawing);
      // What leaves it is what the last turn gives.
      return {
        items: [{ kind: 'group', id, box, items }],
        stream: { ...stream, text: box.outputs.at(-1) ?? 'unknown' },
      };
    }
    case 'join': {
      const branches = box.branches.map((branch) => list(branch, from, drawing));
      const id = newId(drawing);
      for (const { stream } of branches) connect(stream, id, drawing);
      connectTaps(box.taps, id, drawing);
      const items = branches.flatMap((branch) => branch.items);
      return { items: [...items, { kind: 'node', id, box }], stream: { id, text: shapesOf(box) } };
    }
    case 'tap': {
      const { items, stream } = list(box.branch, from, drawing);
      for (const tap of box.taps) drawing.taps.set(tap, stream);
      return { items, stream: from };
    }
    case 'read': {
      const id = newId(drawing);
      connectTaps(box.taps, id, drawing);
      return { items: [{ kind: 'node', id, box }], stream: { id, text: shapesOf(box) } };
    }
  }
}

function node(box: LayerBox, from: Stream, drawing: Drawing): Drawn {
  const id = newId(drawing);
  connect(from, id, drawing);
  return { items: [{ kind: 'node', id, box }], stream: { id, text: shapesOf(box) } };
}

function connect({ id: from, text }: Stream, to: string, { edges }: Drawing): void {
  edges.push({ from, to, text, isTap: false });
}

/** Taps of all turns come from one node where the turns are drawn as one. */
function connectTaps(taps: readonly number[], to: string, { taps: known, edges }: Drawing): void {
  const streams = new Map(taps.flatMap((tap) => known.get(tap) ?? []).map((stream) => [stream.id, stream]));
  for (const { id: from, text } of streams.values()) edges.push({ from, to, text, isTap: true });
}

function newId(drawing: Drawing): string {
  return `${drawing.prefix}n${drawing.next++}`;
}
