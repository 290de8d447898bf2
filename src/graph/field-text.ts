/** A field picture in characters: a line for each row, and lines between them from each place to what it sees. */
import { countOf } from '../analyses/field/spots.ts';
import { both } from '../diagnostics/row.ts';
import { type Layout, type LayoutRow, layoutOf } from './field-layout.ts';
import type { FieldPicture } from './field-picture.ts';

/** Directions of a line from the middle of a character. */
const [up, down, left, right] = [1, 2, 4, 8];
/** By the sum of the directions. */
const lines = [' ', '╵', '╷', '│', '╴', '╯', '╮', '┤', '╶', '╰', '╭', '├', '─', '┴', '┬', '┼'];

export function fieldText(picture: FieldPicture, width: number): string {
  const labels = picture.rows.map(labelOf);
  const room = Math.min(28, Math.floor(width / 3), Math.max(...labels.map((label) => label.length)));
  const most = Math.max(5, Math.floor((width - room - 3) / 2));
  const layout = layoutOf(picture, most);
  // An even number, so that what stands between two columns has a character of its own.
  const step = Math.max(2, Math.min(6, 2 * Math.floor((width - room - 3) / (2 * (layout.last + 1)))));
  const columns = Math.round(layout.last * step) + 1;
  const drawn = layout.rows.flatMap((row, at) => {
    const name = labelOf(row).slice(0, room).padEnd(room);
    const dots = dotLine(layout, at, step, columns);
    const below = at === layout.rows.length - 1 ? [] : [' '.repeat(room + 2) + linesBelow(layout, at, step, columns)];
    return [`${name}  ${dots}`, ...below];
  });
  return drawn.map((line) => line.trimEnd()).join('\n');
}

/** The first stage of a row with those of its settings that count here. */
export function labelOf({ stages }: Pick<LayoutRow, 'stages'>): string {
  const [first = 'input', ...others] = [
    ...new Set(stages.map((stage) => stage.replace(/ (?:(?!dilation|stride|window)\w+=\S+|\w+=1(?!\S))/g, ''))),
  ];
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** Filled where it is seen, and lines that go past. */
function dotLine({ rows }: Layout, at: number, step: number, columns: number): string {
  const cells = Array.from({ length: columns }, () => ' ');
  for (const edge of passing(rows, at)) cells[Math.round(edge.to * step)] = '│';
  for (const { x, isSeen, isMany } of rows[at]?.dots ?? [])
    cells[Math.round(x * step)] = isMany ? '…' : isSeen ? '●' : '·';
  return cells.join('');
}

function passing(rows: readonly LayoutRow[], at: number) {
  return rows.slice(0, at).flatMap(({ edges }) => edges.filter(({ row }) => row > at));
}

function linesBelow({ rows }: Layout, at: number, step: number, columns: number): string {
  const cells = Array.from({ length: columns }, () => 0);
  const add = (x: number, direction: number) => {
    cells[x] = (cells[x] ?? 0) | direction;
  };
  for (const { to } of passing(rows, at)) add(Math.round(to * step), up | down);
  for (const edge of rows[at]?.edges ?? []) {
    const [from, to] = [Math.round(edge.from * step), Math.round(edge.to * step)];
    add(from, up);
    add(to, down);
    for (let x = Math.min(from, to); x < Math.max(from, to); x++) {
      add(x, right);
      add(x + 1, left);
    }
  }
  return cells.map((cell) => lines[cell]).join('');
}

/** "position 15 of the output sees 8 of 16 positions: 8 to 15". */
export function seenSentence({ what, at, seen, rows }: FieldPicture): string {
  const all = rows[0]?.places ?? 0;
  const count = countOf(seen);
  const who = at === undefined ? 'the output' : `${what.slice(0, -1)} ${at} of the output`;
  const stretches = seen.flatMap((from, place) =>
    place % 2 === 0 ? [stretchText(from, seen[place + 1] as number)] : [],
  );
  const which =
    count === all || count === 0
      ? ''
      : `: ${both(stretches.length > 4 ? [...stretches.slice(0, 3), 'others'] : stretches)}`;
  return `${who} sees ${count} of ${all} ${what}${which}`;
}

function stretchText(from: number, to: number): string {
  return to - from === 1 ? `${from}` : `${from} to ${to - 1}`;
}
