/**
 * Forward passes as people read them: test/codegen/forward.txt holds specs and the function that each becomes.
 * `MM_UPDATE=1` writes the functions anew; read the difference.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { render } from '../../src/diagnostics/render.ts';
import { source } from '../../src/text/source.ts';
import { readCases, writeCases } from '../support/cases.ts';

const path = 'test/codegen/forward.txt';
const cases = readCases(path);
const written = cases.map(({ report }) => report);
const isUpdate = process.env.MM_UPDATE === '1';
if (isUpdate) afterAll(() => writeCases(path, cases, written));

describe('forward', () => {
  it.each(cases.map((each, at) => [each.title, each, at] as const))('%s', (_, { source: text, report }, at) => {
    const { value, diagnostics } = compile(source('spec.mm', text));
    const [program] = value;
    if (!program || !('text' in program)) throw new Error(render(diagnostics));
    const code = /^\/\*\*[^\n]*\*\/\nfunction forward[\s\S]*?^\}\n/m.exec(program.text)?.[0] ?? '';
    written[at] = code;
    expect(code).not.toBe('');
    if (!isUpdate) expect(code).toBe(report);
  });
});
