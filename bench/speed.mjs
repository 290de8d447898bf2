/**
 * What a training step costs: the fused engine against its peers, which do the same work on the same minibatches of
 * names. Steps per CPU second, whole steps, turn by turn, medians; ratios are medians of the ratios of each round.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile, source } from '../dist/index.js';
import { median, table } from './measure.mjs';
import { findPython, startNode, startTorch } from './speed/contestants.mjs';
import { hasLayers, models } from './speed/models.mjs';

const ROUNDS = 7;
/** CPU seconds of a turn; the first one is to get warm. */
const TURN = 1;
const MINIBATCHES = 256;
/** Kernels of OpenBLAS with vectors of 512 bits, four times those of WebAssembly. */
const WIDE = /SkylakeX|Cooperlake|Sapphirerapids/i;

const ABOUT = `Everything runs on one thread and reads the loss. The layers of TensorFlow.js need no patch on wasm, as their embedding
is a dense layer over one-hot rows; they have none for the gated WaveNet and the transformer.`;
const ABOUT_TORCH = `PyTorch is held to its bars with a kernel of OpenBLAS without vectors of 512 bits; where OpenBLAS takes one with such by
itself, that is shown too.`;

export async function benchSpeed(names = Object.keys(models)) {
  const python = findPython();
  describeMachine(python);
  const folder = mkdtempSync(join(tmpdir(), 'mm-bench-'));
  try {
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const name of names) await benchModel(name, await prepared(name, folder), python);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describeMachine(python) {
  const load = loadavg()[0].toFixed(1);
  console.log(`\n${cpus()[0].model.trim()}, ${cpus().length} cores, load ${load}; Node ${process.versions.node}`);
  console.log(ABOUT);
  console.log(
    python ? ABOUT_TORCH : 'No Python here has torch (MM_PYTHON may name one), so nothing is compared to it.',
  );
}

async function benchModel(name, files, python) {
  const contestants = await startAll({ name, ...files }, python);
  const rates = contestants.map(() => []);
  for (const { running, which } of contestants) await running.measure(TURN, which);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, { running, which }] of contestants.entries()) rates[i].push(await running.measure(TURN, which));
  const hollow = await contestants[0].running.measure(TURN, 'hollow');
  for (const { running } of contestants) running.end();
  const ratios = rates.map((own) => median(own.map((rate, round) => rates[0][round] / rate)));
  const rows = contestants.map(({ title, running }, i) => [
    title,
    shortened(median(rates[i])),
    i === 0 ? '' : shortened(ratios[i]),
    running.parameters.toLocaleString('en-US'),
  ]);
  const { title, spec } = models[name];
  const head = ['', 'steps/s', 'fused is x', 'parameters'];
  table(`${title} (${spec}.mm): steps per CPU second, median of ${ROUNDS} rounds`, [head, ...rows]);
  console.log(
    `  all around that call (minibatch, kernel of TensorFlow.js, loss) takes ${(1e6 / hollow).toFixed(1)} µs`,
  );
  for (const [i, { id, title }] of contestants.entries()) sayBar(models[name].bars[id], title, ratios[i]);
}

function sayBar(bar, title, ratio) {
  if (bar) console.log(`  at least ${bar} times ${title}: ${shortened(ratio)}, ${ratio >= bar ? 'met' : 'NOT met'}`);
}

/** The fused engine first, then its peers. */
async function startAll(model, python) {
  const contestants = [];
  const add = async (id, title, starting) => {
    const running = await starting;
    contestants.push({ id, title: title.replace('{versions}', running.versions), running });
    return running;
  };
  const fused = await add('fused', 'fused', startNode('fused', 'cpu', model));
  contestants.push({ id: 'bare', title: 'its call of WebAssembly alone', running: fused, which: 'bare' });
  for (const backend of ['wasm', 'cpu'])
    await add(`readable-${backend}`, `readable program, ${backend}`, startNode('readable', backend, model));
  if (hasLayers(model.name))
    for (const backend of ['wasm', 'cpu'])
      await add(`layers-${backend}`, `layers of {versions}, ${backend}`, startNode('layers', backend, model));
  if (!python) return contestants;
  const { versions } = await add('torch', '{versions}', startTorch(python, model));
  if (!WIDE.test(versions)) return contestants;
  contestants.at(-1).id = 'torch-wide';
  await add('torch', '{versions}', startTorch(python, model, 'Haswell'));
  return contestants;
}

/** The program of a model, and minibatches of its training examples, in files. */
async function prepared(name, folder) {
  const file = `specs/makemore/${models[name].spec}.mm`;
  const own = join(folder, name);
  mkdirSync(own);
  for (const { path, text, bytes } of compile(source(file, readFileSync(file, 'utf8'))).value)
    if (text ?? bytes) writeFileSync(join(own, path), text ?? bytes);
  const program = join(own, 'train.mjs');
  const { readData, knobs } = await import(pathToFileURL(program).href);
  const names = { name: 'names.txt', bytes: readFileSync('data/names.txt') };
  const minibatches = join(own, 'minibatches.json');
  writeFileSync(minibatches, JSON.stringify(minibatchesOf(readData([names], knobs).train, knobs.batch)));
  return { program, minibatches };
}

/** Examples from everywhere in the data, as nested lists: [[x, y], ...]. */
function minibatchesOf({ x, y, examples }, size) {
  const rowOf = (numbers, row) => {
    const width = numbers.length / examples;
    return width === 1 ? numbers[row] : [...numbers.subarray(row * width, (row + 1) * width)];
  };
  return Array.from({ length: MINIBATCHES }, (_, step) => {
    const rows = Array.from({ length: size }, (_, i) => ((step * size + i) * 7919) % examples);
    return [rows.map((row) => rowOf(x, row)), rows.map((row) => rowOf(y, row))];
  });
}

/** A number with three digits or more. */
function shortened(number) {
  return number >= 100 ? Math.round(number).toLocaleString('en-US') : number.toPrecision(3);
}
