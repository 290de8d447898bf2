/** The commands of mm: a line on each, and where it lies. A command's file is loaded only when it is called. */
import type { Command } from 'commander';

/** What a file in commands/ exports: it adds arguments, options, examples and the action. */
interface CommandFile {
  define(command: Command): void;
}

export interface Verb {
  readonly summary: string;
  readonly load: () => Promise<CommandFile>;
}

export const verbs: Readonly<Record<string, Verb>> = {
  check: { summary: 'find every mistake in specs, without running them', load: () => import('./commands/check.ts') },
  shapes: { summary: 'show the shape, parameters and cost of every layer', load: () => import('./commands/shapes.ts') },
  fmt: { summary: 'lay specs out in the one way that all have', load: () => import('./commands/fmt.ts') },
  explain: { summary: 'what a report means, with examples', load: () => import('./commands/explain.ts') },
  plan: {
    summary: 'the memory, kernels and time of a training step',
    load: () => import('./commands/plan.ts'),
  },
  diff: {
    summary: 'what was changed between two specs, and what follows from it',
    load: () => import('./commands/diff.ts'),
  },
  graph: {
    summary: 'the picture of a model: SVG, a page, DOT or Mermaid',
    load: () => import('./commands/graph.ts'),
  },
  field: {
    summary: 'draw which positions of the input the output sees',
    load: () => import('./commands/field.ts'),
  },
  train: { summary: 'train a spec: a run folder, a progress bar, samples', load: () => import('./commands/train.ts') },
  eval: { summary: 'the loss of a run on each split of its data', load: () => import('./commands/eval.ts') },
  sample: { summary: 'let the model of a run make something up', load: () => import('./commands/sample.ts') },
  plot: { summary: 'draw the loss of a run', load: () => import('./commands/plot.ts') },
  build: { summary: 'write a spec as a program to own', load: () => import('./commands/build.ts') },
  layers: {
    summary: 'what mm knows: layers, optimisers, losses and the rest',
    load: () => import('./commands/layers.ts'),
  },
  'git-setup': {
    summary: 'let git show changes of specs as mm diff does',
    load: () => import('./commands/git-setup.ts'),
  },
  'git-diff': { summary: 'what git calls after that', load: () => import('./commands/git-diff.ts') },
  'git-text': { summary: 'the text that git compares after that', load: () => import('./commands/git-text.ts') },
  init: { summary: 'begin with a small spec that trains in seconds', load: () => import('./commands/init.ts') },
};
