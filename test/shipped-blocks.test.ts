/** The blocks that ship with mm: what they are called, and published models and layers made of them, by their parameters. */
import { describe, expect, it } from 'vitest';
import { parse } from '../src/parser/parse.ts';
import { shippedFile, shippedNames } from '../src/resolve/shipped.ts';
import { check } from '../src/shapecheck/check.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { typeText } from '../src/shapes/shape.ts';
import { summarise } from '../src/summary/summary.ts';
import { source } from '../src/text/source.ts';

/** The spec, free of reports, with its parameters counted. */
function counted(text: string) {
  const { value, diagnostics } = check(source('spec.mm', `use "mm:blocks"\n${text}`));
  expect(diagnostics.map(({ code }) => code)).toEqual([]);
  const [model] = value.models;
  if (!model?.output) throw new Error('the spec has no model');
  return { params: numberOf(summarise(model, { batch: 1 }).params), output: typeText(model.output), model };
}

it('are in one file, each with a comment on top', () => {
  expect(shippedNames).toEqual(['mm:blocks']);
  const { items } = parse(shippedFile('mm:blocks')!).value;
  const blocks = items.flatMap((item) => (item.kind === 'block' ? [item] : []));
  expect(blocks.map(({ name }) => name.text)).toEqual([
    'prenorm',
    'transformer',
    'conv_bn_relu',
    'bottleneck',
    'wavenet',
  ]);
  expect(blocks.every(({ doc }) => doc.length > 0)).toBe(true);
});

describe('published counts', () => {
  it('a layer of GPT-2 small has 7,087,872', () => {
    expect(counted('input x[1024, 768]\nmodel transformer 12').params).toBe(7_087_872);
  });

  it('ResNet-50 has 25,557,032 (torchvision)', () => {
    const { params, output } = counted(`input photo[224, 224, 3]
      block stage(w, more, stride) =
          bottleneck w stride via=( conv 4*w 1 stride=stride bias=false | bn ) | repeat more ( bottleneck w )
      model conv_bn_relu 64 7 2 | maxpool 3 stride=2 padding=1
          | repeat w, more, stride in [[64, 2, 1], [128, 3, 2], [256, 5, 2], [512, 2, 2]] ( stage w more stride )
          | global_avgpool | linear 1000`);
    expect(params).toBe(25_557_032);
    expect(output).toBe('[B, 1000]');
  });
});

it('wavenet collects its skips and keeps its input', () => {
  const { params, output } = counted(
    'input x[16, 32]\nmodel repeat i in 0..3 ( wavenet 32 64 2^i @skips ) | sum @skips',
  );
  // Two convolutions over two positions, the skip and the way back: 2 * (2*32*32 + 32) + 32*64 + 64 + 32*32 + 32.
  expect(params).toBe(3 * 7328);
  expect(output).toBe('[B, 16, 64]');
});

it('prenorm takes any stack that keeps its shape', () => {
  const { params, model } = counted('input x[16, 32]\nmodel prenorm ( linear 8 | tanh | linear 32 ) | prenorm tanh');
  expect(params).toBe(64 + 8 * 33 + 32 * 9 + 64);
  expect(model.weights[0]?.path).toBe('prenorm/residual/ln.weight');
});
