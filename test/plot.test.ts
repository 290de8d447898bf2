/** The loss plot of a run: the averages by hand, the drawing in a terminal, the picture. */
import { describe, expect, it } from 'vitest';
import { lossPoints } from '../src/run/plot.ts';
import { svgPlot } from '../src/run/plot-svg.ts';
import { terminalPlot } from '../src/run/plot-terminal.ts';

const rows = [10, 1000, 1, 10, 100].map((loss, step) => ({ step, loss }));

describe('the points of a plot', () => {
  it('are the means of every so many steps, at their middle', () => {
    expect(lossPoints(rows, 2, 'plain')).toEqual([
      { step: 0.5, value: 505 },
      { step: 2.5, value: 5.5 },
      { step: 4, value: 100 },
    ]);
  });

  it('are the means of the logarithms, not the logarithm of the means', () => {
    expect(lossPoints(rows, 2, 'log10')).toEqual([
      { step: 0.5, value: 2 },
      { step: 2.5, value: 0.5 },
      { step: 4, value: 2 },
    ]);
  });

  it('count steps from the first, and by step where a run writes a row every ten', () => {
    const sparse = [1, 11, 21, 31].map((step) => ({ step, loss: step }));
    expect(lossPoints(sparse, 20, 'plain')).toEqual([
      { step: 6, value: 6 },
      { step: 26, value: 26 },
    ]);
  });

  it('leave out what is no number', () => {
    const broken = [1, Number.NaN, Number.POSITIVE_INFINITY, 3].map((loss, step) => ({ step, loss }));
    expect(lossPoints(broken, 4, 'plain')).toEqual([{ step: 1.5, value: 2 }]);
    expect(lossPoints([{ step: 0, loss: 0 }], 1, 'log10')).toEqual([]);
    expect(lossPoints([], 1, 'plain')).toEqual([]);
  });
});

describe('the drawing in a terminal', () => {
  it('goes from the first step to the last across the whole width', () => {
    const falling = Array.from({ length: 101 }, (_, step) => ({ step: step * 10, value: 5 - step / 25 }));
    // A column holds three points or so: the first the mean of 5 and 4.96, the last that of 1.04 and 1.
    expect(terminalPlot(falling, { scale: 'plain', width: 40, height: 9 })).toBe(
      [
        'loss by step',
        ' 4.980 ┼────╮',
        ' 4.188 ┤    ╰─────╮',
        ' 3.396 ┤          ╰─────╮',
        ' 2.604 ┤                ╰─────╮',
        ' 1.812 ┤                      ╰─────╮',
        ' 1.020 ┤                            ╰─',
        '       0                         1,000',
        '',
      ].join('\n'),
    );
  });

  it('fits in the width whatever the numbers are', () => {
    for (const scale of [1e-7, 1, 1e9]) {
      const points = [0, 1, 2].map((step) => ({ step, value: scale * (step + 1) }));
      const lines = terminalPlot(points, { scale: 'plain', width: 50, height: 10 }).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
    }
  });

  it('says so when there is nothing, and draws a lone point', () => {
    const plot = { scale: 'plain', width: 60, height: 10 } as const;
    expect(terminalPlot([], plot)).toBe('There is no loss to plot yet\n');
    expect(terminalPlot([{ step: 7, value: 3 }], plot)).toBe('loss by step\n 3.000 ┼\n       7\n');
  });
});

describe('the picture', () => {
  const points = [0, 50, 100].map((step) => ({ step, value: 3 - step / 100 }));

  it('puts the first point at the left, the last at the right, and 2 below 3', () => {
    const svg = svgPlot(points, 'a run', 'plain');
    expect(svg).toContain('<path class="loss" d="M72,56L404,210L736,364"/>');
    expect(svg).toContain('>3.0</text>');
    expect(svg).toContain('>100</text>');
    expect(svg).toContain('>loss</text>');
    expect(svgPlot(points, 'a run', 'log10')).toContain('>log10(loss)</text>');
  });

  it('holds a title as text, never as markup', () => {
    const svg = svgPlot(points, '</svg><script>alert("1" & 2)</script>\u0007', 'plain');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/svg&gt;&lt;script&gt;alert(&quot;1&quot; &amp; 2)&lt;/script&gt;\ufffd');
  });

  it('stays small for a long run and keeps its extremes', () => {
    const long = Array.from({ length: 200_000 }, (_, step) => ({
      step,
      value: step === 77_777 ? 9 : 2 + (step % 7) / 10,
    }));
    const svg = svgPlot(long, 'long', 'plain');
    expect(svg.length).toBeLessThan(60_000);
    expect(svg).toContain(',56L');
  });

  it('can be empty, and a lone point is a dot', () => {
    expect(svgPlot([], 'none', 'plain')).not.toContain('NaN');
    expect(svgPlot([{ step: 3, value: 2 }], 'one', 'plain')).toMatch(/<circle class="point" cx="404" cy="210"/);
  });
});
