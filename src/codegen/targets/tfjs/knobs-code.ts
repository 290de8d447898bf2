/** The section "Knobs": what may be changed about a program, as one flat commented block, and what it is called. */
import type { Ir, Training } from '../../../ir/ir.ts';
import type { CheckedData } from '../../../shapecheck/checked.ts';
import { numberOf } from '../../../shapes/dim.ts';
import { type Code, number, quoted } from '../../code.ts';
import type { Language } from '../../target.ts';
import type { Written } from './assemble.ts';
import { constantRate } from './training-code.ts';
import { part, typed } from './written.ts';

/** Where a program finds its data, beside itself. */
export function dataPath({ builtin, source }: CheckedData): string {
  const name = (builtin ?? source).split(/[/\\]/).at(-1) ?? '';
  return `data/${name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '') || 'data.txt'}`;
}

/** The name of the program's file. */
export function programName(ir: Ir, lang: Language): string {
  const isTrained = ir.data !== undefined && ir.training !== undefined;
  return `${isTrained ? 'train' : 'model'}.${lang === 'ts' ? 'ts' : 'mjs'}`;
}

/** What starts the program. */
export function runnerOf(ir: Ir, lang: Language): string {
  return `${lang === 'ts' ? 'npx tsx' : 'node'} ${programName(ir, lang)}`;
}

/** The knobs of a program that trains on its own data. */
export function knobsSection(ir: Ir, data: CheckedData, training: Training, lang: Language): Written {
  const fields: readonly (readonly [string, string, string])[] = [
    ['data', quoted(dataPath(data)), 'one document a line'],
    [
      'split',
      `[${(data.settings.split as number[]).map(number).join(', ')}]`,
      'shares of the documents for training, validation and test',
    ],
    ['splitSeed', number(Number(data.settings.seed)), 'how they are shuffled before that'],
    ...stepKnobs(training),
    ['batch', number(training.batch), 'examples in a minibatch'],
    ['evalEvery', number(training.evalEvery ?? 0), 'steps between validation losses; 0 means only at the end'],
    ['saveEvery', '60', 'seconds between checkpoints'],
    ['out', `'run'`, 'folder for checkpoints and metrics, beside this file'],
    ['backend', `''`, `'wasm' or 'cpu'; '' takes wasm where it runs`],
  ];
  const { V, T } = data.description.dims;
  const vocabulary = data.facts?.vocabulary ?? '';
  const name = (text: string, value: string) => part(text, [], [`const ${text} = ${value};`]);
  return {
    title: 'Knobs',
    parts: [
      part('knobs', lang === 'ts' ? ['Settings'] : [], [
        '/** All of them are options of the command line as well. */',
        ...block(fields, 'Settings', lang),
      ]),
      name('NAME', quoted(ir.name)),
      name('PROGRAM', quoted(programName(ir, lang))),
      name('RUNNER', quoted(runnerOf(ir, lang))),
      name('DATA_FILE', quoted((data.builtin ?? data.source).split(/[/\\]/).at(-1) ?? '')),
      name('OPTIMISER', quoted(training.optimiser)),
      name('LOSS', quoted(ir.loss?.name ?? '')),
      name('SCHEDULE', quoted(training.schedule.text)),
      part(
        'VOCABULARY',
        [],
        [`const VOCABULARY = ${quoted(vocabulary)}; // each character is a token, the first one is 0`],
      ),
      part('V', [], [`const V = ${V ? numberOf(V) : 0}; // characters`]),
      part('T', [], [`const T = ${T ? numberOf(T) : 0}; // tokens that the model sees`]),
    ],
  };
}

/** The knobs of a program that is handed its data. */
export function stepKnobsSection(training: Training, lang: Language): Written {
  const code = block(stepKnobs(training), 'StepSettings', lang);
  return { title: 'Knobs', parts: [part('knobs', lang === 'ts' ? ['StepSettings'] : [], code)] };
}

function stepKnobs(training: Training): readonly (readonly [string, string, string])[] {
  const constant = constantRate(training);
  const rate =
    constant === undefined ? `a constant learning rate in place of ${training.schedule.text}` : 'the learning rate';
  return [
    ['steps', number(training.steps), 'minibatches in all'],
    ['lr', constant === undefined ? 'undefined' : number(constant), rate],
    ['seed', number(training.seed), 'decides the first weights, the minibatches, dropout and samples'],
  ];
}

function block(fields: readonly (readonly [string, string, string])[], type: string, lang: Language): Code {
  const width = Math.max(...fields.map(([key, value]) => key.length + value.length + 3));
  return [
    `const knobs${typed(lang, type)} = {`,
    fields.map(([key, value, about]) => `${`${key}: ${value},`.padEnd(width)} // ${about}`),
    '};',
  ];
}
