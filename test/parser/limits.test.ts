/** The parser's limits: each is stated in its report, and a text at the limit is read. */
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/diagnostics/catalog.ts';
import { render } from '../../src/diagnostics/render.ts';
import { maxDepth } from '../../src/parser/brackets.ts';
import { maxSize, parse } from '../../src/parser/parse.ts';
import { walk } from '../../src/parser/visit.ts';
import { source, textOf } from '../../src/text/source.ts';

const run = (text: string) => parse(source('spec.mm', text));
const codes = (text: string) => run(text).diagnostics.map(({ code }) => code);

describe('depth', () => {
  const nested: [string, (n: number) => string][] = [
    ['groups', (n) => `model ${'( '.repeat(n)}tanh${' )'.repeat(n)}`],
    ['residuals', (n) => `model ${'residual ( '.repeat(n)}tanh${' )'.repeat(n)}`],
    ['stacks as arguments', (n) => `model ${'f ( '.repeat(n)}tanh${' )'.repeat(n)}`],
    ['calls', (n) => `let a = ${'f('.repeat(n)}1${')'.repeat(n)}`],
    ['lists', (n) => `let a = ${'['.repeat(n)}${']'.repeat(n)}`],
    ['parentheses of expressions', (n) => `let a = ${'('.repeat(n)}1${')'.repeat(n)}`],
    ['sums', (n) => `let a = 1${'+1'.repeat(n)}`],
    ['powers', (n) => `let a = 1${'^1'.repeat(n)}`],
    ['minus signs', (n) => `let a = ${'-'.repeat(n)}1`],
    ['a sum within parentheses within sums', (n) => `let a = ${'(1+'.repeat(n - 1)}1${')'.repeat(n - 1)}`],
  ];

  it.each(nested)('%s: 200 levels are read, and 201 are an error', (_, text) => {
    expect(codes(text(maxDepth))).toEqual([]);
    expect(codes(text(maxDepth + 1))).toEqual(['syntax/too-deep']);
  });

  it('the 201st level is the one that is refused, and the limit is stated', () => {
    const text = `model ${'('.repeat(201)}tanh${')'.repeat(201)}`;
    const { value, diagnostics } = run(text);
    expect(value.items).toEqual([]);
    expect(diagnostics.map(messageOf)).toEqual([
      'brackets and operators may be nested 200 levels deep, and here it is more',
    ]);
    expect(diagnostics[0]?.span.start).toBe('model '.length + 200);
  });

  it('many parts side by side are not deep', () => {
    expect(codes(`let a = [${'(1), '.repeat(5000)}1]`)).toEqual([]);
    expect(codes(`model ${'( tanh ) | '.repeat(5000)}tanh`)).toEqual([]);
    expect(codes(`model x ${'a+1 '.repeat(5000)}`)).toEqual([]);
  });

  it.each([
    ['(', 300_000],
    [')', 100_000],
    ['[', 300_000],
    ['f(', 200_000],
    ['-', 300_000],
    ['1+', 200_000],
    ['|', 100_000],
    ['a=', 100_000],
    ['repeat 3 ( ', 100_000],
    ['( [ { ', 100_000],
    ['"', 10_000],
    ['a : ', 100_000],
    ['block f(', 50_000],
    ['é', 100_000],
    ['a ; ', 50_000],
    ['trian x y=1\n', 20_000],
    ['a-', 100_000],
  ])('%j without end is reported, not thrown', (part, times) => {
    const { diagnostics } = run(part.repeat(times));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(render(diagnostics.slice(0, 1))).toContain('^');
  });
});

describe('size', () => {
  it('4 MB are read', () => {
    const text = `tanh${' '.repeat(maxSize - 4)}`;
    expect(text.length).toBe(4_000_000);
    expect(codes(text)).toEqual([]);
  });

  it('more is refused, and the limit is stated', () => {
    const { value, diagnostics } = run(`tanh${' '.repeat(maxSize - 3)}`);
    expect(value.items).toEqual([]);
    expect(diagnostics.map(messageOf)).toEqual(['a .mm file may have up to 4 MB, and this one is larger']);
  });

  it('a byte-order mark does not count', () => {
    expect(codes(`\uFEFFtanh${' '.repeat(maxSize - 4)}`)).toEqual([]);
  });
});

describe('many stages', () => {
  it.each([100, 10_000])('%d stages, each where it stands', (n) => {
    const { value, diagnostics } = run(Array.from({ length: n }, (_, at) => `linear ${at} name=s${at}`).join('\n| '));
    expect(diagnostics).toEqual([]);
    const [model] = value.items;
    const stages = model?.kind === 'model' ? model.body.stages : [];
    expect(stages).toHaveLength(n);
    for (const at of [0, 1, n >> 1, n - 1]) expect(textOf(stages[at]!.span)).toBe(`linear ${at} name=s${at}`);
  });

  it('the tree grows with the text and no faster', () => {
    const nodes = (n: number) => {
      let count = 0;
      walk(run(`model ${'linear 4*d name=x | '.repeat(n)}tanh`).value, () => count++);
      return count;
    };
    const each = nodes(2) - nodes(1);
    expect(nodes(10_000)).toBe(nodes(1) + 9_999 * each);
  });

  it('10,000 mistakes are 10,000 reports', () => {
    expect(run(`model ${'linear -1 | '.repeat(10_000)}tanh`).diagnostics).toHaveLength(10_000);
  });
});
