/** Every entry of the registry: its examples hold, its parameters are documented, its name is its own. */
import { describe, expect, test } from 'vitest';
import { initialisers } from '../src/initialisers/index.ts';
import { joins } from '../src/joins/index.ts';
import { layers } from '../src/layers/index.ts';
import { losses } from '../src/losses/index.ts';
import { optimisers } from '../src/optimisers/index.ts';
import { readers } from '../src/readers/index.ts';
import { itemSettings } from '../src/registry/item-settings.ts';
import type { JoinDef } from '../src/registry/join.ts';
import type { LayerDef } from '../src/registry/layer.ts';
import { isRequired, type Params } from '../src/registry/param.ts';
import type { LossDef } from '../src/registry/training.ts';
import { layerNamed } from '../src/resolve/entries.ts';
import { schedules } from '../src/schedules/index.ts';
import { check } from '../src/shapecheck/check.ts';
import type { CheckedModel } from '../src/shapecheck/checked.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { product, typeText } from '../src/shapes/shape.ts';
import { strategies } from '../src/strategies/index.ts';
import { source } from '../src/text/source.ts';

const shaped: readonly (LayerDef | JoinDef)[] = [...layers, ...joins] as never;
const computed = { optimisers, schedules, initialisers, losses };
const kinds = { layers, joins, readers, ...computed, strategies };
const ofItems = Object.entries<Params>(itemSettings).map(([item, all]) => [`items/${item}`, all] as const);
const ofEntries = Object.entries(kinds).flatMap(([kind, entries]) =>
  entries.map((entry: { name: string; params: Params }) => [`${kind}/${entry.name}`, entry.params] as const),
);

const params = [...ofEntries, ...ofItems];

/** A spec without any report, warnings included. */
function checked(text: string) {
  const { value, diagnostics } = check(source('example.mm', text));
  expect(diagnostics, text).toEqual([]);
  return value;
}

/** The only model of an example. The input of an item has no batch: `int[B, 8] of 27` is `input x[8] of 27`. */
function modelOf(stack: string, input: string): CheckedModel {
  const [, dims = '', of = ''] = /^(?:int)?\[B(?:, )?(.*)\](.*)$/.exec(input) ?? [];
  return checked(`input x[${dims}]${of}\nmodel ${stack}`).models[0]!;
}

const weightsOf = ({ weights }: CheckedModel) =>
  weights.reduce((sum, { shape }) => sum + (numberOf(product(shape)) as number), 0);

describe('layers and joins', () => {
  const examples = shaped.flatMap(({ name, examples: all }) => all.map((example) => [name, example] as const));

  test.each(examples)('%s: $stack', (_, { stack, input, output, weights }) => {
    const model = modelOf(stack, input);
    expect(typeText(model.output!)).toBe(output);
    expect(weightsOf(model)).toBe(weights);
    expect(model.broken).toBe(false);
  });

  test.each(shaped.map((entry) => [entry.name, entry] as const))('%s shows itself', (name, { examples: all }) => {
    expect(all.length).toBeGreaterThan(0);
    expect(all.some(({ stack }) => new RegExp(`\\b${name}`).test(stack))).toBe(true);
  });

  test.each(shaped.map((entry) => [entry.name, entry] as const))('%s says what it is', (_, entry) => {
    for (const text of [entry.summary, entry.signature, entry.formula, entry.pytorch, entry.keras])
      expect(text.trim()).not.toBe('');
    expect(entry.summary).not.toMatch(/^[A-Z]|\.$/);
    expect(entry.signature).toContain('->');
    for (const text of [entry.pytorch, entry.keras]) expect(text.split('(').length, text).toBe(text.split(')').length);
  });
});

describe('glued digits', () => {
  const glued = (layers as readonly LayerDef[]).filter((layer) => layer.glued);
  const others = (layers as readonly LayerDef[]).filter((layer) => !layer.glued);

  test('are known to the layers that the language names', () => {
    const names = ['avgpool', 'embed', 'flatten', 'linear', 'maxpool', 'relu', 'upsample'];
    expect(glued.map(({ name }) => name).sort()).toEqual(names);
  });

  test.each([
    ['flatten2', 'flatten 2', '[B, 8, 24]'],
    ['embed24', 'embed 24', 'int[B, 8] of 27'],
    ['linear27 bias=false', 'linear 27 bias=false', '[B, 128]'],
    ['relu6', 'relu 6', '[B, 128]'],
  ])('%s is %s', (word, apart, input) => {
    const [a, b] = [modelOf(word, input), modelOf(apart, input)];
    expect(typeText(a.output!)).toBe(typeText(b.output!));
    expect(weightsOf(a)).toBe(weightsOf(b));
  });

  test.each(others.map(({ name }) => [name]))('%s1 is no layer', (name) => {
    expect(layerNamed(`${name}1`)).toBeUndefined();
  });
});

/** A spec in which an example of each kind stands at its place. */
const places = {
  optimisers: (example: string) => `input x[3]\ntarget class of 2\nmodel linear 2\ntrain ${example}`,
  schedules: (example: string) => `input x[3]\ntarget class of 2\nmodel linear 2\ntrain ${example}`,
  losses: (example: string) => {
    const target = example.includes('cross_entropy') ? 'class of 2' : 'value[2]';
    return `input x[3]\ntarget ${target}\nmodel linear 2\ntrain ${example}`;
  },
  initialisers: (example: string) =>
    example.startsWith('embed') ? `input x[3] of 5\nmodel ${example}` : `input x[3]\nmodel ${example}`,
  readers: (example: string) =>
    `data ${example}\nmodel ${/^(chars|text)\b/.test(example) ? 'embed 4 | flatten | linear V' : 'flatten | linear 8'}`,
  strategies: (example: string) =>
    `data chars names\nlet d = 8\nmodel embed d | flatten | linear V\ntrain sgd\nsweep ${example}`,
};

describe.each(Object.keys(places) as (keyof typeof places)[])('%s', (kind) => {
  const entries = kinds[kind] as readonly { name: string; summary: string; examples: readonly string[] }[];
  const examples = entries.flatMap((entry) => entry.examples.map((example) => [entry.name, example] as const));

  test.each(examples)('%s: %s', (_, example) => {
    checked(places[kind](example));
  });

  test.each(entries.map((entry) => [entry.name, entry] as const))('%s shows and explains itself', (name, entry) => {
    expect(entry.examples.length).toBeGreaterThan(0);
    if (name !== 'constant') expect(entry.examples.every((example) => example.includes(name))).toBe(true);
    expect(entry.summary).not.toMatch(/\.$|^$/);
  });
});

test('every kind of target has one loss that is taken unless another is stated', () => {
  const kinds = ['class', 'value', 'tokens', 'image'] as const;
  const all: readonly LossDef[] = losses as never;
  for (const kind of kinds) expect(all.filter(({ defaultFor }) => defaultFor.includes(kind))).toHaveLength(1);
  for (const { defaultFor, targets } of all) expect(targets).toEqual(expect.arrayContaining([...defaultFor]));
});

test.each(
  Object.entries(computed).flatMap(([kind, all]) => all.map((entry) => [`${kind}/${entry.name}`, entry] as const)),
)('%s has a formula and says where it comes from, and what Keras calls it', (_, { formula, source: from, keras }) => {
  for (const text of [formula, from, keras]) expect(text.trim()).not.toBe('');
});

describe('parameters', () => {
  test.each(params)('of %s are documented', (_, all) => {
    for (const [name, param] of Object.entries(all)) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(param.description.trim(), name).not.toBe('');
      expect(param.description, name).not.toMatch(/^[A-Z][a-z]|\.$/);
    }
  });

  test.each(params)('of %s are none of the words that begin an item', (_, all) => {
    const words = ['use', 'input', 'target', 'data', 'let', 'default', 'block', 'model', 'train', 'sweep', 'budget'];
    expect(Object.keys(all).filter((name) => words.includes(name))).toEqual([]);
  });

  test.each(params)(
    'of %s that may be left out have a default or say so, and positional ones stand first',
    (_, all) => {
      const positional = Object.values(all).filter((param) => param.positional);
      const optional = positional.map((param) => !isRequired(param));
      expect(optional).toEqual([...optional].sort((a, b) => Number(a) - Number(b)));
      for (const param of Object.values(all)) expect(param.optional && param.default !== undefined).toBeFalsy();
    },
  );
});

describe('names', () => {
  test.each(Object.entries(kinds))('of %s are their own', (_, entries) => {
    const names = entries.map(({ name }) => name as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z][a-z0-9_]*$/.test(name))).toBe(true);
  });

  test('no layer has the name of a join or of another layer with digits', () => {
    const names = shaped.map(({ name }) => name as string);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(layerNamed(name)?.digits).toBeUndefined();
  });
});
