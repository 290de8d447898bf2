/** Options that several commands share, and how their texts are read. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EngineName } from '../codegen/target.ts';
import { either } from '../diagnostics/row.ts';
import { budgetSettings } from '../registry/item-settings.ts';
import { Failure } from './failure.ts';

/** `--set d=256`, as often as one likes. */
export function setOption(): Option {
  return new Option('--set <key=value>', 'another value for a constant or a setting: d=256, train.lr=0.05')
    .default(new Map<string, string>(), 'the values of the spec')
    .argParser((text, before: ReadonlyMap<string, string>) => new Map([...before, pair(text)]));
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  const [key, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 0 || value === '' || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(key))
    throw new InvalidArgumentError('It wants key=value, as in d=256 or train.lr=0.05.');
  return [key, value];
}

/** `--budget params=50k,macs=1M`, as often as one likes: settings of the `budget` item. */
export function budgetOption(): Option {
  const limits = Object.keys(budgetSettings);
  const parsed = (text: string): [string, string] => {
    const [key, value] = pair(text);
    if (limits.includes(key)) return [`budget.${key}`, value];
    throw new InvalidArgumentError(`It wants ${either(limits.map((limit) => `${limit}=`))}, as in params=50k.`);
  };
  return new Option('--budget <limits>', 'how large a model may be: params=50k, macs=1M, memory=64MB')
    .default(new Map<string, string>(), 'the budget of the spec')
    .argParser((text, before: ReadonlyMap<string, string>) => new Map([...before, ...text.split(',').map(parsed)]));
}

export function modelOption(): Option {
  return new Option('--model <name>', 'which model, where the spec has several');
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'what trains; fused where it can').choices(['fused', 'tfjs']);
}

export function backendOption(): Option {
  const about =
    'what TensorFlow.js computes on; wasm where it runs. It trains then as well, in place of the fused engine';
  return new Option('--backend <name>', about).choices(['wasm', 'cpu']);
}

/** The engine and the backend as options of a program; the fused engine keeps its variables on cpu. */
export function computingArguments({ engine, backend }: ComputingOptions): string[] {
  if (engine === 'fused' && backend === 'wasm')
    throw new Failure('the fused engine goes with the cpu backend, so --engine fused goes without --backend wasm');
  const given = { engine, backend };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
}

export interface ComputingOptions {
  readonly engine?: EngineName;
  readonly backend?: string;
}

/** A whole number from `least`. */
export function whole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text.replaceAll('_', ''));
    if (/^\d[\d_]*$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
    throw new InvalidArgumentError(`It wants a whole number from ${least}.`);
  };
}

/** A number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It wants a number above 0.');
}

/** Examples under the help of a command: what to type, and what it does. */
export function examples(command: Command, rows: readonly (readonly [string, string])[]): Command {
  const width = Math.max(...rows.map(([typed]) => typed.length));
  const lines = rows.map(([typed, does]) => `  $ ${typed.padEnd(width)}   ${does}`);
  return command.addHelpText('after', `\nExamples\n${lines.join('\n')}`);
}
