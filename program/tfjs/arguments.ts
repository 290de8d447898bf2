/** Running it under Node: commands, files, progress, signals */
import { parseArgs } from 'node:util';
import { Problem } from './problem.ts';
import { DATA_FILE, knobs, NAME, RUNNER } from './spec.ts';

/** The options that were given, under the names of the knobs. */
export interface Given {
  readonly help?: boolean;
  readonly resume?: boolean;
  readonly steps?: number;
  readonly lr?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly evalEvery?: number;
  readonly data?: string;
  readonly out?: string;
  readonly backend?: string;
  readonly n?: number;
  readonly temperature?: number;
  readonly prompt?: string;
}

export type Command = 'train' | 'eval' | 'sample';

export const HELP = `${NAME}: learns to make up lines like those of ${DATA_FILE}

  ${RUNNER} [train]   train, show the losses and twenty samples
  ${RUNNER} eval      the loss on each split of the data
  ${RUNNER} sample    make up lines

train
  --steps N            minibatches to train on (${knobs.steps})
  --lr X               one learning rate throughout, instead of the schedule
  --batch N            examples in a minibatch (${knobs.batch})
  --seed N             of the weights, the minibatches and the samples (${knobs.seed})
  --eval-every N       also show the validation loss every N steps
  --resume             go on from the checkpoint of the run
sample
  -n N                 how many lines (20)
  --temperature X      below 1 more common ones, above 1 stranger ones (1)
  --prompt TEXT        what every line begins with
  --seed N             other lines
train, eval
  --data FILE          one document a line (${knobs.data})
all
  --out FOLDER         folder of the run (${knobs.out})
  --backend cpu|wasm   what computes (wasm where it runs)
  --help               this text`;

/** An option: the commands that know it, how its text is read (undefined where it is wrong), and what it wants. */
interface Option {
  readonly for: readonly Command[];
  readonly read?: (text: string) => string | number | undefined;
  readonly wants?: string;
}

const whole = (least: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
const positive = (text: string) => (Number(text) > 0 && Number.isFinite(Number(text)) ? Number(text) : undefined);
const anyText = (text: string) => text;

const OPTIONS: Readonly<Record<string, Option>> = {
  steps: { for: ['train'], read: whole(1), wants: 'a whole number from 1' },
  lr: { for: ['train'], read: positive, wants: 'a number above 0' },
  batch: { for: ['train'], read: whole(1), wants: 'a whole number from 1' },
  seed: { for: ['train', 'sample'], read: whole(0), wants: 'a whole number from 0' },
  'eval-every': { for: ['train'], read: whole(0), wants: 'a whole number from 0' },
  resume: { for: ['train'] },
  n: { for: ['sample'], read: whole(1), wants: 'a whole number from 1' },
  temperature: { for: ['sample'], read: positive, wants: 'a number above 0' },
  prompt: { for: ['sample'], read: anyText, wants: 'a text' },
  data: { for: ['train', 'eval'], read: anyText, wants: 'a file' },
  out: { for: ['train', 'eval', 'sample'], read: anyText, wants: 'a folder' },
  backend: {
    for: ['train', 'eval', 'sample'],
    read: (text) => (['cpu', 'wasm'].includes(text) ? text : undefined),
    wants: 'cpu or wasm',
  },
};

const COMMANDS: readonly Command[] = ['train', 'eval', 'sample'];

/** The command and its options. */
export function readArguments(args: string[]): { command: Command; given: Given } {
  const { positionals, values } = parse(args);
  const [word = 'train', ...others] = positionals;
  const command = COMMANDS.find((name) => name === word);
  if (command === undefined) throw misuse(`Unknown command '${word}': there are ${COMMANDS.join(', ')}`);
  if (others.length > 0) throw misuse(`Unexpected argument '${others[0]}'`);
  const given = Object.entries(values).map(([name, text]) => {
    const option = OPTIONS[name];
    if (option && !option.for.includes(command)) throw misuse(`'${command}' has no option --${name}`);
    const value = option?.read ? option.read(`${text}`) : text;
    if (value === undefined) throw misuse(`--${name} wants ${option?.wants}, not '${text}'`);
    return [name.replace(/-(.)/, (_, letter: string) => letter.toUpperCase()), value];
  });
  return { command, given: Object.fromEntries(given) };
}

function parse(args: string[]): { positionals: string[]; values: Record<string, unknown> } {
  const types = Object.entries(OPTIONS).map(([name, { read }]) => {
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
