/** Rules of scale against what can be worked out by hand, and against figures of papers and lectures. */
import { describe, expect, it } from 'vitest';
import { greatest, logSumExp } from '../../src/analyses/scale/quadrature.ts';
import { deviationOf, independent } from '../../src/analyses/scale/spread.ts';
import { mapped } from '../../src/analyses/scale/unary.ts';
import { lower } from '../../src/ir/lower.ts';
import { check } from '../../src/summary/check.ts';
import { loweredModels } from '../../src/summary/lowered.ts';
import { modelScale } from '../../src/summary/scale/model-scale.ts';
import { source } from '../../src/text/source.ts';
import { specOf } from '../support/at-start.ts';

/** The scales of a spec, and the deviation of what it gives. */
function scaleOf(text: string) {
  const { value } = check(source('spec.mm', text));
  const [lowered] = loweredModels(value);
  if (!lowered) throw new Error('the spec has errors');
  const scale = modelScale(lowered, value);
  const spread = scale.spreads.get(lowered.graph.output.id);
  return { ...scale, spread, deviation: spread && deviationOf(spread) };
}

describe('quadrature', () => {
  it('log sum exp of equal numbers is ln n', () => {
    expect(logSumExp(27, 0)).toBe(Math.log(27));
    expect(logSumExp(27, 1e-4)).toBeCloseTo(Math.log(27), 6);
  });

  it.each([0.5, 2, 10])('log exp of one number of N(0, %d²) is that number, 0 on average', (deviation) => {
    expect(logSumExp(1, deviation)).toBeCloseTo(0, 4);
  });

  it('for small deviations s it is ln n + s²/2 (1 - 1/n): the second cumulant', () => {
    expect(logSumExp(27, 0.1)).toBeCloseTo(Math.log(27) + (0.01 / 2) * (26 / 27), 5);
  });

  it('one score that lies far ahead is the greatest: its own mean, as log exp of one number is that number', () => {
    expect(logSumExp(27, 1, 60)).toBeCloseTo(60, 3);
    expect(logSumExp(2, 0, 3)).toBeCloseTo(Math.log(1 + Math.exp(3)), 6);
  });

  // Order statistics of normal samples: 1/sqrt(pi), 3/(2 sqrt(pi)), and 1.02938 and 1.53875 (Tippett, 1925).
  it.each([
    [2, 1 / Math.sqrt(Math.PI)],
    [3, 1.5 / Math.sqrt(Math.PI)],
    [4, 1.02938],
    [10, 1.53875],
  ])('the greatest of %d normal numbers is %d on average', (n, mean) => {
    expect(greatest(n).mean).toBeCloseTo(mean, 3);
  });

  it('relu of N(0, 1): mean 1/sqrt(2 pi), mean square 1/2', () => {
    const { mean, cov } = mapped(independent(0, 1), (x) => Math.max(0, x));
    expect(mean).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 3);
    expect(cov.self + mean ** 2).toBeCloseTo(0.5, 4);
  });

  it('relu of correlated numbers: the kernel of arc-cosines (Cho and Saul, 2009)', () => {
    const near = 0.6;
    const { mean, cov } = mapped({ mean: 0, cov: { self: 1, near, far: 0, examples: 0, both: 0 } }, (x) =>
      Math.max(0, x),
    );
    const angle = Math.acos(near);
    expect(cov.near + mean ** 2).toBeCloseTo((Math.sin(angle) + (Math.PI - angle) * near) / (2 * Math.PI), 3);
    expect(cov.far).toBeCloseTo(0, 6);
  });
});

describe('layers', () => {
  it.each([
    ['64 numbers times N(0, 0.5²): 0.5 sqrt(64)', 'input x[64]\nmodel linear 9 init=normal(0.5) bias=false', 4],
    ['and a bias of N(0, 3²): sqrt(16 + 9)', 'input x[64]\nmodel linear 9 init=normal(0.5) bias_init=normal(3)', 5],
    ["PyTorch's default: sqrt(1/3 + 1/(3*48))", 'input x[48]\nmodel linear 9', Math.sqrt(49 / 144)],
    [
      'He: 30 layers with relu keep the mean square, sqrt(2) before it',
      'input x[100]\nmodel repeat 30 ( linear 100 init=kaiming bias=false | relu ) | linear 100 init=kaiming bias=false',
      Math.SQRT2,
    ],
    [
      'a sum of two different layers: sqrt(1 + 1)',
      'input x[16]\nmodel sum ( linear 8 init=fan_in bias=false, linear 8 init=fan_in bias=false )',
      Math.SQRT2,
    ],
    ['a number and itself: 1 + 1', 'input x[16]\nmodel sum ( id, id )', 2],
    ['dropout 0.5: the square doubles', 'input x[16]\nmodel dropout 0.5', Math.SQRT2],
    ['a mean of 4 numbers: 1/sqrt(4)', 'input x[8, 5]\nmodel avgpool 4', 0.5],
    ['a mean of 25 positions', 'input x[25, 5]\nmodel global_avgpool', 0.2],
    [
      'relu of a sum of two numbers that relu made is that sum: sqrt(2 (1/2 - 1/(2 pi)))',
      'input x[512]\nmodel linear 512 init=fan_in bias=false | relu | sum ( id, linear 512 init=fan_in(1.414214) bias=false | relu ) | relu',
      Math.sqrt(2 * (0.5 - 1 / (2 * Math.PI))),
    ],
    [
      'relu after dropout 0.5 of what relu made: mean square 1, mean 1/sqrt(2 pi)',
      'input x[512]\nmodel linear 512 init=fan_in bias=false | relu | dropout 0.5 | relu',
      Math.sqrt(1 - 1 / (2 * Math.PI)),
    ],
    ['layer norm', 'input x[64]\nmodel linear 32 init=normal(7) | ln', 1],
    ['orthogonal keeps lengths', 'input x[64]\nmodel linear 64 init=orthogonal bias=false', 1],
    ['one of 27 letters: sqrt(1/27 - 1/27²)', 'input x[4] of 27\nmodel onehot', Math.sqrt(26) / 27],
    ['relu leaves a 1 among zeros as it is', 'input x[4] of 27\nmodel onehot | relu', Math.sqrt(26) / 27],
    ['the mean of the past of 2: 1, then 1/sqrt(2)', 'input x[2, 3]\nmodel causal_mean', Math.sqrt(0.75)],
    [
      'a kernel of 3 over 4, two of 12 places padded',
      'input x[4, 1]\nmodel conv 5 3 padding=1 init=normal(1) bias=false',
      Math.sqrt(2.5),
    ],
  ])('%s', (_, text, expected) => {
    expect(scaleOf(text).deviation).toBeCloseTo(expected, 2);
  });

  it('what hangs on an open size is not known, and known again behind a norm', () => {
    expect(scaleOf('input x[T, 4]\nmodel global_avgpool').spread).toBeUndefined();
    expect(scaleOf('input x[T, 4]\nmodel global_avgpool | ln').deviation).toBeCloseTo(1, 4);
  });
});

describe('the flat ends of tanh', () => {
  // atanh 0.97 is 2.092, and a sum of 16 numbers times N(0, 0.5²) is N(0, 2²): 29.5 % of it lie beyond, by tables of erf.
  it.each([
    'linear 8 init=normal(0.5) bias=false | tanh',
    'rnn 8 init=normal(0.5) bias=false',
    'gru 8 init=normal(0.5) bias=false',
    'lstm 8 init=normal(0.5) bias=false',
  ])('are 29.5 % of what %s makes of the first position', (layers) => {
    const { saturated } = scaleOf(`input x[1, 16]\nmodel ${layers}`);
    const [share, ...others] = [...saturated.values()];
    expect(others).toEqual([]);
    // As near as the points of the quadrature lie.
    expect(Math.abs((share ?? 0) - 0.295)).toBeLessThan(0.015);
  });
});

describe('the ends of a sequence', () => {
  it.each([
    [
      'the last state of two tanh has seen two numbers',
      'input x[2, 4]\nmodel rnn 4 init=normal(0.001) bias=false last',
      0.002,
    ],
    ['a vector of N(0, 3²) put first', 'input x[7, 4]\nmodel prepend 1 init=normal(3) | first', 3],
    [
      'and what becomes of it, place by place',
      'input x[7, 16]\nmodel prepend 1 init=normal(3) | linear 8 init=normal(0.5) bias=false | first',
      6,
    ],
    ['one that is put first does not stand last', 'input x[7, 4]\nmodel prepend 1 init=normal(3) | ln | last', 1],
  ])('%s', (_, text, expected) => {
    expect(scaleOf(text).deviation).toBeCloseTo(expected, 4);
  });
});

describe('the first loss', () => {
  it('of a table of zeros is ln 27', () => {
    const { firstLoss } = scaleOf('data chars names context=8\nmodel embed V init=zeros');
    expect(firstLoss?.expected).toBe(Math.log(27));
    expect(firstLoss?.even).toBe(Math.log(27));
  });

  it('is near the 27 of the lectures where all starts at N(0, 1), and tanh is mostly flat', () => {
    const { firstLoss, saturated } = scaleOf(
      `data chars names context=3
       model embed 10 | flatten | linear 200 init=normal(1) bias_init=normal(1) | tanh | linear V init=normal(1) bias_init=normal(1)`,
    );
    expect(firstLoss?.expected).toBeGreaterThan(24);
    expect(firstLoss?.expected).toBeLessThan(30);
    expect([...saturated.values()][0]).toBeGreaterThan(0.6);
  });

  it('of a tied table of N(0, 1) that is read as it is: d for the token that is read, N(0, d) for the others', () => {
    const { firstLoss, spread } = scaleOf('data chars names context=8\nmodel embed 400 name=tok | tied_linear @tok');
    expect(spread?.ahead?.by).toBeCloseTo(400, 0);
    expect(spread?.ahead?.deviation).toBeCloseTo(20, 1);
    // 400 is further ahead than the greatest of 27, so the loss is 400 less the mean of all scores.
    expect(firstLoss?.expected).toBeCloseTo(400 - 400 / 27, 0);
  });

  it('of values is the square of what lies between the means, and both variances', () => {
    const [spec, model] = specOf('test/scale/more/petal.mm');
    const { firstLoss, spreads } = modelScale({ model, graph: lower(model) }, spec);
    const [output] = [...spreads.values()].slice(-1);
    // Petals are 3.758 long on average, with a deviation of 1.7653 over n - 1 (Fisher, 1936, as in R).
    const variance = (1.7653 ** 2 * 149) / 150;
    expect(firstLoss?.even).toBeCloseTo(variance, 2);
    expect(firstLoss?.expected).toBeCloseTo(3.758 ** 2 + variance + (output?.cov.self ?? 0), 2);
  });

  it('is not said of losses that hang on targets, nor without a target', () => {
    expect(scaleOf('input x[4]\ntarget value[1]\nmodel linear 1').firstLoss).toBeUndefined();
    expect(scaleOf('input x[4]\nmodel linear 3').firstLoss).toBeUndefined();
  });
});
