/** One run reports every mistake of a file, each once, at its place: test/parser/recovery.txt. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/parser/parse.ts';
import { positionAt } from '../../src/text/lines.ts';
import { source, textOf } from '../../src/text/source.ts';
import { readCases } from '../support/cases.ts';
import { printTree } from './print-tree.ts';

/** `line:column code `culprit``, a line for each report. */
function reportsOf(text: string): string {
  const { diagnostics } = parse(source('spec.mm', text));
  const lines = diagnostics.map(({ code, span }) => {
    const { line, column } = positionAt(span.source, span.start);
    return `${line}:${column} ${code} \`${textOf(span)}\`\n`;
  });
  return lines.join('');
}

describe('one run reports every mistake, each once', () => {
  it.each(readCases('test/parser/recovery.txt').map((each) => [each.title, each] as const))('%s', (_, each) => {
    expect(reportsOf(each.text)).toBe(each.report);
  });
});

describe('what is around a mistake is read as if it were not there', () => {
  const whole = 'model embed 10 | flatten | linear 27\ntrain sgd lr=0.1';
  const broken = [
    'model embed 10 | flatten() | linear(27,)\ntrain(sgd, lr=0.1)',
    'model embed 10, flatten, linear 27\ntrain sgd lr: 0.1',
    'model embed 10 -> flatten >> linear 27\ntrain sgd, lr=0.1',
    'model embed 10; flatten; linear 27;\ntrain sgd lr==0.1',
    'modle embed 10 | flatten | linear 27\ntrian sgd lr=0.1',
    'net embed 10 | flatten | linear 27\noptimizer sgd lr=0.1',
    'embed 10 | flatten | linear 27\ntrain sgd lr=.1',
    'model embed 10 | | flatten | | linear 27 |\ntrain sgd(lr=0.1)',
    'model embed 10 // ten\n| flatten | linear 27 )\ntrain sgd lr=0.1]',
  ];
  it.each(broken)('%s', (text) => {
    const { value, diagnostics } = parse(source('spec.mm', text));
    expect(diagnostics).not.toEqual([]);
    const tree = printTree(value).replace(' | ? })', ' })');
    expect(tree).toBe(printTree(parse(source('spec.mm', whole)).value));
  });
});
