/**
 * Habits: what is offered against one helps and breaks nothing, nothing is said of published models, of what ships with
 * mm and of architectures that only look like one, and an ignored one is not told of.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { severityOf } from '../src/diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../src/diagnostics/diagnostic.ts';
import { loadSpec } from '../src/run/load-spec.ts';
import { type Case, readCases } from './support/cases.ts';
import { check } from './support/check.ts';

const folder = 'test/diagnostics/lint';
const cases = readdirSync(folder).flatMap((file) => readCases(`${folder}/${file}`));

/** Every fix that the cases of habits are offered, with its case. */
const offered = cases.flatMap((one) =>
  check(one.source, one.files).flatMap((found) =>
    found.code.startsWith('lint/') ? found.fixes.map((fix) => ({ one, found, fix })) : [],
  ),
);

function applied(text: string, { edits }: Fix): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start);
  return backwards.reduce((now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end), text);
}

function codesOf({ source, files }: Case, text = source): string[] {
  return check(text, files).map(({ code }) => code);
}

describe('what is offered against a habit', () => {
  it('is an edit in most cases', () => {
    const codes = new Set(offered.map(({ found }) => found.code));
    expect(offered.length).toBeGreaterThan(30);
    expect([...codes].length).toBeGreaterThanOrEqual(15);
  });

  it.each(
    offered.map(({ one, found, fix }) => [`${found.code}, ${one.title}: ${fix.title}`, one, found, fix] as const),
  )('%s', (_, one, found, fix) => {
    const text = applied(one.source, fix);
    const after = check(text, one.files);
    const before = codesOf(one);
    const count = (codes: readonly string[], code: string) => codes.filter((each) => each === code).length;
    const now = after.map(({ code }) => code);
    expect(after.filter((each) => severityOf(each) === 'error')).toEqual([]);
    expect(count(now, found.code), text).toBe(count(before, found.code) - 1);
    expect(
      now.filter((code) => !before.includes(code)),
      text,
    ).toEqual([]);
  });
});

describe('a sound model', () => {
  const published = ['specs', 'specs/makemore', 'specs/zoo', 'specs/data'].flatMap((path) =>
    readdirSync(path).flatMap((file) => (file.endsWith('.mm') ? [`${path}/${file}`] : [])),
  );

  it.each(published)('%s has no such habit', (file) => {
    const spec = loadSpec(file);
    if (typeof spec === 'string') throw new Error(spec);
    expect(lints(spec.diagnostics)).toEqual([]);
  });

  it.each(sound())('%s', (_, text) => {
    expect(lints(check(text, {}))).toEqual([]);
    expect(check(text, {}).filter((each) => severityOf(each) === 'error')).toEqual([]);
  });
});

describe('an ignored habit', () => {
  const habit = 'model linear 16 | linear 16 | relu | linear 3';
  it.each([
    ['of an item', `input x[8]\n# mm-ignore lint/two-linears: a factorisation\n${habit}`, []],
    ['of a stage', `input x[8]\nmodel relu |\n  # mm-ignore lint/two-linears\n  linear 16 | linear 3`, []],
    [
      'of another code',
      `input x[8]\n# mm-ignore lint/after-head: no\n${habit}`,
      ['lint/unused-ignore', 'lint/two-linears'],
    ],
  ])('%s', (_, text, expected) => {
    expect(check(text, {}).map(({ code }) => code)).toEqual(expected);
  });
});

function lints(found: readonly Diagnostic[]): string[] {
  return found.flatMap(({ code, span }) => (code.startsWith('lint/') ? [`${code} ${span.start}`] : []));
}

/** Architectures that come near a habit and are meant as they are, each after its paper or its reference code. */
function sound(): [string, string][] {
  return [
    [
      'a pre-activation residual network (He et al., 2016)',
      `input x[32, 32, 3] target class of 10
      block pre(c) = residual ( bn | relu | conv c 3 padding=1 bias=false | bn | relu | conv c 3 padding=1 )
      model conv 16 3 padding=1 bias=false | repeat 2 ( pre 16 ) | bn | relu | global_avgpool | linear 10`,
    ],
    [
      'a dense block (Huang et al., 2017)',
      `input x[32, 32, 3] target class of 10
      block grow = concat ( id, bn | relu | conv 48 1 bias=false | bn | relu | conv 12 3 padding=1 bias=false )
      model conv 24 3 padding=1 bias=false | repeat 3 ( grow ) | bn | relu | conv 30 1 bias=false | avgpool 2
          | repeat 3 ( grow ) | bn | relu | global_avgpool | linear 10`,
    ],
    [
      'inverted bottlenecks with linear ends (MobileNetV2, Sandler et al., 2018)',
      `input x[32, 32, 3] target class of 10
      block inverted(c) = conv 6*c 1 bias=false | bn | relu6 | depthwise 3 padding=1 bias=false | bn | relu6
          | conv c 1 bias=false | bn
      model conv 16 3 padding=1 bias=false | bn | relu6 | inverted 16 | residual ( inverted 16 )
          | conv 64 1 bias=false | bn | relu6 | global_avgpool | dropout 0.2 | linear 10`,
    ],
    [
      'separable convolutions (Xception, Chollet, 2017)',
      `input x[32, 32, 3] target class of 10
      block separable(c) = depthwise 3 padding=1 bias=false | conv c 1 bias=false | bn
      model conv 32 3 bias=false | bn | relu | separable 64 | relu | separable 64 | maxpool 3 stride=2 padding=1
          | relu | separable 128 | relu | global_avgpool | linear 10`,
    ],
    [
      'fire modules (SqueezeNet, Iandola et al., 2016)',
      `input x[64, 64, 3] target class of 10
      block fire(s, e) = conv s 1 | relu | concat ( conv e 1 | relu, conv e 3 padding=1 | relu )
      model conv 64 3 stride=2 | relu | maxpool 3 stride=2 | fire 16 64 | fire 16 64 | dropout 0.5
          | conv 10 1 | relu | global_avgpool`,
    ],
    [
      'super-resolution (EDSR, Lim et al., 2017)',
      `input x[16, 16, 3] target image[32, 32, 3]
      block body = residual ( conv 32 3 padding=1 | relu | conv 32 3 padding=1 )
      model conv 32 3 padding=1 | residual ( repeat 2 ( body ) | conv 32 3 padding=1 )
          | conv 4*32 3 padding=1 | pixel_shuffle 2 | conv 3 3 padding=1`,
    ],
    [
      'an autoencoder with a linear code (Hinton and Salakhutdinov, 2006)',
      `input x[784] target value[784]
      model linear 128 | relu | linear 8 | linear 128 | relu | linear 784 | sigmoid`,
    ],
    [
      'a gated recurrent reader with a projection before it',
      `input tokens[T=12] of 99 target class of 4
      model embed 16 | linear 32 | gru 32 last | dropout 0.3 | linear 4`,
    ],
    [
      'additive attention over positions (Bahdanau et al., 2015)',
      `input x[12, 16] target class of 4
      model lstm 16 | mul ( id, linear 8 | tanh | linear 16 | softmax ) | global_avgpool | linear 4`,
    ],
    [
      'squeeze and excitation (Hu et al., 2018)',
      `input x[16, 16, 8] target class of 4
      block se(r) : [B, H, W, C] -> [B, H, W, C] =
          mul ( id, global_avgpool keep=true | linear C/r | relu | linear C | sigmoid )
      model conv 16 3 bias=false | bn | relu | se 4 | conv 16 3 bias=false | bn | relu | global_avgpool | linear 4`,
    ],
    [
      'a convolutional block of ConvNeXt (Liu et al., 2022)',
      `input x[32, 32, 3] target class of 10
      block next : [B, H, W, C] -> [B, H, W, C] = residual ( depthwise 7 padding=3 | ln | linear 4*C | gelu | linear C | scale init=constant(1e-6) )
      model conv 24 4 stride=4 | ln | repeat 2 ( next ) | ln | conv 48 2 stride=2 | next | global_avgpool | ln | linear 10`,
    ],
    [
      'the critic of a WGAN, and a policy that is trained as it is',
      `input x[8] target value[1]
      model linear 64 | leaky_relu 0.2 | linear 64 | leaky_relu 0.2 | linear 1
      train adam lr=1e-4 betas=[0.5, 0.9]`,
    ],
    [
      'a factorised embedding (ALBERT, Lan et al., 2020)',
      `input tokens[T=16] of V=500 target tokens
      model embed 8 name=tok | linear 32 | position | residual ( ln | attention 4 causal ) | ln | linear 8 | tied_linear @tok`,
    ],
    [
      'super-convergence (Smith and Topin, 2018)',
      `input x[8] target class of 3
      model linear 16 bias=false | bn | relu | linear 3
      train sgd momentum=0.9 lr=onecycle(3) steps=1_000 batch=512`,
    ],
  ];
}
