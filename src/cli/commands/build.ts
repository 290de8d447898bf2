/** `mm build FILE -o DIR`: the program of a spec, to read, own and run. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { EngineName, Language } from '../../codegen/target.ts';
import type { Settings } from '../../resolve/settings.ts';
import type { LoadedSpec } from '../../run/load-spec.ts';
import type { CheckedModel } from '../../shapecheck/checked.ts';
import { programFiles, stopAtErrors, writeFiles } from '../compiled.ts';
import { Failure } from '../failure.ts';
import { engineOption, examples, modelOption, setOption } from '../options.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

interface BuildOptions {
  readonly out: string;
  readonly lang: Language;
  readonly bundle: boolean;
  readonly engine?: EngineName;
  readonly model?: string;
  readonly set: Settings;
  readonly force: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .requiredOption('-o, --out <dir>', 'the folder to write to; made when it is not there')
    .addOption(new Option('--lang <language>', 'JavaScript or TypeScript').choices(['js', 'ts']).default('js'))
    .option('--bundle', 'also one file that trains in a browser', false)
    .addOption(engineOption())
    .addOption(modelOption())
    .addOption(setOption())
    .option('--force', 'replace files that mm did not write', false)
    .action(build);
  examples(command, [
    ['mm build wavenet.mm -o wavenet', 'train.mjs, engine.wasm, package.json and the data'],
    ['mm build wavenet.mm -o wavenet --lang ts', 'the same in TypeScript'],
    ['mm build wavenet.mm -o wavenet --bundle', 'also wavenet.html, which trains in a browser'],
    ['mm build wavenet.mm -o big --set d=256', 'with another constant'],
    ['mm build wavenet.mm -o plain --engine tfjs', 'without engine.wasm: slower, and nothing but what one can read'],
  ]);
}

async function build(file: string, { out, lang, bundle, engine, model, set, force }: BuildOptions): Promise<void> {
  const spec = openSpec(file, set);
  stopAtErrors(spec);
  const chosen = chooseModel(spec, model);
  if (bundle) refuseUntrained(spec, chosen);
  const files = programFiles(spec, chosen, { lang, engine });
  const page = bundle ? [await (await import('../bundle.ts')).bundledPage(spec, chosen, engine)] : [];
  writeFiles(out, [...files, ...page], force);
  const [program] = files;
  const run = lang === 'ts' ? 'npx tsx' : 'node';
  const isTrained = program?.path.startsWith('train') ?? false;
  const next = isTrained
    ? `cd ${out} && npm install && ${run} ${program?.path}`
    : `cd ${out} && npm install   (it is a module to import)`;
  const inBrowser = page.map(({ path }) => `\n  open ${join(out, path)} in a browser`);
  say(`wrote ${[...files, ...page].map(({ path }) => join(out, path)).join(', ')}

  ${next}${inBrowser.join('')}
`);
}

/** A page trains the model with nothing beside it, so the spec has to say on what and how. */
function refuseUntrained({ source, value: { data, train } }: LoadedSpec, { item }: CheckedModel): void {
  if (data && data.reader.name !== 'chars')
    throw new Failure(`a page for the browser is made of data chars, but ${source.file} has data ${data.reader.name}`, [
      'without --bundle, mm build writes a program that trains under Node',
    ]);
  if (data && train) return;
  const what = data ? 'how to train' : train ? 'on what data to train' : 'on what data to train, and how';
  throw new Failure(`${source.file} does not say ${what}, which a page for the browser must know`, [
    ...(data
      ? []
      : ['add a line such as: data chars names context=8   (in place of input and target, where there are any)']),
    ...(train ? [] : ['add a line such as: train sgd lr=0.1 steps=10_000']),
    ...(item.bare ? ['then begin the stack with the word model: model embed 10 | …'] : []),
    'without --bundle, mm build writes a module to import',
  ]);
}
