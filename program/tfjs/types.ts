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

/** Examples of one split: inputs and targets, row-major. */
export interface Examples {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly examples: number;
}

/** The form of one example's input or target: its dims, and where it is ids how many of them there are. */
export interface Form {
  readonly shape: readonly number[];
  readonly dtype: 'int32' | 'float32';
  readonly ids?: number;
  /** Numbers between 0 and 1. */
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
  readonly backend: string;
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
