/** Reports for code scanning services: SARIF 2.1.0, held against its schema, and annotations of GitHub. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderGithub } from '../src/diagnostics/github.ts';
import { toSarif } from '../src/diagnostics/sarif.ts';
import { check } from './support/check.ts';

const schema = JSON.parse(readFileSync('test/support/sarif-2.1.0.schema.json', 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

const odd = 'data chars names context=7 # ä, 50 %\nmodel embed 10 | flatten 2 | Dense 27\n';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
      };
      readonly columnKind: string;
      readonly results: readonly Result[];
    },
  ];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly [{ readonly physicalLocation: { readonly region: object } }];
  readonly relatedLocations?: readonly { readonly physicalLocation: { readonly region: object } }[];
  readonly fixes?: readonly object[];
}

describe('SARIF', () => {
  it.each([
    ['nothing', ''],
    ['errors, labels and fixes', odd],
    ['warnings', 'input x[4]\nmodel repeat 0 ( tanh ) | linear 3\n'],
    ['a syntax error', 'model linear(3, 4) | | tanh {\n'],
  ])('is what its schema says for %s', (_, text) => {
    const log = toSarif(text === '' ? [] : check(text, {}));
    expect(validate(JSON.parse(JSON.stringify(log))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('has a schema that refuses what is none', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {}, results: [] }] })).toBe(false);
  });

  it('says where, why and what would work', () => {
    const [run] = (toSarif(check(odd, {})) as Log).runs;
    const [flatten, dense] = run.results;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['name/foreign-layer', 'shape/not-divisible']);
    expect(run.tool.driver.rules.some((rule) => 'helpUri' in rule)).toBe(false);
    expect(flatten).toMatchObject({ ruleId: 'shape/not-divisible', ruleIndex: 1, level: 'error' });
    // `flatten 2` in line 2 and `context=7` in line 1: columns counted by hand.
    expect(flatten?.locations[0].physicalLocation.region).toEqual({
      startLine: 2,
      startColumn: 18,
      endLine: 2,
      endColumn: 27,
    });
    expect(flatten?.relatedLocations?.[0]?.physicalLocation.region).toMatchObject({ startLine: 1, startColumn: 18 });
    expect(dense?.fixes?.[0]).toMatchObject({
      artifactChanges: [
        {
          artifactLocation: { uri: 'spec.mm' },
          replacements: [
            { deletedRegion: { startLine: 2, startColumn: 30, endColumn: 35 }, insertedContent: { text: 'linear' } },
          ],
        },
      ],
    });
  });

  it('writes files as references', () => {
    const [report] = check('linear', {});
    if (!report) throw new Error('linear alone is a mistake');
    const span = { ...report.span, source: { ...report.span.source, file: 'my specs\\<a>.mm' } };
    expect(JSON.stringify(toSarif([{ ...report, span, labels: [] }]))).toContain('"uri":"my%20specs/%3Ca%3E.mm"');
  });
});

describe('annotations of GitHub', () => {
  it('have a line each, with the place and the code', () => {
    const lines = renderGithub(check(odd, {})).split('\n');
    expect(lines[0]).toMatch(
      /^::error file=spec\.mm,line=2,col=18,endLine=2,endColumn=27,title=shape\/not-divisible::flatten 2 needs/,
    );
    expect(lines[0]).toContain('%0Aline 1: ');
    expect(lines[0]).toContain('%0Ahelp: ');
    expect(lines[1]).toMatch(/^::error .*::Dense is called linear in mm%0Ahelp: write linear$/);
    expect(lines.slice(2)).toEqual(['']);
  });

  it('call warnings so', () => {
    expect(renderGithub(check('input x[4]\nmodel repeat 0 ( tanh ) | linear 3\n', {}))).toMatch(/^::warning file=/);
  });

  it('escape what would end them', () => {
    const [report] = check('linear', {});
    if (!report) throw new Error('linear alone is a mistake');
    const span = { ...report.span, source: { ...report.span.source, file: 'a,b:50%.mm' } };
    const [line] = renderGithub([{ ...report, span, help: ['100 %\nsure'], labels: [] }]).split('\n');
    expect(line).toContain('file=a%2Cb%3A50%25.mm,');
    expect(line).toContain('100 %25');
    expect(line).not.toContain('sure\n');
  });
});
