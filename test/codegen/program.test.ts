/** Emitted programs as files: what they say of themselves, that they are always the same, and that specs stay data in them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/codegen/target.ts';
import { packages, typescriptPackages } from '../../src/codegen/targets/tfjs/package-json.ts';
import { compile } from '../../src/compile.ts';
import { source } from '../../src/text/source.ts';
import { runNode, writeProgram } from '../support/program.ts';

const small = `data chars names context=3
model embed 4 | flatten | linear 8 | bn | dropout 0.1 | tanh | linear V
train adamw lr=cosine(0.01, warmup=10) batch=8 steps=20 eval_every=10
`;

const perPosition = `data chars names context=8
model embed 8 | repeat 2 ( residual ( linear 16 | relu | linear 8 ) ) | linear V
train sgd nesterov momentum=0.9 decay=1e-4 lr=step(0.1, 0.01, at=10) steps=20
`;

const ownData = `input features[4]
target class of 3
model linear 8 | relu | linear 3
train adamw steps=100
`;

const everySetting = `data chars names context=3
model embed 4 | flatten | linear 8 init=orthogonal | bn | tanh | linear V bias_init=constant(0.1)
train lion lr=onecycle(0.01) decay=0.1 clip=1 ema=0.99 accumulate=4 loss=cross_entropy(smoothing=0.1)
    steps=20 eval_every=10 patience=3
`;

const values = `input features[4]
target value[2]
model linear 8 | relu | linear 2
train rmsprop momentum=0.9 lr=decay(0.01, 0.5, every=10) clip=0.5 ema=0.9 accumulate=2 loss=huber(delta=0.5)
`;

const openSizes = `input ids[T] of V
target tokens
model embed 4 | linear 8 | tanh | linear V
train adagrad lr=exponential(0.01, 0.99) ema=0.9
`;

const bare = 'embed 10 | flatten2 | linear 200 | bn | tanh | linear 27\n';

const specs = { small, perPosition, ownData, everySetting, values, openSizes, bare } as const;

function textOf(spec: string, lang: Language = 'js', file = 'spec.mm'): string {
  const [program] = compile(source(file, spec), undefined, { lang }).value;
  if (!program || !('text' in program)) throw new Error('the spec does not compile');
  return program.text;
}

describe.each(Object.entries(specs))('the program of %s', (_, spec) => {
  it('is the same whenever it is written', () => {
    expect(compile(source('spec.mm', spec)).value).toEqual(compile(source('spec.mm', spec)).value);
  });

  it('declares nothing twice and nothing that it does not use', () => {
    const tree = ts.createSourceFile('p.mjs', textOf(spec), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
    const names = tree.statements.flatMap(namesOf);
    expect(new Set(names).size).toBe(names.length);
    const words = textOf(spec).match(/[\w$]+/g) ?? [];
    expect(names.filter((name) => words.filter((word) => word === name).length < 2)).toEqual([]);
  });

  it('has lines of 120 columns at the most', () => {
    expect(
      textOf(spec)
        .split('\n')
        .filter((line) => line.length > 120 && !line.includes('${')),
    ).toEqual([]);
  });

  it('is strict TypeScript as well', { timeout: 120_000 }, () => {
    const { folder, path } = writeProgram(spec, { lang: 'ts' });
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile).config,
      ts.sys,
      folder,
    );
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], options));
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });
});

function namesOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : [];
}

describe('a program', () => {
  it('can be run where its paths are so long that they fit into no line', () => {
    const paths = `input x[4]
block around_and_around_again(f) = residual ( f )
model repeat 2 ( around_and_around_again ( around_and_around_again ( around_and_around_again (
  linear 4 bias=false | tanh | linear 4 ) ) ) )
`;
    const { path } = writeProgram(paths);
    expect(runNode([path])).toMatchObject({ status: 0, stdout: '' });
  });

  it('says how to run it, and shows its spec', () => {
    const head = textOf(small).split('*/')[0] ?? '';
    expect(head).toContain('node train.mjs');
    expect(head).toContain('npm install');
    for (const line of small.trim().split('\n')) expect(head).toContain(` *   ${line}`);
  });

  it('has the exact packages that mm is tested with', () => {
    const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
    for (const [name, version] of Object.entries(packages)) expect(own.dependencies?.[name]).toBe(version);
    expect(own.devDependencies?.typescript).toBe(typescriptPackages.typescript);
    expect(own.devDependencies?.['@types/node']).toBe(typescriptPackages['@types/node']);
  });

  it('does nothing but export when it is imported', () => {
    const { folder, path } = writeProgram(small);
    const script = join(folder, 'import.mjs');
    writeFileSync(script, `console.log(Object.keys(await import(${JSON.stringify(path)})).join(' '));`);
    const { stdout, status } = runNode([script]);
    expect(status).toBe(0);
    for (const name of ['createModel', 'loss', 'trainStep', 'weights', 'forward']) expect(stdout).toContain(name);
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('asks for the sizes that its spec leaves open, and checks them', () => {
    const { folder, path } = writeProgram(bare);
    const script = join(folder, 'sizes.mjs');
    writeFileSync(
      script,
      `import * as tf from '@tensorflow/tfjs';
       import { createModel, forward } from ${JSON.stringify(path)};
       const model = createModel({ T: 8, V: 27 });
       console.log(forward(model, tf.zeros([5, 8], 'int32')).shape.join(), Object.keys(model.weights).length);
       for (const sizes of [{ T: 7, V: 27 }, { T: 2, V: 27 }, { T: 8, V: 0 }, { T: 8.5, V: 27 }])
         try { createModel(sizes); console.log('taken'); } catch (error) { console.log(error.message); }`,
    );
    const lines = runNode([script]).stdout.trim().split('\n');
    expect(lines).toEqual([
      '5,4,27 7',
      'the model needs 2 | T, but the sizes are {"T":7,"V":27}',
      'the model needs T >= 3, but the sizes are {"T":2,"V":27}',
      'V is a whole number from 1, not 0',
      'T is a whole number from 1, not 8.5',
    ]);
  });
});

describe('texts of a spec', () => {
  const nasty = [
    'a`b${process.exit(9)}',
    'it\'s "quoted" \\ and \\n',
    '*/ process.exit(9); /*',
    '</script><script>process.exit(9)</script>',
    'line\u2028separator\u0085and\u0000nul',
    '__proto__',
    '-->',
  ];

  it.each(nasty)('stay data: %j', (text) => {
    const name = `${text.replaceAll('/', '_').replaceAll('\u0000', '')}.txt`;
    const spec = `## ${text.replace(/[\n\r]/g, ' ')}
data chars ${JSON.stringify(name)} context=3
# ${text.replace(/[\n\r]/g, ' ')}
model embed 2 | flatten | linear V
train sgd steps=2
`;
    const letters = [...new Set(text.replace(/\s|[.\u0085\u2028]/g, ''))].join('');
    const files = { [name]: `abc\n${letters}\nxyz\n${letters}q\nhello\nworld\nmore\nlines\nfor\nsplits\nten\n` };
    const program = writeProgram(spec, { file: `${text}.mm`, files });
    const { stdout, stderr, status } = runNode([program.path, '--backend', 'cpu']);
    expect(stderr.replace(/=+\nHi, looks[\s\S]*?=+\n/, '').trim()).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('train loss');
    expect(textOf(`# ${text.replace(/[\n\r]/g, ' ')}\n${ownData}`, 'js', `${text}.mm`)).not.toMatch(/<\/script/i);
    const shown = runNode([program.path, '--help']).stdout;
    expect(shown).toContain(name.split('\\').at(-1));
  });
});
