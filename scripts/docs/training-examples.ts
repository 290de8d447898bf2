/** What the examples of readers, optimisers, schedules, initialisers and losses come to, worked out by mm. */
import type { Noun } from '../../src/cli/registry-groups.ts';
import { evaluate, variable } from '../../src/formula/formula.ts';
import { scheduleOf } from '../../src/ir/ir.ts';
import type { Init, Scale } from '../../src/registry/training.ts';
import { lossesByName, optimisersByName } from '../../src/resolve/entries.ts';
import { numberOf, toTight } from '../../src/shapes/dim.ts';
import { typeTextWithVocab } from '../../src/shapes/shape.ts';
import { check } from '../../src/summary/check.ts';
import { valueText } from '../../src/summary/value-text.ts';
import { source } from '../../src/text/source.ts';
import { code, plain } from './markdown.ts';

/** How entries of a kind are shown: further facts, and columns of the table of examples. */
interface Shown {
  readonly facts: (name: string) => (readonly [string, string])[];
  readonly heads: readonly string[];
  readonly row: (example: string, name: string) => string[];
}

const bare: Shown = { facts: () => [], heads: [], row: () => [] };

/** The parts of a run at which learning rates are shown; without a word about steps it has 10,000. */
const moments: readonly (readonly [name: string, part: number])[] = [
  ['first step', 0],
  ['1 %', 0.01],
  ['25 %', 0.25],
  ['50 %', 0.5],
  ['80 %', 0.8],
  ['last step', 1],
];

export const training: Readonly<Record<Noun, Shown>> = {
  layer: bare,
  join: bare,
  strategy: bare,
  reader: { ...bare, heads: ['input', 'dims', 'target'], row: readerRow },
  optimiser: { ...bare, facts: optimiserFacts },
  schedule: { ...bare, heads: moments.map(([name]) => name), row: rates },
  initialiser: { ...bare, heads: ['how the weight starts, with 100 inputs'], row: startRow },
  loss: { ...bare, facts: lossFacts },
};

function rates(example: string): string[] {
  const { train } = checked(`input x[3]\ntarget class of 2\nmodel linear 2\ntrain ${example}`);
  if (!train) throw new Error(`the example ${example} is not in order`);
  const rate = scheduleOf(train.lr).rate(variable('step'), train.steps);
  const step = (part: number) => Math.min(train.steps - 1, part * train.steps);
  return moments.map(([, part]) => valueText(evaluate(rate, { step: step(part) })));
}

function readerRow(example: string): string[] {
  const { data } = checked(`data ${example}\nmodel linear 2`);
  if (!data) throw new Error(`the example ${example} is not in order`);
  const { input, dims, target } = data.description;
  const sizes = Object.entries(dims).map(([name, dim]) =>
    numberOf(dim) === undefined ? name : `${name}=${toTight(dim)}`,
  );
  return [
    code(typeTextWithVocab(input)),
    code(sizes.join(' ')),
    target ? `${target.kind} ${code(typeTextWithVocab(target.type))}` : '',
  ];
}

function optimiserFacts(name: string): (readonly [string, string])[] {
  const def = optimisersByName.get(name);
  if (!def) return [];
  const settings = Object.fromEntries(Object.entries(def.params).map(([key, param]) => [key, param.default]));
  const kept = def.state(settings as never);
  return [
    ['learning rate', `${valueText(def.lr)} unless given`],
    [
      'keeps',
      kept.length === 0 ? 'nothing, as the settings are by default' : `${kept.map(code).join(', ')} for each weight`,
    ],
  ];
}

function lossFacts(name: string): (readonly [string, string])[] {
  const def = lossesByName.get(name);
  const own = def?.defaultFor ?? [];
  return [
    [
      'targets',
      (def?.targets ?? []).map((target) => (own.includes(target) ? `${target} (its default)` : target)).join(', '),
    ],
  ];
}

/** How the first weight that the example is about starts. */
function startRow(example: string, name: string): string[] {
  const input = example.startsWith('embed') ? 'input x[100] of 27' : 'input x[100]';
  const weights = checked(`${input}\nmodel ${example}`).models[0]?.weights ?? [];
  const weight = weights.find(({ call }) => call.name === name);
  if (!weight) throw new Error(`the example ${example} has no weight that starts with ${name}`);
  return [plain(initText(weight.init))];
}

function initText(init: Init): string {
  switch (init.kind) {
    case 'constant':
      return `all ${valueText(init.value)}`;
    case 'normal':
      return `Gaussian, mean ${valueText(init.mean)}, deviation ${scaleText(init.std)}`;
    case 'uniform':
      return `even between -${scaleText(init.bound)} and ${scaleText(init.bound)}`;
    case 'orthogonal':
      return `orthogonal, times ${valueText(init.gain)}`;
  }
}

function scaleText({ gain, fan }: Scale): string {
  return valueText(gain / Math.sqrt(fan === undefined ? 1 : (numberOf(fan) ?? Number.NaN)));
}

function checked(text: string) {
  return check(source('example.mm', text)).value;
}
