/** The section "Loss and update": what is made small, the learning rate, and what the optimiser does to each weight. */
import { both } from '../../../diagnostics/row.ts';
import { type Formula, variable } from '../../../formula/formula.ts';
import type { Ir, LoweredLoss, Training } from '../../../ir/ir.ts';
import { typeTextWithVocab } from '../../../shapes/shape.ts';
import { fitted, number } from '../../code.ts';
import type { Expression, Language, OpContext } from '../../target.ts';
import type { Written } from './assemble.ts';
import { emit } from './emit.ts';
import type { Part } from './fixed.ts';
import { scalarCode, tensorCode } from './formula-code.ts';
import { hasModes } from './model-code.ts';
import { openSizes } from './sizes-code.ts';
import { part, typed } from './written.ts';

/** The section of a model that has a target; without `train` it holds the loss alone. */
export function trainingSection(ir: Ir, lang: Language): Written {
  const { loss, training } = ir;
  const parts = [
    ...(loss ? [lossPart(loss, hasModes(ir), lang)] : []),
    ...(training
      ? [ratePart(training, lang), statePart(training, openSizes(ir).length > 0, lang), updatePart(training, lang)]
      : []),
  ];
  return { title: 'Loss and update', parts };
}

/** A loss is one op over the output and the target. */
function lossPart({ name, graph }: LoweredLoss, hasModes: boolean, lang: Language): Part {
  const [node, ...others] = graph.nodes;
  if (!node || others.length > 0) throw new Error(`the loss ${name} is more than one op`);
  const inputs = node.inputs.map(({ id }) =>
    id === graph.target.id ? 'y' : hasModes ? 'forward(model, x, training)' : 'forward(model, x)',
  );
  const context: OpContext = {
    inputs,
    types: node.inputs.map(({ type }) => type),
    site: `'loss'`,
    owner: () => {
      throw new Error('a loss owns nothing');
    },
    size: () => {
      throw new Error('a loss knows its sizes');
    },
  };
  const { text, uses } = (emit[node.op.kind] as (op: unknown, context: OpContext) => Expression)(node.op, context);
  const tensor = typed(lang, 'tf.Tensor');
  const params = `model${typed(lang, 'Model')}, x${tensor}, y${tensor}, ${hasModes ? '' : '_'}training${lang === 'ts' ? '?: Training' : ''}`;
  return part(
    'loss',
    [...uses, 'forward', ...(lang === 'ts' ? ['tf', 'Model', 'Training'] : [])],
    [
      `/** ${name}, a number; y is ${typeTextWithVocab(graph.target.type)}.${hasModes ? ' Without `training` the model is in evaluation mode.' : ''} */`,
      `function loss(${params})${typed(lang, 'tf.Scalar')} {`,
      [`return ${text};`],
      '}',
    ],
  );
}

/** The constant that a schedule is, where it is one. */
export function constantRate({ schedule }: Training): number | undefined {
  const rate = schedule.rate(variable('step'), variable('steps'));
  return rate.kind === 'number' ? rate.value : undefined;
}

function ratePart(training: Training, lang: Language): Part {
  const constant = constantRate(training);
  const { text, rate } = training.schedule;
  const lines = returns(rate(variable('step'), variable('steps')));
  const step = `${names(lines, 'step') ? 'step' : '_step'}${typed(lang, 'number')}`;
  const uses = lang === 'ts' ? ['StepSettings'] : [];
  if (constant !== undefined)
    return part('learningRate', uses, [
      '/** The learning rate of a step, the same for all. */',
      `function learningRate(${step}, { lr = ${number(constant)} }${typed(lang, 'StepSettings')})${typed(lang, 'number')} {`,
      ['return lr;'],
      '}',
    ]);
  const settings = `{ lr${names(lines, 'steps') ? ', steps' : ''} }${typed(lang, 'StepSettings')}`;
  return part('learningRate', uses, [
    `/** The learning rate of a step, counted from 0: ${text}, unless --lr gives a constant. */`,
    `function learningRate(${step}, ${settings})${typed(lang, 'number')} {`,
    ['if (lr !== undefined) return lr;', ...lines.flatMap((line) => fitted(line, 1))],
    '}',
  ]);
}

/** A rate as statements, one `return` for each span of steps. */
function returns(rate: Formula): string[] {
  if (rate.kind !== 'choose') return [`return ${scalarCode(rate)};`];
  const { left, right } = rate.test;
  const below = returns(rate.below);
  if (below.length > 1) return [`return ${scalarCode(rate)};`];
  return [`if (${scalarCode(left)} < ${scalarCode(right)}) ${below[0]}`, ...returns(rate.otherwise)];
}

function names(lines: readonly string[], name: string): boolean {
  return lines.some((line) => new RegExp(`\\b${name}\\b`).test(line));
}

/**
 * The tensors of the optimiser follow from those of the weights, which are handed in where their sizes are open. The
 * running mean of the weights is among them, and starts as the weights do.
 */
function statePart({ state, ema }: Training, isOpen: boolean, lang: Language): Part {
  const specs = 'Readonly<Record<string, Spec>>';
  const param = isOpen ? `table${typed(lang, specs)}` : '';
  const head = `function optimiserState(${param})${typed(lang, specs)} {`;
  const types = lang === 'ts' ? ['Spec'] : [];
  if (state.length === 0 && ema === undefined)
    return part('optimiserState', types, [
      '/** The optimiser remembers nothing. */',
      head.replace('table', '_table'),
      ['return {};'],
      '}',
    ]);
  const entries = [
    ...state.map((name) => `[\`\${path}.${name}\`, { shape, init: constant(0) }],`),
    ...(ema === undefined ? [] : ['[`${path}.ema`, { shape, init, like: path }],']),
  ];
  const kept = [...state, ...(ema === undefined ? [] : ['ema, its running mean'])];
  return part(
    'optimiserState',
    [...types, ...(isOpen ? [] : ['weights']), ...(state.length === 0 ? [] : ['constant'])],
    [
      `/** What is remembered of each weight: ${both(kept)}. */`,
      head,
      [
        'return Object.fromEntries(',
        [
          `Object.entries(${isOpen ? 'table' : 'weights'}).flatMap(([path, { shape${ema === undefined ? '' : ', init'} }]) => [`,
          entries,
          ']),',
        ],
        ');',
      ],
      '}',
    ],
  );
}

function updatePart({ optimiser, update, state, clip, ema }: Training, lang: Language): Part {
  const tensors = {
    weight: 'weight',
    grad: 'grad',
    ...Object.fromEntries(
      state.flatMap((name) => [
        [name, name],
        [`next_${name}`, nextName(name)],
      ]),
    ),
  };
  const code = (of: Formula) => tensorCode(of, { tensors, numbers: {} });
  const own = state.flatMap((name) => [
    `const ${name} = model.optimiser[\`\${path}.${name}\`]${lang === 'ts' ? ' as tf.Variable' : ''};`,
    `const ${nextName(name)} = ${code(update.state[name] as Formula)};`,
  ]);
  const assigned = [
    `weight.assign(${code(update.weight)});`,
    ...state.map((name) => `${name}.assign(${nextName(name)});`),
    ...(ema === undefined ? [] : meanLines(ema, lang)),
  ];
  const counts = names([...own, ...assigned], 't');
  const each = state.length > 0 || ema !== undefined ? '[path, weight] of Object.entries' : 'weight of Object.values';
  const params = [
    `model${typed(lang, 'Model')}`,
    `gradients${typed(lang, 'tf.NamedTensorMap')}`,
    `${counts || ema !== undefined ? 'step' : '_step'}${typed(lang, 'number')}`,
    `lr${typed(lang, 'number')}`,
  ];
  return part(
    'update',
    ['tf', ...(clip === undefined ? [] : ['clip']), ...(lang === 'ts' ? ['Model'] : [])],
    [
      `/** ${optimiser}${clip === undefined ? '' : ', on clipped gradients'}: one step on every weight. Steps count from 0. */`,
      `function update(${params.join(', ')})${typed(lang, 'void')} {`,
      [
        ...(counts ? ['const t = step + 1;'] : []),
        ...(clip === undefined ? [] : [`const clipped = clip(gradients, ${number(clip)});`]),
        `for (const ${each}(model.weights)) {`,
        [
          `const grad = ${clip === undefined ? 'gradients' : 'clipped'}[weight.name];`,
          'if (!grad) continue; // the loss does not depend on it',
          'tf.tidy(() => {',
          [...own, ...assigned].flatMap((line) => fitted(line, 3)),
          '});',
        ],
        '}',
      ],
      '}',
    ],
  );
}

/** The running mean after an update; the first update makes it the weight itself, as torch.optim.swa_utils does. */
function meanLines(ema: number, lang: Language): string[] {
  const next = `tf.add(tf.mul(mean, ${number(ema)}), tf.mul(weight, ${number(1 - ema)}))`;
  return [
    `const mean = model.optimiser[\`\${path}.ema\`]${lang === 'ts' ? ' as tf.Variable' : ''};`,
    `mean.assign(step === 0 ? weight : ${next});`,
  ];
}

function nextName(name: string): string {
  return `next${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
