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

/** A tensor of the model: its shape, and the number it begins with at each index. */
export interface Spec {
  readonly shape: readonly number[];
  readonly init: Init;
}

export type Init = (key: number, index: number) => number;

/** The training step under way, which decides what dropout drops. */
export interface Training {
  readonly seed: number;
  readonly step: number;
}

/** Examples of one split as tokens, one after the other. */
export interface Examples {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly examples: number;
}

export type Split = 'train' | 'val' | 'test';

export interface Data extends Readonly<Record<Split, Examples>> {
  readonly documents: number;
}

/** The knobs that reading data turns on. */
export interface DataSettings {
  readonly split: readonly number[];
  readonly splitSeed: number;
}

/** The knobs of a training step. */
export interface StepSettings {
  readonly seed: number;
  readonly steps: number;
  /** A constant learning rate in place of the schedule. */
  readonly lr: number | undefined;
}

/** All knobs. */
export interface Settings extends DataSettings, StepSettings {
  readonly data: string;
  readonly batch: number;
  readonly evalEvery: number;
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

export interface SampleOptions {
  readonly n: number;
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
