/**
 * Two slips in one file: one run reports both, each once, on its line. Every pair of the slips below is written into one
 * sound spec; a failure lists the pairs of which something else is said.
 */
import { expect, it } from 'vitest';
import { severityOf } from '../src/diagnostics/catalog.ts';
import { loaded } from '../src/run/load-spec.ts';
import { positionAt } from '../src/text/lines.ts';
import { source } from '../src/text/source.ts';

const spec = `data chars names context=8 split=[0.8, 0.1, 0.1]

let d = 48
let deep = 3

block unit(c, p) =
    residual ( ln | linear c bias=false | relu | dropout p | linear c )

block mixer : [B, T, C] -> [B, T, C] =
    residual ( ln | attention 4 causal )

model plain = embed d | repeat 2 ( unit d 0.1 ) | flatten | linear V

model mixed =
    embed d
    | position
    | repeat deep ( mixer | unit d 0.2 )
    | ln
    | last
    | linear V init=normal(0.02)

default linear init=kaiming

train adamw
    lr = cosine(3e-3, warmup=100)
    batch = 32
    steps = 2_000
    betas = [0.9, 0.95]

sweep grid
    train.lr = [1e-3, 3e-3]

budget params=500k macs=40M
`;

/** What is written, and what is typed instead: in the writing, the names, and the meaning. */
const slips: readonly (readonly [written: string, typed: string])[] = [
  ['data chars', 'date chars'],
  ['data chars', 'data chasr'],
  ['context=8', 'contxt=8'],
  ['let d = 48', 'let d 48'],
  ['let deep = 3', 'lett deep = 3'],
  ['unit(c, p) =', 'unit(c, p)'],
  ['unit(c, p)', 'unit(c p)'],
  ['| relu', '| rleu'],
  ['residual ( ln | linear', 'residaul ( ln | linear'],
  ['-> [B, T, C]', '=> [B, T, C]'],
  ['causal )', 'casual )'],
  ['| repeat 2', '| repaet 2'],
  ['flatten | linear V', 'flatten | linear 30'],
  ['| position', '| postion'],
  ['unit d 0.2', 'unit d .2'],
  ['init=normal(0.02)', 'init=nromal(0.02)'],
  ['default linear', 'defaults linear'],
  ['warmup=100', 'wramup=100'],
  ['batch = 32', 'bacth = 32'],
  ['steps = 2_000', 'steps = 2,000'],
  ['betas = [0.9, 0.95]', 'betas = [0.9 0.95]'],
  ['betas = [0.9, 0.95]', 'betas = [0.9, 0.95)'],
  ['train.lr', 'train.rl'],
  ['params=500k', 'parmas=500k'],
  ['macs=40M', 'macs=40m'],
];

interface Slip {
  readonly at: number;
  readonly line: number;
  readonly written: string;
  readonly typed: string;
}

const all = slips.map(([written, typed]): Slip => {
  const at = spec.indexOf(written);
  return { at, line: spec.slice(0, at).split('\n').length, written, typed };
});

/** The text with slips in it, the last one first. */
function withSlips(...made: readonly Slip[]): string {
  const behind = made.toSorted((a, b) => b.at - a.at);
  return behind.reduce((text, { at, written, typed }) => {
    return text.slice(0, at) + typed + text.slice(at + written.length);
  }, spec);
}

/** The lines on which errors are reported. */
function linesOf(text: string): readonly number[] {
  const { diagnostics } = loaded(source('pair.mm', text), { folder: 'specs', name: 'pair' });
  const errors = diagnostics.filter((one) => severityOf(one) === 'error');
  return errors.map(({ span }) => positionAt(span.source, span.start).line).sort((a, b) => a - b);
}

it('the spec is sound', () => {
  expect(all.every(({ at }) => at >= 0)).toBe(true);
  expect(linesOf(spec)).toEqual([]);
});

it.each(all.map((slip) => [slip.typed, slip] as const))('%s', (_, slip) => {
  expect(linesOf(withSlips(slip))).toEqual([slip.line]);
});

it('two slips are two reports', () => {
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b] as const));
  const apart = pairs.filter(([a, b]) => a.line !== b.line);
  const wrong = apart.filter(([a, b]) => linesOf(withSlips(a, b)).join() !== [a.line, b.line].join());
  const listed = wrong.map(([a, b]) => `${a.typed} + ${b.typed}: ${linesOf(withSlips(a, b))} for ${a.line},${b.line}`);
  expect(apart.length).toBeGreaterThan(250);
  expect(1 - wrong.length / apart.length, listed.join('\n')).toBeGreaterThanOrEqual(0.986);
});
