/** Running it under Node: commands, files, progress, signals */
import { parseArgs } from 'node:util';
import { ENGINE_HELP } from './engine-computing.ts';
import { Problem } from './problem.ts';
import { DATA_FORMS, knobs } from './spec.ts';

/** The options that were given, under the names of the knobs. */
export interface Given {
  readonly help?: boolean;
  readonly resume?: boolean;
  /** Weights to begin with. */
  readonly begin?: string;
  readonly steps?: number;
  readonly lr?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly evalEvery?: number;
  readonly patience?: number;
  readonly data?: string;
  readonly targets?: string;
  readonly out?: string;
  readonly engine?: string;
  readonly backend?: string;
  readonly n?: number;
  readonly length?: number;
  readonly temperature?: number;
  readonly prompt?: string;
}

export const TRAIN_HELP = `train
  --steps N            minibatches to train on (${knobs.steps})
  --lr X               one learning rate throughout, instead of the schedule
  --batch N            examples in a minibatch (${knobs.batch})
  --seed N             of weights, minibatches and all that is drawn (${knobs.seed})
  --eval-every N       also show the validation loss every N steps
  --patience N         stop after N of them without a better one
  --begin FILE         begin with the weights of a .safetensors file that fit
  --resume             go on from the checkpoint of the run`;

/** Under the commands `train, eval`. */
export const DATA_HELP = `${Object.entries(DATA_FORMS)
  .map(([name, form]) => `\n  ${`--${name} FILE`.padEnd(21)}${form} (${knobs[name as 'data' | 'targets']})`)
  .join('')}${ENGINE_HELP}`;

export const OTHER_HELP = `all
  --out FOLDER         folder of the run (${knobs.out})
  --backend cpu|wasm   what TensorFlow.js computes on (wasm where it runs)
  --help               this text`;

/** An option: the commands that know it, how its text is read (undefined where it is wrong), and what it wants. */
export interface Option {
  readonly for: readonly string[];
  readonly read?: (text: string) => string | number | undefined;
  readonly wants?: string;
}

const whole = (least: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
const positive = (text: string) => (Number(text) > 0 && Number.isFinite(Number(text)) ? Number(text) : undefined);
const anyText = (text: string) => text;
const oneOf =
  (...words: readonly string[]) =>
  (text: string) =>
    words.includes(text) ? text : undefined;

/** The options of every program. */
export const OPTIONS: Readonly<Record<string, Option>> = {
  steps: { for: ['train'], read: whole(1), wants: 'a whole number from 1' },
  lr: { for: ['train'], read: positive, wants: 'a number above 0' },
  batch: { for: ['train'], read: whole(1), wants: 'a whole number from 1' },
  seed: { for: ['train', 'sample'], read: whole(0), wants: 'a whole number from 0' },
  'eval-every': { for: ['train'], read: whole(0), wants: 'a whole number from 0' },
  patience: { for: ['train'], read: whole(0), wants: 'a whole number from 0' },
  begin: { for: ['train'], read: anyText, wants: 'a file' },
  resume: { for: ['train'] },
  ...Object.fromEntries(
    Object.keys(DATA_FORMS).map((name) => [name, { for: ['train', 'eval'], read: anyText, wants: 'a file' }]),
  ),
  out: { for: ['train', 'eval', 'sample'], read: anyText, wants: 'a folder' },
  engine: { for: ['train', 'eval'], read: oneOf('fused', 'tfjs'), wants: 'fused or tfjs' },
  backend: { for: ['train', 'eval', 'sample'], read: oneOf('cpu', 'wasm'), wants: 'cpu or wasm' },
};

/** The options of programs that make up text. */
export const SAMPLE_OPTIONS: Readonly<Record<string, Option>> = {
  n: { for: ['sample'], read: whole(1), wants: 'a whole number from 1' },
  temperature: { for: ['sample'], read: positive, wants: 'a number above 0' },
  prompt: { for: ['sample'], read: anyText, wants: 'a text' },
};

export const LENGTH_OPTION: Readonly<Record<string, Option>> = {
  length: { for: ['sample'], read: whole(1), wants: 'a whole number from 1' },
};

/** The command and its options. */
export function readArguments(
  args: string[],
  commands: readonly string[],
  options: Readonly<Record<string, Option>>,
): { command: string; given: Given } {
  const { positionals, values } = parse(args, options);
  const [command = 'train', ...others] = positionals;
  if (!commands.includes(command)) throw misuse(`Unknown command '${command}': there are ${commands.join(', ')}`);
  if (others.length > 0) throw misuse(`Unexpected argument '${others[0]}'`);
  const given = Object.entries(values).map(([name, text]) => {
    const option = options[name];
    if (option && !option.for.includes(command)) throw misuse(`'${command}' has no option --${name}`);
    const value = option?.read ? option.read(`${text}`) : text;
    if (value === undefined) throw misuse(`--${name} wants ${option?.wants}, not '${text}'`);
    return [name.replace(/-(.)/, (_, letter: string) => letter.toUpperCase()), value];
  });
  return { command, given: Object.fromEntries(given) };
}

function parse(
  args: string[],
  known: Readonly<Record<string, Option>>,
): { positionals: string[]; values: Record<string, unknown> } {
  const types = Object.entries(known).map(([name, { read }]) => {
    const type = read ? ('string' as const) : ('boolean' as const);
    return [name, name === 'n' ? { type, short: 'n' } : { type }] as const;
  });
  const options = { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw misuse((error as Error).message.split(/\. |\.?\n/)[0] as string);
  }
}

function misuse(message: string): Problem {
  return new Problem(`${message} (--help shows all)`, 2);
}
