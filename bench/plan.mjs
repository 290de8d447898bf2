/**
 * What `mm plan` foretells against what is so: microseconds of a step of the fused engine alone, without the program
 * around it, on numbers from a fixed hash. With MM_KERNELS=1 the same of every kernel by itself.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from '../scripts/docs/load.mjs';
import { median, table } from './measure.mjs';

const ROUNDS = 9;
/** CPU microseconds of a measurement. */
const SLICE = 100_000;

export async function benchPlan() {
  const mm = await load(
    resolve('.'),
    ['run/load-spec', 'ir/ir', 'fused/engine', 'fused/plan-report', 'formula/formula', 'wasm/encode']
      .map((file) => `export * from './src/${file}.ts'`)
      .join('\n'),
  );
  const folder = 'specs/makemore';
  const files = [
    ...readdirSync(folder).map((name) => join(folder, name)),
    'specs/quickstart.mm',
    'specs/data/digits.mm',
  ];
  const rows = files.flatMap((file) => benchFile(mm, file));
  table(`mm plan: microseconds of a step, median of ${ROUNDS} rounds`, [
    ['', 'predicted', 'measured', 'ratio'],
    ...rows.map(({ name, predicted, measured }) => [
      name,
      predicted.toFixed(1),
      measured.toFixed(1),
      (predicted / measured).toFixed(2),
    ]),
  ]);
}

function benchFile(mm, file) {
  const { value } = mm.loadSpec(file);
  const engine = mm.compileEngine(mm.toIr(value, value.models[0]));
  const { predicted, kernels } = mm.planReport(engine);
  const running = started(mm, engine);
  const names = engine.compiled.parts.filter(({ name }) => name !== 'measure');
  const whole = timeOf(() => {
    running.writeScalars();
    for (const { name } of names) running.exports[name]();
  });
  const row = { name: file, predicted, measured: whole };
  if (process.env.MM_KERNELS !== '1') return [row];
  const functions = names.flatMap((part) => part.functions.map(({ name }) => name));
  return [
    row,
    ...kernels.map((kernel, at) => ({
      name: `  ${functions[at]} ${kernel.kind}`,
      predicted: kernel.predicted,
      measured: timeOf(running.exports[functions[at]]),
    })),
  ];
}

/** The engine with every kernel as a function of its own, and its memory filled. */
function started(mm, { compiled, pages, scalars }) {
  const { module, located } = compiled;
  const all = Object.fromEntries(module.functions.map(({ name }, at) => [name, at]));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const bytes = mm.encode({ ...module, exports: all });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const [floats, wholes] = [new Float32Array(memory.buffer), new Int32Array(memory.buffer)];
  for (const [at, tensor] of located.entries()) fill(tensor, at, { floats, wholes });
  let step = 0;
  const writeScalars = () => {
    step++;
    for (const { address, formula } of scalars) floats[address / 4] = mm.evaluate(formula, { lr: 1e-3, t: step });
  };
  writeScalars();
  return { exports, writeScalars };
}

/** Classes below ten, weights around 0, all other numbers from 0 to 1; what is remembered begins as nothing. */
function fill({ role, type, shape, address }, seed, { floats, wholes }) {
  const size = shape.reduce((product, dim) => product * dim, 1);
  for (let at = 0; at < size; at++) {
    const number = (Math.imul((seed << 20) + at + 1, 0x9e3779b1) >>> 8) / 2 ** 24;
    if (type === 'i32') wholes[address / 4 + at] = Math.floor(10 * number);
    else floats[address / 4 + at] = role === 'weight' ? 0.2 * (number - 0.5) : role === 'state' ? 0 : number;
  }
}

function timeOf(run) {
  const times = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const begun = cpuTime();
    let runs = 0;
    for (; cpuTime() - begun < SLICE; runs += 10) for (let turn = 0; turn < 10; turn++) run();
    times.push((cpuTime() - begun) / runs);
  }
  return median(times.slice(1));
}

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
