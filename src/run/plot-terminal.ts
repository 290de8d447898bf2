/** The loss of a run drawn with characters. */
import { plot } from 'asciichart';
import { type LossScale, lossName, type Point } from './plot.ts';

/** How the drawing is laid out. */
export interface TerminalPlot {
  readonly scale: LossScale;
  /** Columns and rows of the whole drawing, at least 30 by 6. */
  readonly width: number;
  readonly height: number;
}

/** A drawing that ends with a line end; a sentence when there is nothing to draw. */
export function terminalPlot(points: readonly Point[], { scale, width, height }: TerminalPlot): string {
  if (points.length === 0) return 'There is no loss to plot yet\n';
  const numbers = points.map(({ value }) => label(value));
  const padding = ' '.repeat(Math.max(...numbers.map((text) => text.length), 6));
  const columns = Math.max(20, width - padding.length - 3);
  const format = (value: number) => label(value).padStart(padding.length);
  const drawn = plot(columnsOf(points, columns), { height: Math.max(3, height - 4), padding, format });
  const steps = `${' '.repeat(padding.length + 1)}${stepAxis(points, columns)}`;
  const lines = [`${lossName(scale)} by step`, ...drawn.split('\n'), steps];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** One value for each column: the mean of the points that fall into it, or what lies between its neighbours. */
function columnsOf(points: readonly Point[], columns: number): number[] {
  const first = (points[0] as Point).step;
  const length = (points.at(-1) as Point).step - first;
  if (length === 0) return [(points[0] as Point).value];
  let next = 0;
  return Array.from({ length: columns }, (_, column) => {
    const from = first + (length * (column - 0.5)) / (columns - 1);
    const to = first + (length * (column + 0.5)) / (columns - 1);
    while (next < points.length && (points[next] as Point).step < from) next++;
    let end = next;
    while (end < points.length && (points[end] as Point).step < to) end++;
    return end > next ? mean(points.slice(next, end)) : between(points, next, (from + to) / 2);
  });
}

function mean(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

/** On the straight line from the point before `next` to the one at `next`. */
function between(points: readonly Point[], next: number, step: number): number {
  const before = points[Math.max(0, next - 1)] as Point;
  const after = points[Math.min(points.length - 1, next)] as Point;
  if (after.step === before.step) return before.value;
  return before.value + ((after.value - before.value) * (step - before.step)) / (after.step - before.step);
}

/** The first and the last step, under the ends of the drawing. */
function stepAxis(points: readonly Point[], columns: number): string {
  const first = wholeStep(points[0] as Point);
  const last = wholeStep(points.at(-1) as Point);
  return first === last ? first : `${first}${last.padStart(columns - first.length)}`;
}

function wholeStep({ step }: Point): string {
  return Math.round(step).toLocaleString('en-US');
}

/** Four significant digits, and no more than three behind the point. */
function label(value: number): string {
  return Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(1) : value.toFixed(3);
}
