/**
 * Every number that an entry takes, in the first example that names it: out of its range, at its ends and far beyond what
 * anyone means. It is in order, or there is one report, at its place and with a way out.
 */
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { initialisers } from '../src/initialisers/index.ts';
import { joins } from '../src/joins/index.ts';
import { layers } from '../src/layers/index.ts';
import { losses } from '../src/losses/index.ts';
import { optimisers } from '../src/optimisers/index.ts';
import { readers } from '../src/readers/index.ts';
import { budgetSettings, trainSettings } from '../src/registry/item-settings.ts';
import { schedules } from '../src/schedules/index.ts';
import { strategies } from '../src/strategies/index.ts';
import { check } from './support/check.ts';
import { type Changed, type Placed, withNumber } from './support/one-number.ts';

const NUMBERS = ['-1', '0', '0.5', '1', '1.5', '1e9'];

function trained(example: string, target = 'class of 2'): string {
  return `input x[3]\ntarget ${target}\nmodel linear 2\ntrain ${example}\n`;
}

function shaped({ stack, input }: { readonly stack: string; readonly input: string }, name: string): string {
  const [, dims = '', of = ''] = /^(?:int)?\[B(?:, )?(.*)\](.*)$/.exec(input) ?? [];
  return `input x[${dims}]${of}\nmodel ${stack.replace(new RegExp(`\\b${name}(?=\\d)`), `${name} `)}\n`;
}

/** A sound spec around an example. */
const kinds = {
  layers: [layers, shaped],
  joins: [joins, shaped],
  optimisers: [optimisers, (example: string) => trained(example)],
  schedules: [schedules, (example: string) => trained(example)],
  losses: [losses, (text: string) => trained(text, text.includes('cross_entropy') ? undefined : 'value[2]')],
  initialisers: [
    initialisers,
    (example: string) => `input x[3]${example.startsWith('embed') ? ' of 5' : ''}\nmodel ${example}\n`,
  ],
  readers: [
    readers,
    (example: string) =>
      `data ${example}\nmodel ${/^(chars|text)\b/.test(example) ? 'embed 4 | flatten | linear V' : 'flatten | linear 8'}\n`,
  ],
  strategies: [
    strategies,
    (example: string) =>
      `data chars names\nlet d = 8\nmodel embed d | flatten | linear V\ntrain sgd\nsweep ${example}\n`,
  ],
} as const;

interface Entry extends Omit<Placed, 'text'> {
  readonly examples: readonly unknown[];
}

function placed([kind, [entries, textOf]]: [string, readonly [readonly unknown[], unknown]]): Placed[] {
  const isCall = ['schedules', 'losses', 'initialisers'].includes(kind);
  return (entries as readonly Entry[]).flatMap((entry) => {
    const texts = entry.examples.map((example) => (textOf as typeof shaped)(example as never, entry.name));
    const text = texts.find((one) => new RegExp(`\\b${entry.name}\\b`).test(one));
    return text === undefined ? [] : [{ ...entry, isCall, text }];
  });
}

const all: readonly Placed[] = [
  ...Object.entries(kinds).flatMap((each) => placed(each as never)),
  { name: 'train', params: trainSettings, text: trained('adamw') },
  { name: 'budget', params: budgetSettings, text: `${trained('adamw')}budget params=1k\n` },
];

/** Files that an example names are not there, which is reported at them. */
function reportsOn({ text }: Changed): Diagnostic[] {
  return check(text, {}).filter(({ code }) => code !== 'data/no-file');
}

/** What is wrong with what is said of a number. */
function faultsOf(changed: Changed): string[] {
  const reports = reportsOn(changed);
  const { start, end } = changed;
  const isAt = ({ span }: Pick<Diagnostic, 'span'>) => span.start <= end && span.end >= start;
  const faults = [
    reports.length > 1 ? `${reports.length} reports` : '',
    reports.some((one) => !isAt(one) && !one.labels.some(isAt)) ? 'not at its place' : '',
    reports.some(({ help, fixes }) => help.length + fixes.length === 0) ? 'no way out' : '',
  ];
  const codes = reports.map(({ code }) => code).join(', ');
  return faults.flatMap((fault) => (fault === '' ? [] : [`${fault} (${codes}) in ${changed.text}`]));
}

describe.each(all.map((each) => [each.name, each] as const))('the numbers of %s', (_, each) => {
  test.each(NUMBERS)('as %s', (number) => {
    expect(withNumber(each, number).flatMap(faultsOf)).toEqual([]);
  });
});
