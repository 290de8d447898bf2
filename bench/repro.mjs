/**
 * `npm run repro`: trains the five stages of makemore part 5 to their end with the fused engine, two at a time where there
 * are the cores for it, keeps what came of it in bench/repro/results.json, and writes docs/results.md. It fails where a
 * loss is not the published one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { differences, resultsPage } from '../scripts/docs/results-page.mjs';

const published = JSON.parse(readFileSync('bench/repro/published.json', 'utf8'));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const atATime = Math.min(2, availableParallelism());

const begun = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'mm-repro-'));
try {
  const record = { machine: machine(), node: process.versions.node, mm: version, results: await trainAll() };
  record.minutes = Number(((performance.now() - begun) / 60_000).toFixed(1));
  writeFileSync('bench/repro/results.json', `${JSON.stringify(record, undefined, 2)}\n`);
  writeFileSync('docs/results.md', resultsPage(published, record));
  console.log(`\nAll of it took ${record.minutes} minutes; docs/results.md tells of it`);
  judge(record.results);
} finally {
  rmSync(folder, { recursive: true });
}

/** The largest first, so that no core is left alone with it at the end. */
async function trainAll() {
  const waiting = [...published.stages].sort((a, b) => b.parameters - a.parameters);
  const results = {};
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) results[stage.spec] = await train(stage);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return Object.fromEntries(published.stages.map(({ spec }) => [spec, results[spec]]));
}

async function train({ spec }) {
  const started = performance.now();
  const output = await mm(['train', `specs/makemore/${spec}.mm`, '--engine', 'fused', '--out', join(folder, spec)]);
  const seconds = Math.round((performance.now() - started) / 1000);
  const [, trainLoss, valLoss] = /train loss ([\d.]+)\nval loss +([\d.]+)/.exec(output) ?? [];
  if (valLoss === undefined) throw new Error(`mm train ${spec} showed no losses: ${output}`);
  console.log(`${spec.padEnd(16)} train ${trainLoss}  val ${valLoss}  ${seconds} s`);
  return { train: Number(trainLoss), val: Number(valLoss), seconds };
}

/** What a command of mm printed. */
function mm(args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve('dist/mm.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (text) => (said[name] += text));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done(said.stdout) : fail(new Error(`mm ${args.join(' ')} ended with ${code}: ${said.stderr}`)),
    );
  });
}

function machine() {
  return `a machine with ${cpus().length} cores (${cpus()[0].model.trim()})`;
}

function judge(results) {
  const off = published.stages.filter((stage) =>
    differences(stage, results[stage.spec]).some((difference) => difference > published.tolerance),
  );
  for (const { spec } of off) console.error(`${spec} is more than ${published.tolerance} from what is published`);
  if (off.length > 0) process.exitCode = 1;
}
