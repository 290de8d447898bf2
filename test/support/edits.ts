/** Single edits of a spec, of every kind that people make, each with the changes as which it may be told. */
import type { JoinStage, LayerStage, RepeatStage, ResidualStage, Spec, Stack, Stage } from '../../src/parser/ast.ts';
import { walk } from '../../src/parser/visit.ts';
import { textOf } from '../../src/text/source.ts';

/** What a report of an edit may consist of: one change of one of these kinds. */
type Told = readonly string[];

export interface Edit {
  readonly kind: string;
  readonly told: Told;
  /** The whole spec after it. */
  readonly text: string;
  /** What was done, for whoever reads a failure. */
  readonly about: string;
}

/** A part of the text that becomes another. */
interface Put {
  readonly kind: string;
  readonly told: Told;
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

export function editsOf(tree: Spec): Edit[] {
  const text = tree.span.source.text;
  return [...stackPuts(tree), ...itemPuts(tree)].map(({ kind, told, from, to, by }) => ({
    kind,
    told,
    text: text.slice(0, from) + by + text.slice(to),
    about: `${kind}: ${text.slice(from, to).slice(0, 80)} -> ${by.slice(0, 80)}`,
  }));
}

function stackPuts(tree: Spec): Put[] {
  const params = tree.items.flatMap((item) => (item.kind === 'block' ? item.params.map(({ name }) => name.text) : []));
  const blocks = tree.items.flatMap((item) => (item.kind === 'block' ? [item.name.text] : []));
  const puts: Put[] = [];
  walk(tree, (node) => {
    if (node.kind !== 'stack') return;
    const { stages } = node as Stack;
    if (stages.some((stage) => stage.kind === 'missing')) return;
    puts.push(...orderPuts(stages));
    for (const [at, stage] of stages.entries()) {
      puts.push(...aroundPuts(stages, at));
      if (stage.kind === 'residual') puts.push(...residualPuts(stage));
      if (stage.kind === 'repeat') puts.push(...repeatPuts(stage));
      if (stage.kind === 'join') puts.push(...joinPuts(stage));
      const isGiven = stage.kind === 'layer' && params.includes(stage.name.text);
      if (stage.kind === 'layer' && !isGiven) puts.push(...layerPuts(stage, blocks.includes(stage.name.text)));
    }
  });
  return puts;
}

/** Stages that stand elsewhere in their stack, or change places. */
function orderPuts(stages: readonly Stage[]): Put[] {
  const own = stages.map((stage) => textOf(stage.span));
  const [from, to] = [stages[0]?.span.start ?? 0, stages.at(-1)?.span.end ?? 0];
  const order = (kind: string, told: Told, texts: readonly string[]): Put[] =>
    texts.join() === own.join() ? [] : [{ kind, told, from, to, by: texts.join(' | ') }];
  return own.flatMap((text, at) =>
    own.flatMap((other, place) => {
      const swapped = own.with(at, other).with(place, text);
      if (place === at + 1) return order('swap neighbours', ['moved', 'exchanged'], swapped);
      const moved = own.toSpliced(at, 1).toSpliced(place, 0, text);
      const far = place > at + 1 ? order('swap', ['exchanged', 'moved', 'moved+moved'], swapped) : [];
      return Math.abs(place - at) < 2 ? [] : [...far, ...order('move', ['moved', 'exchanged'], moved)];
    }),
  );
}

/** A stage goes, another comes beside it, or something is put round it. */
function aroundPuts(stages: readonly Stage[], at: number): Put[] {
  const stage = stages[at] as Stage;
  const { start, end } = stage.span;
  const own = textOf(stage.span);
  const round = (kind: string, told: Told, by: string): Put => ({ kind, told, from: start, to: end, by });
  const until = stages[Math.min(stages.length - 1, at + 2)]?.span.end ?? end;
  const inner = stage.span.source.text.slice(start, until);
  const puts: Put[] = [
    ...['dropout 0.37', 'tanh', 'ln'].map((by) => round('insert', ['added'], `${own} | ${by}`)),
    { kind: 'wrap', told: ['wrapped'], from: start, to: until, by: `residual ( ${inner} )` },
    round('wrap in a join', ['wrapped'], `concat ( id, ${own} )`),
  ];
  if (at === 0) puts.push(round('insert first', ['added'], `noise 0.3 | ${own}`));
  if (stage.kind !== 'repeat') puts.push(round('put into a repeat', ['turns', 'added'], `repeat 2 ( ${own} )`));
  const before = stages[at - 1];
  if (before) puts.push({ kind: 'delete', told: ['removed'], from: before.span.end, to: end, by: '' });
  return puts;
}

function residualPuts({ span, body, word, settings }: ResidualStage): Put[] {
  const bare = { kind: 'unwrap', told: ['unwrapped'], from: span.start, to: span.end, by: textOf(body.span) };
  const via = { kind: 'via', told: ['added'], from: word.end, to: word.end, by: ' via=( dropout 0.2 )' };
  return settings.length === 0 ? [bare, via] : [bare];
}

function repeatPuts({ over, settings }: RepeatStage): Put[] {
  const { start: from, end: to } = over.span;
  const turns = over.kind === 'number' ? [over.value + 1, over.value - 1, over.value * 2] : [];
  const counts = turns
    .filter((count) => count > 0)
    .map((count) => ({ kind: 'turns', told: ['turns'], from, to, by: `${count}` }));
  if (settings.length > 0) return counts;
  return [...counts, { kind: 'share turns', told: ['call'], from: to, to, by: ' share=true' }];
}

function joinPuts({ word, join, branches }: JoinStage): Put[] {
  if ('kind' in branches) return [];
  const last = branches.at(-1)?.span.end ?? word.end;
  const come: Put = { kind: 'add a branch', told: ['added'], from: last, to: last, by: ', id | dropout 0.3' };
  const gone = branches.slice(1).map((branch, at) => {
    const from = branches[at]?.span.end ?? 0;
    return { kind: 'remove a branch', told: ['removed'], from, to: branch.span.end, by: '' };
  });
  const others = ['sum', 'mul', 'concat'].filter((other) => other !== join);
  const words = others.map((by) => ({ kind: 'join word', told: ['changed'], from: word.start, to: word.end, by }));
  return [come, ...(branches.length > 2 ? gone : []), ...words];
}

/** Layers of other kinds, and arguments that some layers can take. */
const replacements = ['dropout 0.37', 'elu', 'groupnorm 2', 'softplus', 'linear 24', 'lstm 24'];
const more: Readonly<Record<string, readonly string[]>> = {
  linear: ['bias=false', 'init=orthogonal', 'bias_init=normal(0.1)'],
  conv: ['bias=false', 'stride=2', 'init=orthogonal'],
  bn: ['eps=1e-3', 'momentum=0.3'],
  ln: ['eps=1e-3'],
  embed: ['init=normal(0.3)'],
  attention: ['causal', 'bias=false', 'dropout=0.3'],
  lstm: ['init=orthogonal'],
  gru: ['bias=false'],
};

function layerPuts({ span, name, args }: LayerStage, isBlock: boolean): Put[] {
  const own = textOf(span);
  const told = isBlock ? ['call', 'turns', 'changed', 'replaced'] : ['changed'];
  const puts: Put[] = replacements
    .filter((by) => name.text !== 'id' && by.split(' ')[0] !== name.text)
    .map((by) => ({ kind: 'replace', told: ['changed', 'replaced'], from: span.start, to: span.end, by }));
  for (const { kind, span: at, ...rest } of args.positionals) {
    const [value, word] = ['value' in rest ? rest.value : undefined, 'name' in rest ? rest.name : undefined];
    const now = kind === 'number' ? numbersNear(Number(value)) : kind === 'name-expr' ? [`2*${word}`] : [];
    const where = { kind: isBlock ? 'argument of a block' : 'argument', told, from: at.start, to: at.end };
    puts.push(...now.map((by) => ({ ...where, by })));
  }
  for (const { key, value, span: whole } of args.settings) {
    const where = { told, from: value.span.start, to: value.span.end };
    const isInit = key.text === 'init' || key.text === 'bias_init';
    const now = isInit ? ['orthogonal', 'normal(0.03)', 'zeros'] : otherValues(textOf(value.span));
    puts.push(...now.map((by) => ({ ...where, kind: isInit ? 'initialiser' : 'keyword', by })));
    const gone = [...told, 'renamed'];
    puts.push({ kind: 'leave a keyword out', told: gone, from: whole.start, to: whole.end, by: '' });
  }
  const words = (more[name.text] ?? []).filter((word) => !own.includes(word.split('=')[0] ?? ''));
  puts.push(...words.map((word) => ({ kind: 'new keyword', told, from: span.end, to: span.end, by: ` ${word}` })));
  if (!own.includes('name='))
    puts.push({ kind: 'name a stage', told: ['renamed'], from: span.end, to: span.end, by: ' name=other' });
  return puts;
}

function numbersNear(value: number): string[] {
  return Number.isInteger(value) ? [`${2 * value}`, `${value + 1}`] : ['0.21'];
}

function otherValues(text: string): string[] {
  if (text === 'true') return ['false'];
  if (text === 'false') return ['true'];
  if (/^[\d_]+$/.test(text)) return [`${Number(text.replaceAll('_', '')) + 1}`];
  return /^[\d.e-]+$/.test(text) ? ['0.0023'] : [];
}

/** Edits of what stands outside of stacks. */
function itemPuts({ items }: Spec): Put[] {
  return items.flatMap((item): Put[] => {
    if (item.kind === 'let') {
      const { start: from, end: to } = item.value.span;
      const now = item.value.kind === 'number' ? [2 * item.value.value, item.value.value + 16] : [];
      return now.map((value) => ({ kind: 'constant', told: ['constant', 'setting'], from, to, by: `${value}` }));
    }
    if (item.kind !== 'data' && item.kind !== 'train') return [];
    const told = ['setting'];
    const puts = item.args.settings.flatMap(({ value, span }): Put[] => {
      const { start: from, end: to } = value.span;
      const now = otherValues(textOf(value.span)).map((by) => ({ kind: `${item.kind} setting`, told, from, to, by }));
      const gone = { kind: 'leave a setting out', told, from: span.start, to: span.end, by: '' };
      return item.kind === 'train' ? [...now, gone] : now;
    });
    if (item.kind === 'data') return puts;
    const { start: from, end: to } = item.optimiser.span;
    const optimisers = ['sgd', 'adamw', 'adam', 'lion'].filter((by) => by !== item.optimiser.text);
    const end = item.args.span.end;
    const words = ['seed=7', 'clip=0.7', 'ema=0.99'].filter(
      (by) => !textOf(item.span).includes(by.split('=')[0] ?? ''),
    );
    return [
      ...puts,
      ...optimisers.map((by) => ({ kind: 'optimiser', told: ['settings'], from, to, by })),
      ...words.map((word) => ({ kind: 'new setting', told, from: end, to: end, by: ` ${word}` })),
    ];
  });
}
