/** Curve: the loss over the steps as a drawing */
import { drawn } from './page-elements.ts';
import { grouped } from './progress.ts';
import { V } from './spec.ts';

type Points = readonly (readonly [step: number, loss: number])[];

/** What the curve shows. */
export interface CurveData {
  readonly losses: readonly number[];
  readonly validation: Points;
  /** Where the axis of the steps ends. */
  readonly steps: number;
}

export interface LossCurve {
  readonly svg: SVGSVGElement;
  draw(data: CurveData): void;
}

/** An empty curve, which is drawn anew when its size changes. */
export function lossCurve(): LossCurve {
  const svg = drawn('svg', { class: 'curve', role: 'img', 'aria-label': 'The loss over the steps' });
  let current: CurveData = { losses: [], validation: [], steps: 1 };
  const draw = (next: CurveData) => {
    current = next;
    drawCurve(svg, next);
  };
  new ResizeObserver(() => drawCurve(svg, current)).observe(svg);
  return { svg, draw };
}

/** Points of the faint line and of the strong one at the most; each is the mean of as many steps as it takes. */
const FAINT_POINTS = 300;
const STRONG_POINTS = 40;

/** Room for the labels around the lines, in pixels. */
const EDGE = { top: 10, right: 24, bottom: 26, left: 44 } as const;

function drawCurve(svg: SVGSVGElement, { losses, validation, steps }: CurveData): void {
  const [width, height] = [svg.clientWidth, svg.clientHeight];
  if (width === 0) return;
  const points = meansOf(losses, Math.ceil(steps / FAINT_POINTS));
  const [low, high] = rangeOf([...points, ...validation].map(([, loss]) => loss));
  const x = (step: number) => EDGE.left + (step / steps) * (width - EDGE.left - EDGE.right);
  const y = (loss: number) => EDGE.top + ((high - loss) / (high - low)) * (height - EDGE.top - EDGE.bottom);
  const line = (name: string, all: Points) =>
    drawn('polyline', { class: name, points: all.map(([step, loss]) => `${x(step)},${y(loss)}`).join(' ') });
  svg.replaceChildren(
    ...ticksBetween(low, high, 7).flatMap((loss) => [
      drawn('line', { class: 'grid', x1: EDGE.left, x2: width - EDGE.right, y1: y(loss), y2: y(loss) }),
      drawn('text', { class: 'loss', x: EDGE.left - 8, y: y(loss) }, `${loss}`),
    ]),
    ...ticksBetween(0, steps, width / 120)
      .filter(Number.isInteger)
      .map((step) => drawn('text', { class: 'step', x: x(step), y: height - 6 }, grouped(step))),
    line('faint', points),
    line('strong', meansOf(losses, Math.ceil(steps / STRONG_POINTS))),
    ...validation.map(([step, loss]) => drawn('circle', { class: 'validation', cx: x(step), cy: y(loss), r: 3 })),
  );
}

/** The mean loss of every so many steps, in their middle. */
function meansOf(losses: readonly number[], size: number): Points {
  return Array.from({ length: Math.ceil(losses.length / size) }, (_, i) => {
    const some = losses.slice(i * size, (i + 1) * size);
    return [i * size + (some.length + 1) / 2, some.reduce((sum, loss) => sum + loss, 0) / some.length] as const;
  });
}

/** From a little below the smallest to a little above the largest; without any, up to a model that knows nothing. */
function rangeOf(values: readonly number[]): readonly [low: number, high: number] {
  if (values.length === 0) return [0, Math.log(V)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = 0.05 * (most - least) || 0.5;
  return [least - margin, most + margin];
}

/** Round numbers from low to high, about so many. */
function ticksBetween(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / size);
  const last = Math.floor(high / size);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * size).toPrecision(12)));
}
