/** Files: the data, and the folder of a run with its checkpoint and its metrics */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { openCheckpoint, packCheckpoint, unpackBest } from './checkpoint.ts';
import { readData } from './documents.ts';
import { Problem } from './problem.ts';
import { DATA_FORMS, knobs, SYNTHETIC } from './spec.ts';
import type { Best, Data, DataSettings, Model, Settings } from './types.ts';

export const CHECKPOINT = 'checkpoint.safetensors';
const METRICS = 'metrics.jsonl';
const ENGINE_FILE = 'engine.wasm';
const FORMAT = 'mm-checkpoint/1';

/** Data with the names and the fingerprint of its files. */
export interface LoadedData extends Data {
  readonly name: string;
  readonly hash: string;
}

export interface SavedRun {
  readonly bytes: Uint8Array;
  readonly best: Best | undefined;
  readonly step: number;
  readonly settings: Partial<Settings>;
  readonly data: string;
  readonly dataHash: string;
}

/** Defaults are found beside this file, options from where the command is given. */
export function runFolder({ out }: { readonly out?: string }): string {
  return out === undefined ? beside(knobs.out) : resolve(out);
}

function beside(path: string): string {
  return resolve(import.meta.dirname, path);
}

export function loadData(
  given: { readonly data?: string; readonly targets?: string },
  settings: DataSettings,
): LoadedData {
  const places = Object.keys(DATA_FORMS) as readonly ('data' | 'targets')[];
  const files = places.map((place) => {
    const path = given[place] === undefined ? beside(knobs[place] as string) : resolve(given[place]);
    return { name: basename(path), bytes: bytesOf(path) };
  });
  const hash = files.reduce((code, { bytes }) => bytes.reduce(fnv, code), 0x811c9dc5) >>> 0;
  const name = files.map((file) => file.name).join(' and ') || 'synthetic data';
  return { ...readData(files, settings), name, hash: hash.toString(16).padStart(8, '0') };
}

function fnv(code: number, byte: number): number {
  return Math.imul(code ^ byte, 0x01000193);
}

export function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as { code?: string };
    throw new Problem(code === 'ENOENT' ? `there is no file ${shown(path)}` : `${shown(path)} cannot be read: ${code}`);
  }
}

/** The engine beside this file, if it is there. */
export function readEngine(): Uint8Array | undefined {
  const path = beside(ENGINE_FILE);
  return existsSync(path) ? bytesOf(path) : undefined;
}

export function refuseOldRun(folder: string): void {
  if (existsSync(join(folder, CHECKPOINT)))
    throw new Problem(`${shown(folder)} holds a run already: --resume goes on with it, --out FOLDER begins another`);
  if (existsSync(join(folder, METRICS)))
    throw new Problem(`${shown(folder)} holds a run that ended without a checkpoint: --out FOLDER begins another`);
}

export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

/** A run at one of its steps. */
export interface Snapshot {
  readonly model: Model;
  readonly step: number;
  readonly best: Best | undefined;
}

/** Writes the model with all that is needed to go on with it. */
export function saveCheckpoint(
  folder: string,
  { model, step, best }: Snapshot,
  settings: Settings,
  data: LoadedData,
): void {
  const { out: _out, data: _data, targets: _targets, ...kept } = settings;
  const facts = {
    format: FORMAT,
    step: `${step}`,
    settings: JSON.stringify(kept),
    data: data.name,
    data_hash: data.hash,
  };
  writeWhole(join(folder, CHECKPOINT), packCheckpoint(model, facts, best));
}

export function readCheckpoint(folder: string): SavedRun {
  const path = join(folder, CHECKPOINT);
  if (!existsSync(path))
    throw new Problem(`there is no checkpoint in ${shown(folder)}: train first, or name the run with --out`);
  const bytes = bytesOf(path);
  const { format, step, settings = '', data = '', data_hash: dataHash = '' } = openCheckpoint(bytes).facts;
  if (format !== FORMAT || !Number.isSafeInteger(Number(step)))
    throw new Problem(`${shown(path)} was not written by this program`);
  return { bytes, best: unpackBest(bytes), step: Number(step), settings: settingsOf(settings, path), data, dataHash };
}

function settingsOf(text: string, path: string): Partial<Settings> {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${shown(path)} is damaged: its settings cannot be read`);
  }
}

export function checkSameData(saved: SavedRun, data: LoadedData): void {
  if (saved.dataHash === data.hash) return;
  throw new Problem(
    `this run was trained on ${saved.data}, which is not what ${data.name} holds now; name its data with --data`,
  );
}

/** Writes a file so that it is there as a whole or not at all. */
function writeWhole(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

/** The lines of metrics.jsonl, written many at a time. */
export interface Metrics {
  add(entry: Readonly<Record<string, number>>): void;
  flush(): void;
}

/** Opens the metrics of a run; what an earlier run wrote after the step that it is resumed from is cut off. */
export function metricsFile(folder: string, from: number): Metrics {
  const path = join(folder, METRICS);
  if (existsSync(path)) {
    const lines = readFileSync(path, 'utf8').split('\n');
    const earlier = lines.filter((line) => isBefore(line, from)).map((line) => `${line}\n`);
    writeWhole(path, earlier.join(''));
  }
  let waiting: string[] = [];
  const flush = () => {
    if (waiting.length > 0) appendFileSync(path, waiting.join(''));
    waiting = [];
  };
  const add = (entry: Readonly<Record<string, number>>) => {
    waiting.push(`${JSON.stringify(SYNTHETIC ? { ...entry, synthetic: true } : entry)}\n`);
    if (waiting.length >= 1000) flush();
  };
  return { add, flush };
}

/** Whether a line belongs to the steps up to this one; the losses at the end of a run belong to none. */
function isBefore(line: string, step: number): boolean {
  try {
    const entry = JSON.parse(line);
    return entry.step <= step && entry.train === undefined;
  } catch {
    return false; // a line that was cut off
  }
}

/** A path as seen from here. */
export function shown(path: string): string {
  const seen = relative('.', path) || '.';
  return seen.startsWith('..') ? path : seen;
}
