/** A picture as Mermaid text, which GitHub and others draw. */
import { groupTitle, paramsText, titleOf } from './box-text.ts';
import type { Picture } from './picture.ts';
import { type Edge, type Item, wiresOf } from './wires.ts';

/** A flowchart from top to bottom. */
export function mermaidOf(picture: Picture): string {
  const { items, edges } = wiresOf(picture);
  return `${['flowchart TB', ...indented([...items.flatMap(itemLines), ...edges.map(edgeLine)])].join('\n')}\n`;
}

function itemLines(item: Item): string[] {
  switch (item.kind) {
    case 'end':
      return [`${item.id}([${quoted(item.text)}])`];
    case 'node': {
      const params = paramsText(item.box);
      return [`${item.id}[${quoted(params === '' ? titleOf(item.box) : `${titleOf(item.box)}\n${params}`)}]`];
    }
    case 'group':
      return [
        `subgraph ${item.id}[${quoted(groupTitle(item.box))}]`,
        ...indented(item.items.flatMap(itemLines)),
        'end',
      ];
  }
}

function edgeLine({ from, to, text, isTap }: Edge): string {
  return `${from} ${isTap ? '-.->' : '-->'}|${quoted(text)}| ${to}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A text in Mermaid, whose entities are written with # in place of &. */
function quoted(text: string): string {
  const safe = text
    .replaceAll('#', '#35;')
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('`', '#96;')
    .replaceAll('\n', '<br/>');
  return `"${safe}"`;
}
