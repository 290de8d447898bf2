/** A field picture as SVG that can be read on light and on dark ground. */

import { type Layout, type LayoutRow, layoutOf } from './field-layout.ts';
import type { FieldPicture } from './field-picture.ts';
import { labelOf } from './field-text.ts';

/** Columns at the most; more would be too near to each other. Where nearly all see all, fewer tell as much. */
const most = { usual: 64, dense: 24, lines: 4000 };
const row = { height: 56, top: 64 };
const labels = { left: 20, width: 190 };

/** Without a ground of its own; the colours follow the reader's theme where the viewer knows it. */
const style = `
    text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #57606a; }
    .title { font-size: 16px; font-weight: 600; fill: #1f2328; }
    .ground { fill: #ffffff; }
    .edge { stroke: #0969da; stroke-width: 1.5; }
    .dot { fill: #ffffff; stroke: #afb8c1; stroke-width: 1.5; }
    .seen { fill: #0969da; stroke: #0969da; }
    .many { fill: #8c959f; }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1; }
      .title { fill: #f0f6fc; }
      .ground { fill: #0d1117; }
      .edge { stroke: #4493f8; }
      .dot { fill: #0d1117; stroke: #656c76; }
      .seen { fill: #4493f8; stroke: #4493f8; }
      .many { fill: #656c76; }
    }
  `;

/** The picture as a text that ends with a line end. */
export function fieldSvg(picture: FieldPicture, title: string): string {
  const usual = layoutOf(picture, most.usual);
  const lines = usual.rows.reduce((sum, { edges }) => sum + edges.length, 0);
  const layout = lines > most.lines ? layoutOf(picture, most.dense) : usual;
  const step = Math.max(14, Math.min(40, Math.floor(900 / (layout.last + 1))));
  const left = labels.left + labels.width + step / 2;
  const width = Math.max(left + layout.last * step + step, 480);
  const height = row.top + layout.rows.length * row.height;
  const x = (column: number) => Math.round((left + column * step) * 10) / 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `  <style>${style}</style>`,
    `  <rect class="ground" width="${width}" height="${height}"/>`,
    `  <text class="title" x="${labels.left}" y="30">${escaped(title)}</text>`,
    ...layout.rows.flatMap((each, at) => edgesOf(each, at, x)),
    ...layout.rows.flatMap((each, at) => rowOf(each, at, x, radiusOf(layout, step))),
    '</svg>',
    '',
  ].join('\n');
}

function y(at: number): number {
  return row.top + at * row.height + row.height / 2 - 8;
}

/** As large as the nearest neighbours leave room for. */
function radiusOf({ rows }: Layout, step: number): number {
  const gaps = rows.flatMap(({ dots }) => {
    const columns = dots.flatMap(({ x, isMany }) => (isMany ? [] : [x])).sort((a, b) => a - b);
    return columns.slice(1).map((x, at) => x - (columns[at] as number));
  });
  return Math.round(10 * Math.max(2, Math.min(8, 0.35 * step * Math.min(1, ...gaps)))) / 10;
}

/** The more lines, the fainter each. */
function edgesOf({ edges }: LayoutRow, at: number, x: (column: number) => number): string[] {
  if (edges.length === 0) return [];
  const opacity = Math.round(100 * Math.min(0.6, Math.max(0.06, 30 / edges.length))) / 100;
  const drawn = edges.map(({ from, to, row: below }) => {
    return `    <line class="edge" x1="${x(from)}" y1="${y(at)}" x2="${x(to)}" y2="${y(below)}"/>`;
  });
  return [`  <g stroke-opacity="${opacity}">`, ...drawn, '  </g>'];
}

function rowOf({ stages, dots }: LayoutRow, at: number, x: (column: number) => number, radius: number): string[] {
  const name = labelOf({ stages });
  const label = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return [
    `  <text x="${labels.left}" y="${y(at)}" dy="0.35em">${escaped(label)}</text>`,
    ...dots.flatMap(({ x: column, isSeen, isMany }) => {
      if (!isMany)
        return [`  <circle class="dot${isSeen ? ' seen' : ''}" cx="${x(column)}" cy="${y(at)}" r="${radius}"/>`];
      return [-1, 0, 1].map(
        (offset) => `  <circle class="many" cx="${x(column) + 5 * offset}" cy="${y(at)}" r="1.5"/>`,
      );
    }),
  ];
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd').replace(/[&<>"]/g, (character) => names[character] ?? character);
}
