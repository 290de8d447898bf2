/** Contestants as processes that compute when they are asked to, so that they can take turns without starting anew. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** What a process says of itself, `measure(seconds, which)` of CPU time, and `end()`. */
export async function start(command, args, env = process.env) {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${[command, ...args].join(' ')} ended early: ${complaints}`);
    return JSON.parse(value);
  };
  const facts = await next();
  return {
    ...facts,
    /** Steps per CPU second, of one kind where there are several. */
    async measure(seconds, which = 'step') {
      child.stdin.write(`${seconds} ${which}\n`);
      const { steps, seconds: used, loss } = await next();
      if (!Number.isFinite(loss)) throw new Error(`${[command, ...args].join(' ')}: the loss is ${loss}`);
      return steps / used;
    },
    end: () => child.stdin.end(),
  };
}

/** One in TensorFlow.js. */
export function startNode(kind, backend, { name, program, minibatches }) {
  return start(process.execPath, [resolve('bench/speed/contestant.mjs'), kind, backend, name, program, minibatches]);
}

/** PyTorch on one thread; `kernel` names the one that OpenBLAS is to take, which chooses by itself otherwise. */
export function startTorch(python, { name, minibatches }, kernel) {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...others } = process.env;
  const env = { ...others, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const chosen = kernel ? { ...env, OPENBLAS_CORETYPE: kernel } : env;
  return start(python, [resolve('bench/speed.py'), name, minibatches], chosen);
}

/**
 * A Python that has torch: the one that MM_PYTHON names, or else the first of those on the PATH and of the system. A
 * torch from the system's packages belongs to the system's Python, which another may hide.
 */
export function findPython() {
  const candidates = process.env.MM_PYTHON ? [process.env.MM_PYTHON] : [...pythonsOnPath(), '/usr/bin/python3'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
}

function pythonsOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => {
    try {
      const names = readdirSync(folder).filter((name) => /^python3(\.\d+)?$/.test(name));
      return names.map((name) => join(folder, name)).filter(isExecutable);
    } catch {
      return [];
    }
  });
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
