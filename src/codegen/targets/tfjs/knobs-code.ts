/** The section "Knobs": what may be changed about a program, as one flat commented block, and what it is called. */
import type { Ir, LoweredData, Training } from '../../../ir/ir.ts';
import { type Code, number, quoted } from '../../code.ts';
import type { Language } from '../../target.ts';
import type { Written } from './assemble.ts';
import { dataParts, dataPath } from './data-code.ts';
import { constantRate } from './training-code.ts';
import { part, typed } from './written.ts';

/** Whether the program has all that it takes to train. */
export function trainsItself({ data, training, loss }: Ir): boolean {
  return data !== undefined && training !== undefined && loss !== undefined;
}

/** The name of the program's file. */
export function programName(ir: Ir, lang: Language): string {
  return `${trainsItself(ir) ? 'train' : 'model'}.${lang === 'ts' ? 'ts' : 'mjs'}`;
}

/** What starts the program. */
export function runnerOf(ir: Ir, lang: Language): string {
  return `${lang === 'ts' ? 'npx tsx' : 'node'} ${programName(ir, lang)}`;
}

/** The knobs of a program that trains on its own data. */
export function knobsSection(
  ir: Ir,
  data: LoweredData,
  training: Training,
  { lang, hasEngine }: { readonly lang: Language; readonly hasEngine: boolean },
): Written {
  const fields: readonly (readonly [string, string, string])[] = [
    ...data.files.map((file) => [file.place, quoted(dataPath(file, data)), file.form] as const),
    ['split', `[${data.split.map(number).join(', ')}]`, 'shares of the data for training, validation and test'],
    ...(data.seed === undefined
      ? []
      : ([['splitSeed', number(data.seed), 'how the examples are shuffled before that']] as const)),
    ...stepKnobs(training),
    ['batch', number(training.batch), 'examples in a minibatch'],
    ['evalEvery', number(training.evalEvery ?? 0), 'steps between validation losses; 0 means only at the end'],
    [
      'patience',
      number(training.patience ?? 0),
      'validation losses without a better one before it stops; 0 never stops',
    ],
    ['saveEvery', '60', 'seconds between checkpoints'],
    ['out', `'run'`, 'folder for checkpoints and metrics, beside this file'],
    ...(hasEngine ? ([['engine', `''`, `'fused' or 'tfjs' trains; '' takes fused where it runs`]] as const) : []),
    ['backend', `''`, `'wasm' or 'cpu'; '' takes wasm where it runs`],
  ];
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
      name('OPTIMISER', quoted(training.optimiser)),
      name('LOSS', quoted(ir.loss?.name ?? '')),
      name('SCHEDULE', quoted(training.schedule.text)),
      ...dataParts(ir, data, lang),
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
    ['steps', number(training.steps), 'updates of the weights in all'],
    ['lr', constant === undefined ? 'undefined' : number(constant), rate],
    ['seed', number(training.seed), 'decides the first weights, the minibatches, dropout and samples'],
    ...(training.accumulate === 1
      ? []
      : ([['accumulate', number(training.accumulate), 'minibatches behind each update']] as const)),
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
