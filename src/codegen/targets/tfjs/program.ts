/** The program of a model: one readable module, with the files that it needs beside it. */

import type { Engine } from '../../../fused/engine.ts';
import type { Ir } from '../../../ir/ir.ts';
import { version } from '../../../version.ts';
import { fitted, inComment, toText } from '../../code.ts';
import type { OutputFile, TargetOptions } from '../../target.ts';
import { type Assembled, assemble, type Written } from './assemble.ts';
import { copiedData, withoutFor } from './data-code.ts';
import { engineFile, engineFor, stepNumbersPart } from './engine-code.ts';
import { knobsSection, programName, runnerOf, stepKnobsSection, trainsItself } from './knobs-code.ts';
import { modelSection } from './model-code.ts';
import { projectFiles } from './package-json.ts';
import { openSizes, plainCreateModel, sizesParts } from './sizes-code.ts';
import { trainingSection } from './training-code.ts';

/** The files of a program in the order in which one would look at them. */
export function program(ir: Ir, { lang, engine: name }: TargetOptions): readonly OutputFile[] {
  const { data } = ir;
  const engine = engineFor(ir, name);
  const isTrained = trainsItself(ir);
  const exported = exportsOf(ir);
  const assembled = assemble({
    written: writtenFor(ir, lang, engine),
    roots: [...exported, ...(engine ? engineExports : []), ...(isTrained ? ['main', 'realpathSync'] : [])],
    without: withoutFor(ir, engine !== undefined),
    externals: { realpathSync: 'node:fs' },
    lang,
  });
  const text = [
    header(ir, { lang }),
    [importsText(assembled.imports), ...(isTrained ? [`import '@tensorflow/tfjs-backend-wasm';`] : [])].join('\n'),
    ...assembled.sections,
    toText(fitted(`export { ${[...exported, ...(engine ? engineExports : [])].sort().join(', ')} };`)),
    ...(isTrained ? [start] : []),
  ].join('\n\n');
  const copied = data ? copiedData(data) : [];
  const beside = engine ? [engineFile(engine, ir)] : [];
  return [{ path: programName(ir, lang), text: `${text}\n` }, ...beside, ...projectFiles(ir, lang), ...copied];
}

/** The sections that are written for this spec. */
export function writtenFor(ir: Ir, lang: TargetOptions['lang'], engine: Engine | undefined): readonly Written[] {
  const { data, training } = ir;
  const knobs =
    data && training && trainsItself(ir)
      ? [knobsSection(ir, data, training, { lang, hasEngine: engine !== undefined })]
      : training
        ? [stepKnobsSection(training, lang)]
        : [];
  const model = modelSection(ir, lang);
  const create = openSizes(ir).length > 0 ? sizesParts(ir, lang) : training ? [] : [plainCreateModel(lang)];
  const step = trainingSection(ir, lang);
  return [
    ...knobs,
    { ...model, parts: [...create, ...model.parts] },
    { ...step, parts: [...step.parts, ...(engine ? [stepNumbersPart(engine, lang)] : [])] },
  ];
}

const engineExports = ['openEngine', 'withEngine'] as const;

function exportsOf(ir: Ir): readonly string[] {
  const { loss, training, data } = ir;
  return [
    'createModel',
    'forward',
    'weights',
    'buffers',
    ...(loss ? ['loss'] : []),
    ...(loss && training ? ['knobs', 'learningRate', 'trainStep'] : []),
    ...(trainsItself(ir)
      ? ['main', 'evaluate', 'minibatch', 'readData', 'train', 'packCheckpoint', 'unpackCheckpoint']
      : []),
    ...(trainsItself(ir) && data?.reading.samples ? ['sample'] : []),
  ];
}

const start = `// Trains only when it is run, not when it is imported.
const script = process.argv[1];
if (script && realpathSync(script) === realpathSync(import.meta.filename)) await main(process.argv.slice(2));`;

/** What it is and how to run it, with the stack as it stands in the spec. */
function header(ir: Ir, { lang }: Pick<TargetOptions, 'lang'>): string {
  const { data, training, loss } = ir;
  const run = runnerOf(ir, lang);
  const samples = data?.reading.samples;
  const usage = trainsItself(ir)
    ? [
        'npm install',
        `${run}            train${samples ? ', ' : ' and '}show the losses${samples ? ` and ${sampleWords[samples]}` : ''}`,
        ...(samples ? [`${run} sample     more samples`] : []),
        `${run} eval       the loss on each split`,
        `${run} --help     all options`,
      ]
    : [
        'npm install',
        `import { createModel, forward${loss && training ? ', trainStep' : loss ? ', loss' : ''} } from './${programName(ir, lang)}';`,
      ];
  const lines = [
    `${inComment(ir.name)}: compiled by mm ${version} from ${inComment(ir.file.split(/[/\\]/).at(-1) ?? ir.file)}. It is yours to read, change and run.`,
    ...ir.doc.map((line) => inComment(line.trim())),
    '',
    ...usage.map((line) => `  ${line}`),
    '',
    ...ir.text.split(/\r\n|\n|\r/).map((line) => `  ${inComment(line)}`),
  ];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

const sampleWords = { lines: 'twenty samples', text: 'a sample' } as const;

/** Names from packages, node's own first. */
export function importsText(imports: Assembled['imports']): string {
  const modules = [...imports].sort(([a], [b]) => (isNode(a) === isNode(b) ? (a < b ? -1 : 1) : isNode(a) ? -1 : 1));
  const lines = modules.map(([module, names]) =>
    names.includes('tf') ? `import * as tf from '${module}';` : `import { ${names.join(', ')} } from '${module}';`,
  );
  return lines.join('\n');
}

function isNode(module: string): boolean {
  return module.startsWith('node:');
}
