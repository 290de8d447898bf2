/** The loss of a run as an SVG picture that can be read on light and on dark ground. */
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { type LossScale, lossName, type Point } from './plot.ts';

const size = { width: 760, height: 420 };
const area = { left: 72, right: 736, top: 56, bottom: 364 };

/** Without a ground of its own; the colours follow the reader's theme where the viewer knows it. */
const style = `
    text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #57606a; }
    .title { font-size: 16px; font-weight: 600; fill: #1f2328; }
    .ground { fill: #ffffff; }
    .grid { stroke: #d8dee4; stroke-width: 1; }
    .axis { stroke: #8c959f; stroke-width: 1; }
    .loss { fill: none; stroke: #0969da; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
    .point { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1; }
      .title { fill: #f0f6fc; }
      .ground { fill: #0d1117; }
      .grid { stroke: #262c36; }
      .axis { stroke: #656c76; }
      .loss { stroke: #4493f8; }
      .point { fill: #4493f8; }
    }
  `;

/** The picture as a text that ends with a line end. */
export function svgPlot(points: readonly Point[], title: string, scale: LossScale): string {
  const x = scaleLinear(extent(points.map(({ step }) => step)), [area.left, area.right]);
  const y = scaleLinear(extent(points.map(({ value }) => value)), [area.bottom, area.top]).nice(6);
  const about = `${title}: ${lossName(scale)} by step`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${escaped(about)}">`,
    `  <style>${style}</style>`,
    `  <rect class="ground" width="${size.width}" height="${size.height}"/>`,
    `  <text class="title" x="${area.left}" y="30">${escaped(title)}</text>`,
    ...valueAxis(y, lossName(scale)),
    ...stepAxis(x),
    curve(points, x, y),
    '</svg>',
    '',
  ].join('\n');
}

/** The least and the greatest; a single value gets some room on both sides. */
function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [least, greatest] = values.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)] as const,
    [Infinity, -Infinity],
  );
  return least === greatest ? [least - 0.5, greatest + 0.5] : [least, greatest];
}

function valueAxis(y: ScaleLinear<number, number>, name: string): string[] {
  const format = y.tickFormat(6);
  const ticks = y.ticks(6).flatMap((tick) => {
    const at = round(y(tick));
    return [
      `  <line class="grid" x1="${area.left}" x2="${area.right}" y1="${at}" y2="${at}"/>`,
      `  <text x="${area.left - 10}" y="${at}" dy="0.35em" text-anchor="end">${format(tick)}</text>`,
    ];
  });
  const middle = (area.top + area.bottom) / 2;
  return [...ticks, `  <text transform="translate(20 ${middle}) rotate(-90)" text-anchor="middle">${name}</text>`];
}

function stepAxis(x: ScaleLinear<number, number>): string[] {
  const ticks = x.ticks(8).filter(Number.isInteger);
  return [
    `  <line class="axis" x1="${area.left}" x2="${area.right}" y1="${area.bottom}" y2="${area.bottom}"/>`,
    ...ticks.flatMap((tick) => {
      const at = round(x(tick));
      return [
        `  <line class="axis" x1="${at}" x2="${at}" y1="${area.bottom}" y2="${area.bottom + 5}"/>`,
        `  <text x="${at}" y="${area.bottom + 20}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`,
      ];
    }),
    `  <text x="${(area.left + area.right) / 2}" y="${area.bottom + 44}" text-anchor="middle">step</text>`,
  ];
}

/** A line through the points; a lone point is a dot. */
function curve(points: readonly Point[], x: ScaleLinear<number, number>, y: ScaleLinear<number, number>): string {
  const [first] = points;
  if (first && points.length === 1)
    return `  <circle class="point" cx="${round(x(first.step))}" cy="${round(y(first.value))}" r="3"/>`;
  const path = line<Point>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  ).digits(1);
  return `  <path class="loss" d="${path(thinned(points, x)) ?? ''}"/>`;
}

/** At most four points for each column of pixels: first, least, greatest, last, which draw what all of them would. */
function thinned(points: readonly Point[], x: ScaleLinear<number, number>): readonly Point[] {
  if (points.length <= 4 * (area.right - area.left)) return points;
  const columns = new Map<number, Point[]>();
  for (const point of points) {
    const column = Math.floor(x(point.step));
    const known = columns.get(column);
    if (known) known.push(point);
    else columns.set(column, [point]);
  }
  return [...columns.values()].flatMap(ends);
}

function ends(points: readonly Point[]): Point[] {
  const byValue = [...points].sort((a, b) => a.value - b.value);
  const kept = new Set([points[0], byValue[0], byValue.at(-1), points.at(-1)] as Point[]);
  return [...kept].sort((a, b) => a.step - b.step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd').replace(/[&<>"]/g, (character) => names[character] ?? character);
}
