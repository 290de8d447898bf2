/** Types: what the parts of a program hand each other. */
import type * as tf from '@tensorflow/tfjs';

/** A model's tensors by path: all that a checkpoint holds. */
export interface Model {
  readonly weights: Tensors;
  readonly buffers: Tensors;
  /** What the optimiser remembers of each weight. */
  readonly optimiser: Tensors;
  /** The sizes that the spec leaves open, where there are any. */
  readonly sizes?: object;
  /** What trains and measures it, where that is the engine: its variables lie in the engine's memory then. */
  readonly engine?: Engine;
}

/** The fused engine of one model. */
export interface Engine {
  /** Where the examples of a step are put, and those that are measured at a time. */
  readonly batch: Examples;
  readonly chunk: Examples;
  /** One step on the batch: gradients, update, and the loss before the update. Steps count from 0. */
  step(step: number, settings: StepSettings): number;
  /** The mean loss of the chunk, in evaluation mode. */
  measure(): number;
}

export type Tensors = { readonly [path: string]: tf.Variable };

/** A tensor of the model: its shape, and the numbers that it begins with. */
export interface Spec {
  readonly shape: readonly number[];
  readonly init: Init;
  /** The path whose random numbers it takes, where that is not its own. */
  readonly like?: string;
}

/** The numbers of a tensor, drawn by a key. */
export type Init = (key: number, shape: readonly number[]) => Float32Array;

/** The training step under way, which decides what dropout drops. */
export interface Training {
  readonly seed: number;
  readonly step: number;
}

/** Numbers, one after the other: ids of tokens and classes, or measurements. */
export type Numbers = Int32Array | Float32Array;

/** Inputs and targets, row-major. */
export interface Arrays {
  readonly x: Numbers;
  readonly y: Numbers;
}

/** Examples of one split. */
export interface Examples extends Arrays {
  readonly examples: number;
}

/** The form of one example's input or target: its dims, and where it is ids how many of them there are. */
export interface Form {
  readonly shape: readonly number[];
  readonly dtype: 'int32' | 'float32';
  readonly ids?: number;
  /** Numbers from 0 to 1, which is what the loss takes. */
  readonly unit?: true;
}

export type Split = 'train' | 'val' | 'test';

/** A file as it was found. */
export interface DataFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Data extends Readonly<Record<Split, Examples>> {
  /** How much there is, in words. */
  readonly about: string;
  /** How columns were standardised. */
  readonly scaling?: Scaling;
}

/** A column of a table; one of kinds has a word from a list in each cell. */
export interface Column {
  readonly name: string;
  readonly kinds?: readonly string[];
}

/** By column of numbers. */
export type Scaling = Readonly<Record<string, { readonly mean: number; readonly deviation: number }>>;

/** The knobs that reading data turns on. */
export interface DataSettings {
  readonly split: readonly number[];
  readonly splitSeed?: number;
  /** How columns were standardised when the run began. */
  readonly scaling?: Scaling | undefined;
}

/** The knobs of a training step. */
export interface StepSettings {
  readonly seed: number;
  readonly steps: number;
  /** A constant learning rate in place of the schedule. */
  readonly lr: number | undefined;
  /** Minibatches behind each step, where there are several. */
  readonly accumulate?: number;
}

/** All knobs. */
export interface Settings extends DataSettings, StepSettings {
  readonly data?: string;
  readonly targets?: string;
  readonly batch: number;
  readonly evalEvery: number;
  readonly patience: number;
  readonly saveEvery: number;
  readonly out: string;
  readonly engine?: string;
  readonly backend: string;
}

/** What trains and measures a model. */
export interface Computing {
  /** What it is called. */
  readonly name: string;
  /** The knobs that a run which goes on later takes again. */
  readonly kept: Pick<Settings, 'engine' | 'backend'>;
  /** The model as it is trained and measured from now on. */
  readonly prepare: (model: Model) => Promise<Model>;
  /** No more training: makes ready for all that TensorFlow.js computes. */
  readonly finish: () => Promise<void>;
}

/** What engine.wasm says of itself; addresses are in bytes, and all numbers have four of them. */
export interface EngineFacts extends Places {
  /** Examples of a minibatch, minibatches of a step, and examples that are measured at a time. */
  readonly batch: number;
  readonly accumulate: number;
  readonly chunk: number;
  /** Pages of 64 kB that its memory has. */
  readonly pages: number;
  readonly measured: Places;
  /** Where each tensor lies. */
  readonly tensors: Readonly<Record<string, number>>;
  /** Where the numbers of a step go. */
  readonly scalars: readonly number[];
  /** Where the keys of random numbers go. */
  readonly keys: readonly { readonly address: number; readonly stream: string; readonly site: string }[];
  /** Where a minibatch's share of a step goes, and whether it is the first, where a step has several. */
  readonly parts?: { readonly share: number; readonly first: number };
}

/** Where examples and their loss lie. */
export interface Places {
  readonly input: number;
  readonly target: number;
  readonly loss: number;
}

/** An engine as a module of WebAssembly. */
export interface OpenedEngine {
  readonly module: object;
  readonly facts: EngineFacts;
}

/** An engine with its memory. */
export interface RunningEngine {
  readonly facts: EngineFacts;
  /** The whole memory, as numbers of both kinds. */
  readonly floats: Float32Array;
  readonly wholes: Int32Array;
  readonly places: readonly EnginePlace[];
  /** Calls one of its functions. */
  readonly run: (name: string) => void;
}

/** A variable and its place in the memory, with what TensorFlow.js knew its numbers by when they were last there. */
export interface EnginePlace {
  readonly variable: tf.Variable;
  readonly numbers: Float32Array;
  dataId: object | undefined;
}

/** What is used of WebAssembly, for which Node has no types. */
export interface WebAssemblyPlatform {
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum: number;
  }) => { readonly buffer: ArrayBuffer };
  readonly Module: { readonly customSections: (module: object, name: string) => readonly ArrayBuffer[] };
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly instantiate: (
    module: object,
    imports: object,
  ) => Promise<{ readonly exports: Readonly<Record<string, () => void>> }>;
}

/** What a step of training tells. */
export interface Progress {
  readonly step: number;
  readonly loss: number;
  readonly lr: number;
}

/** The model with the lowest validation loss so far: after which step, and how often since then it was no lower. */
export interface Best {
  readonly loss: number;
  readonly step: number;
  readonly waited: number;
  /** All its numbers by the names of a checkpoint. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
}

export interface SampleOptions {
  readonly n: number;
  /** Characters after the prompt, where the model does not end by itself. */
  readonly length?: number | undefined;
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly prompt?: string | undefined;
}

/** A checkpoint, opened: what is in it, and where its numbers start. */
export interface Opened {
  readonly facts: Facts;
  readonly entries: Readonly<Record<string, Entry>>;
  readonly start: number;
  readonly view: DataView;
}

export interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** What is to be known about a checkpoint, texts by name. */
export type Facts = Readonly<Record<string, string>>;
