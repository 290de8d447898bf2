/**
 * Receptive fields of feature maps against published ones: the table of Araujo, Norris and Sim, "Computing Receptive Fields
 * of Convolutional Neural Networks" (Distill, 2019), whose models are those of TF-Slim.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lastMapOf } from '../../src/analyses/feature-map.ts';
import { lower } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import { seesOf } from '../../src/summary/sees.ts';
import { source } from '../../src/text/source.ts';

/** Slim puts the stride of a block of ResNet into its last unit. */
const resnet = (third: number) => `
input photo[224, 224, 3]
block unit(c, stride=1) = residual via=( conv 4*c 1 stride=stride ) ( conv c 1 | conv c 3 stride=stride padding=1 | conv 4*c 1 )
block units(n, c, stride) = repeat n ( unit c ) | unit c stride=stride
model conv 64 7 stride=2 padding=3 | maxpool 3 stride=2 padding=1
     | units 2 64 2 | units 3 128 2 | units ${third - 1} 256 2 | units 2 512 1 | global_avgpool | linear 1000`;

const alexnet = `
input photo[224, 224, 3]
model conv 64 11 stride=4 | maxpool 3 stride=2 | conv 192 5 padding=same | maxpool 3 stride=2
     | conv 384 3 padding=same | conv 384 3 padding=same | conv 256 3 padding=same | maxpool 3 stride=2
     | flatten | linear 1000`;

const zoo = (name: string) => readFileSync(`specs/zoo/${name}.mm`, 'utf8');

test.each([
  ['alexnet_v2', alexnet, 195, 32],
  ['vgg_16', zoo('vgg16'), 212, 32],
  ['mobilenet_v1', zoo('mobilenet'), 315, 32],
  ['resnet_v1_50', resnet(6), 483, 32],
  ['resnet_v1_101', resnet(23), 1027, 32],
])('%s', (_, text, size, stride) => {
  const [model] = modelsOf(text);
  const map = lastMapOf(lower(model!), [1, 2]);
  expect(map?.fields).toEqual([
    { size, stride },
    { size, stride },
  ]);
});

test('a map larger than its image does not see more of it than there is', () => {
  const [model] = modelsOf(resnet(6));
  const { axes, map, isEach } = seesOf(model!)!;
  expect(isEach).toBe(false);
  expect(axes).toEqual([
    { name: 'rows', seen: 224, of: 224 },
    { name: 'columns', seen: 224, of: 224 },
  ]);
  expect(map?.fields).toEqual([483, 483]);
});

// By hand: two windows of 3 see 5, and a pool of 2 by 2 stands over 6 of them and leaves pairs.
test('rows and columns are counted by themselves', () => {
  const [model] = modelsOf('input x[12, 20, 1]\nmodel conv 4 [3, 1] | conv 4 [3, 5] | maxpool [2, 1]');
  expect(lastMapOf(lower(model!), [1, 2])?.fields).toEqual([
    { size: 6, stride: 2 },
    { size: 5, stride: 1 },
  ]);
});

test.each([
  [
    'a map that attention has mixed',
    'input x[8, 8, 4]\nmodel conv 4 3 | sequence | attention 2 | flatten | linear 3',
    [3, 3],
  ],
  [
    'a map whose channels are weighed by all of it',
    'input x[8, 8, 4]\nmodel mul ( id, global_avgpool keep=true ) | conv 4 3',
    undefined,
  ],
  ['a map that was made larger', 'input x[8, 8, 4]\nmodel conv 4 3 | upsample 2 | conv 4 3', undefined],
])('%s', (_, text, fields) => {
  const [model] = modelsOf(text);
  expect(lastMapOf(lower(model!), [1, 2])?.fields.map(({ size }) => size)).toEqual(fields);
});

function modelsOf(text: string) {
  const { value, diagnostics } = check(source('model.mm', text));
  expect(diagnostics).toEqual([]);
  return value.models;
}
