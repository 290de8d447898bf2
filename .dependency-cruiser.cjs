/** Which module may import which. ARCHITECTURE.md explains the directions; each rule here says why it exists. */

/** The folders of entries: one file each, all alike. */
const entries = ['layers', 'joins', 'readers', 'optimisers', 'schedules', 'initialisers', 'losses', 'strategies'];

/** What each folder may import besides itself; what those may import is allowed too. A new folder gets its row here. */
const sees = {
  text: [],
  blocks: [],
  chance: [],
  diagnostics: ['text'],
  parser: ['diagnostics'],
  format: ['parser'],
  shapes: ['diagnostics'],
  data: ['diagnostics', 'chance'],
  ops: ['shapes'],
  formula: ['shapes'],
  registry: ['ops', 'data', 'formula'],
  ...Object.fromEntries(entries.map((folder) => [folder, ['registry']])),
  resolve: ['parser', 'blocks', ...entries],
  shapecheck: ['resolve'],
  ir: ['shapecheck'],
  tensors: ['chance'],
  wasm: [],
  fused: ['ir', 'tensors', 'wasm'],
  analyses: ['ir'],
  codegen: ['analyses', 'fused'],
  diff: ['graph'],
  summary: ['analyses'],
  graph: ['summary'],
  compile: ['codegen', 'summary', 'diff', 'graph', 'format'],
  ide: ['compile'],
};

const shells = '^src/(cli|run|lsp)/';
/** Packages that compute and do nothing else. */
const pure = ['chevrotain', 'fastest-levenshtein', 'fast-string-width', 'json-schema-to-ts', 'd3-dsv'];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other at run time cannot be understood, tested or loaded one by one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-folder-has-a-row',
      comment: 'A folder without a row in `sees` would escape the directions: give it one.',
      severity: 'error',
      from: { path: '^src/', pathNot: [shells, '^src/(index|version)\\.ts$', ...Object.keys(sees).map(inside)] },
      to: {},
    },
    ...Object.keys(sees).map(direction),
    {
      name: 'targets-know-no-layers',
      comment: 'Layers and targets meet at the ops, so that a new layer is one file and a new target one folder.',
      severity: 'error',
      from: { path: '^src/codegen/' },
      to: { path: entries.map(inside) },
    },
    {
      name: 'layers-know-no-targets',
      comment: 'A layer lowers to ops and prints nothing: how ops are printed is the business of a target.',
      severity: 'error',
      from: { path: entries.map(inside) },
      to: { path: '^src/(codegen|ir)/' },
    },
    {
      name: 'nobody-imports-a-shell',
      comment: 'Shells hold no logic, so there is nothing in them that anybody could need.',
      severity: 'error',
      from: { path: '^src/', pathNot: shells },
      to: { path: shells },
    },
    {
      name: 'core-is-pure',
      comment:
        'Disk, clock, console and network belong to src/cli and src/run: the core runs in a browser and a test alike.',
      severity: 'error',
      from: { path: '^src/', pathNot: shells },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-takes-pure-packages',
      comment:
        'Packages that print, colour or touch the machine are for the shells. A pure one is added to the list `pure`.',
      severity: 'error',
      from: { path: '^src/', pathNot: shells },
      to: {
        path: 'node_modules',
        pathNot: [...pure.map((name) => `node_modules/${name}/`), 'node_modules/@tensorflow/'],
      },
    },
    {
      name: 'chevrotain-stays-in-the-parser',
      comment: 'Everyone else reads our tree, so the parser can be replaced, and its library is loaded once.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/parser/(tokens|grammar|build-ast)[^/]*\\.ts$' },
      to: { path: 'node_modules/(@?chevrotain)/' },
    },
    {
      name: 'tensorflow-only-in-run',
      comment: 'It takes a quarter of a second to load, and the core has no tensors.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/run/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'tensorflow-on-demand',
      comment: 'Loaded by `await import(…)` where a model runs, so that importing the module alone costs nothing.',
      severity: 'error',
      from: { path: '^src/run/' },
      to: { path: 'node_modules/@tensorflow/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'quick-commands-stay-quick',
      comment: 'check, shapes, build, fmt, diff, layers and init never load TensorFlow.js, by whatever way.',
      severity: 'error',
      from: { path: '^src/cli/commands/(check|shapes|build|fmt|diff|layers|init)[^/]*\\.ts$' },
      to: { path: 'node_modules/@tensorflow/', reachable: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere, or to a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

/** The rule for one folder: it imports itself and what lies below it. */
function direction(folder) {
  const below = [...reach(folder)];
  return {
    name: `directions-of-${folder}`,
    comment: `Imports point one way: src/${folder} sees ${below.length === 0 ? 'nothing of ours' : below.join(', ')}.`,
    severity: 'error',
    from: { path: inside(folder) },
    to: { path: '^src/', pathNot: ['^src/version\\.ts$', inside(folder), ...below.map(inside)] },
  };
}

/** Everything that a folder may import, at any distance. */
function reach(folder, found = new Set()) {
  for (const next of sees[folder]) {
    if (!found.has(next)) reach(next, found.add(next));
  }
  return found;
}

/** A folder, or the module of the same name beside it (src/compile.ts). */
function inside(folder) {
  return `^src/${folder}[./]`;
}
