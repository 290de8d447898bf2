/** Pictures in Graphviz's DOT language; a picture beside another where two are given. */
import { wrap } from '../diagnostics/render-text.ts';
import { aboutOf, groupTitle, paramsText, titleOf } from './box-text.ts';
import type { Box, Picture } from './picture.ts';
import { type Edge, type Item, wiresOf } from './wires.ts';

/** How a box is marked, as a class of its node; undefined for none. */
export type Mark = (box: Box) => string | undefined;

/** A picture, what stands above it, and its marks. */
export interface Marked {
  readonly picture: Picture;
  readonly title?: string;
  readonly mark?: Mark;
}

/** The letters of a line in a box. */
const WIDEST = 36;

/** One graph from top to bottom. */
export function dotOf(pictures: readonly Marked[]): string {
  const inner = pictures.flatMap(({ picture, title, mark = () => undefined }, at) => {
    const prefix = pictures.length > 1 ? `p${at}` : '';
    const { items, edges } = wiresOf(picture, prefix);
    const lines = [...items.flatMap((item) => itemLines(item, mark)), ...edges.map(edgeLine)];
    if (title === undefined) return lines;
    return [
      `subgraph ${quoted(`cluster_${prefix}`)} {`,
      ...indented([`label=${quoted(title)} class="picture"`, ...lines]),
      '}',
    ];
  });
  const defaults = [
    'graph [bgcolor=transparent ranksep=0.3 nodesep=0.3 fontname="Helvetica,Arial,sans-serif" fontsize=13]',
    'node [shape=box style="rounded,filled" fontname="Helvetica,Arial,sans-serif" fontsize=13 height=0.35 margin="0.2,0.05"]',
    'edge [fontname="Helvetica,Arial,sans-serif" fontsize=11 arrowsize=0.6]',
  ];
  return `${['digraph {', ...indented([...defaults, ...inner]), '}'].join('\n')}\n`;
}

function itemLines(item: Item, mark: Mark): string[] {
  switch (item.kind) {
    case 'end':
      return [`${quoted(item.id)} [label=${quoted(item.text)} shape=plaintext style="" class="end"]`];
    case 'node':
      return [nodeLine(item.id, item.box, mark)];
    case 'group':
      return [
        `subgraph ${quoted(`cluster_${item.id}`)} {`,
        ...indented([
          `label=${quoted(groupTitle(item.box))} labeljust=l style=rounded class=${quoted(classes('group', mark(item.box)))} tooltip=${quoted(aboutOf(item.box))}`,
          ...item.items.flatMap((inner) => itemLines(inner, mark)),
        ]),
        '}',
      ];
  }
}

function nodeLine(id: string, box: Box, mark: Mark): string {
  const params = paramsText(box);
  const title = wrap(titleOf(box), WIDEST).join('\n');
  const label = params === '' ? title : `${title}\n${params}`;
  const kind = box.kind === 'layer' && box.isBroken ? 'broken' : box.kind;
  return `${quoted(id)} [label=${quoted(label)} class=${quoted(classes(kind, mark(box)))} tooltip=${quoted(aboutOf(box))}]`;
}

function classes(kind: string, mark: string | undefined): string {
  return mark === undefined ? kind : `${kind} ${mark}`;
}

function edgeLine({ from, to, text, isTap }: Edge): string {
  const style = isTap ? ' style=dashed class="tap"' : '';
  return `${quoted(from)} -> ${quoted(to)} [label=${quoted(besideEdge(text))}${style}]`;
}

/** The shapes below each other, a blank away from their edge. */
function besideEdge(text: string): string {
  return text
    .split(/(?<=\]), /)
    .map((shape) => (shape === '' ? '' : `\u00a0${shape}`))
    .join('\n');
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A text in DOT: no quote ends it, no backslash begins an escape, no ampersand an entity. */
function quoted(text: string): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll('&', '&amp;').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${safe}"`;
}
