/** Fixes put into texts: alone, together, again and again, and those for names of other frameworks. */
import { describe, expect, it } from 'vitest';
import { applyFixes, fixAll } from '../src/diagnostics/apply-fixes.ts';
import { type Fix, replace } from '../src/diagnostics/diagnostic.ts';
import { leaveItemOut, leaveOut, leaveStageOut } from '../src/diagnostics/leave-out.ts';
import { source } from '../src/text/source.ts';
import { check } from './support/check.ts';

const text = source('a.mm', 'linear 10 | tanh');
const at = (start: number, end: number) => ({ source: text, start, end });

function fixed(fixes: readonly Fix[]): string {
  return applyFixes(text, fixes).source.text;
}

describe('several fixes', () => {
  it('go in together, in any order', () => {
    expect(fixed([replace('b', at(12, 16), 'relu'), replace('a', at(7, 9), '20')])).toBe('linear 20 | relu');
  });

  it.each([
    ['overlap', replace('b', at(0, 9), 'conv 3')],
    ['insert where the first one ends', replace('b', at(9, 9), '0')],
    ['insert where the first one begins', replace('b', at(7, 7), '1')],
  ])('that %s leave the place to the first', (_, second) => {
    const { source: after, fixes } = applyFixes(text, [replace('a', at(7, 9), '20'), second]);
    expect(after.text).toBe('linear 20 | tanh');
    expect(fixes.map(({ title }) => title)).toEqual(['a']);
  });

  it('go in as a whole or not at all', () => {
    const both: Fix = {
      title: 'b',
      safe: true,
      edits: [
        { span: at(0, 6), text: 'conv' },
        { span: at(7, 9), text: '3' },
      ],
    };
    expect(fixed([replace('a', at(8, 9), '1'), both])).toBe('linear 11 | tanh');
  });

  it('touch no other file', () => {
    const other = source('b.mm', 'linear 10 | tanh');
    expect(fixed([replace('a', { source: other, start: 0, end: 6 }, 'conv')])).toBe(text.text);
  });
});

describe('fixing all', () => {
  it('goes on with what a fix brings to light, and ends', () => {
    const next: Readonly<Record<string, string>> = { a: 'b', b: 'c' };
    const rounds: string[] = [];
    const { source: after, fixes } = fixAll(source('a.mm', 'a'), (now) => {
      rounds.push(now.text);
      const better = next[now.text];
      const span = { source: now, start: 0, end: 1 };
      const ways = better === undefined ? [] : [replace(better, span, better, true)];
      return check('linear', {}).map((one) => ({ ...one, span, fixes: ways }));
    });
    expect([after.text, fixes.length, rounds]).toEqual(['c', 2, ['a', 'b', 'c']]);
  });

  it('ends where two fixes undo each other', () => {
    const { source: after } = fixAll(source('a.mm', 'a'), (now) => {
      const span = { source: now, start: 0, end: 1 };
      return check('linear', {}).map((one) => ({
        ...one,
        span,
        fixes: [replace('x', span, now.text === 'a' ? 'b' : 'a', true)],
      }));
    });
    expect(['a', 'b']).toContain(after.text);
  });

  it('leaves what is not safe, and keeps a byte-order mark', () => {
    const before = source('a.mm', '\uFEFFinput x[4]\nmodel Dense 3 | linear 5 : [B, 4]\n');
    const { source: after, diagnostics } = fixAll(before, (now) =>
      check(now.text, {}).map((one) => relocated(one, now)),
    );
    expect(after).toMatchObject({ bom: true, text: 'input x[4]\nmodel linear 3 | linear 5 : [B, 4]\n' });
    expect(diagnostics.map(({ code }) => code)).toContain('shape/assertion');
  });
});

describe('leaving out', () => {
  it.each([
    ['model linear 3 bias=false | tanh', 'bias=false', 'model linear 3 | tanh', leaveOut],
    ['input x[4]\ntrain sgd # twice\nmodel linear 3\n', 'train sgd', 'input x[4]\nmodel linear 3\n', leaveItemOut],
    ['use "a.mm" model linear 3', 'use "a.mm"', ' model linear 3', leaveItemOut],
  ])('%j without %j', (before, part, after, leave) => {
    const from = source('a.mm', before);
    const start = before.indexOf(part);
    const fix = leave({ source: from, start, end: start + part.length });
    expect(applyFixes(from, [fix]).source.text).toBe(after);
  });

  it.each([
    ['a | b | c', 'b', 'a | c'],
    ['a | b', 'a', 'b'],
    ['a\n  | b\n  | c', 'b', 'a\n  | c'],
  ])('of a stage takes one bar with it: %j without %j', (before, part, after) => {
    const from = source('a.mm', before);
    const start = before.indexOf(part);
    const fixes = leaveStageOut({ source: from, start, end: start + 1 });
    expect(applyFixes(from, fixes).source.text).toBe(after);
  });

  it('of the only stage is no way out', () => {
    expect(leaveStageOut({ source: source('a.mm', '( a )'), start: 2, end: 3 })).toEqual([]);
  });
});

/** What people bring along, and what it is in mm; the names are those of the documentation of PyTorch, Keras and TensorFlow.js. */
describe('names of other frameworks', () => {
  const image = 'input x[28, 28, 1]\nmodel ';
  const words = 'input t[T=8] of 27\nmodel ';
  const numbers = 'input x[16]\nmodel ';
  it.each([
    [image, 'Conv2d out_channels=8 kernel_size=3', 'conv out=8 kernel=3'],
    [image, 'Conv2D filters=8 kernel_size=3 strides=2', 'conv out=8 kernel=3 stride=2'],
    [image, 'conv2d filters=8 kernelSize=3 dilationRate=2', 'conv out=8 kernel=3 dilation=2'],
    [image, 'conv 8 3 dilation_rate=2 use_bias=false', 'conv 8 3 dilation=2 bias=false'],
    [image, 'MaxPooling2D pool_size=2 strides=2', 'maxpool k=2 stride=2'],
    [image, 'DepthwiseConv2D kernel_size=3 depth_multiplier=2', 'depthwise kernel=3 multiplier=2'],
    [image, 'Upsample scale_factor=2', 'upsample n=2'],
    [image, 'UpSampling2D size=2 interpolation=bilinear', 'upsample n=2 mode=bilinear'],
    [image, 'GroupNorm num_groups=1 epsilon=1e-5', 'groupnorm groups=1 eps=1e-5'],
    [numbers, 'Linear out_features=3', 'linear out=3'],
    [numbers, 'Dense units=3', 'linear out=3'],
    [numbers, 'Dropout p=0.1 | linear 3', 'dropout p=0.1 | linear 3'],
    [numbers, 'dropout rate=0.1 | linear 3', 'dropout p=0.1 | linear 3'],
    [numbers, 'LayerNormalization epsilon=1e-6', 'ln eps=1e-6'],
    [numbers, 'LeakyReLU negative_slope=0.2', 'leaky_relu slope=0.2'],
    [numbers, 'GaussianNoise stddev=0.1', 'noise std=0.1'],
    [numbers, 'linear 3 activation=relu', 'linear 3 | relu'],
    [numbers, 'Dense 3 activation="relu"', 'linear 3 | relu'],
    [numbers, 'linear 8 activation=gelu bias=false', 'linear 8 bias=false | gelu'],
    [words, 'Embedding embedding_dim=8', 'embed d=8'],
    [words, 'Embedding output_dim=8', 'embed d=8'],
    [words, 'embed 8 | MultiheadAttention num_heads=2 is_causal=true', 'embed 8 | attention heads=2 causal=true'],
    [words, 'embed 8 | GRU hidden_size=4 num_layers=2', 'embed 8 | gru h=4 layers=2'],
    [words, 'embed 8 | LSTM units=4', 'embed 8 | lstm h=4'],
  ])('%s%s', (before, foreign, ours) => {
    const { source: after, diagnostics } = mended(`${before}${foreign}\n`);
    expect(after.text).toBe(`${before}${ours}\n`);
    expect(diagnostics.filter(({ code }) => !code.startsWith('lint/') && !code.startsWith('scale/'))).toEqual([]);
  });

  it('of training are known as well', () => {
    const before = 'data chars names block_size=3\nmodel embed 4 | flatten | linear V\n';
    const { source: after, diagnostics } = mended(
      `${before}train adamw learning_rate=0.01 weight_decay=0.1 batch_size=16 max_steps=50 max_norm=1\n`,
    );
    expect(after.text).toContain('context=3');
    expect(after.text).toContain('train adamw lr=0.01 decay=0.1 batch=16 steps=50 clip=1');
    expect(diagnostics.filter(({ code }) => /^(argument|name|syntax)/.test(code))).toEqual([]);
  });

  it.each([
    ['linear in_features=16 out_features=3', /size of the input/],
    ['linear 3 | softmax dim=1', /batch first/],
  ])('%s is offered to be left out, but not done unasked', (stack, why) => {
    const report = check(`${numbers}${stack}\n`, {}).find(({ code }) => code === 'argument/unknown');
    expect(report?.notes.join()).toMatch(why);
    expect(report?.fixes.map(({ title, safe }) => [title, safe])).toEqual([['leave it out', false]]);
  });

  it('are the own names of a block', () => {
    const [report] = check('block f(n) = linear n\nmodel embed 4 | f units=3\n', {});
    expect(report?.code).not.toBe('argument/foreign');
  });
});

function mended(text: string) {
  return fixAll(source('spec.mm', text), (now) => check(now.text, {}).map((one) => relocated(one, now)));
}

/** The helper of tests makes a source of its own from the text; its places are the same. */
function relocated<D extends ReturnType<typeof check>[number]>(report: D, now: typeof text): D {
  const fixes = report.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: { ...edit.span, source: now } })),
  }));
  return { ...report, fixes };
}
