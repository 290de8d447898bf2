/** Shares that keep next to nothing where nearly all is usual, most likely counted the other way round. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { Setting, Value } from '../../parser/ast.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
import { textOf } from '../../text/source.ts';
import { everywhere, type ModelHabit, named, placeOf, type SpecHabit, settingOf } from './sight.ts';
import { argumentOf } from './written.ts';

/** Running means that keep less than half from one step to the next are hardly means. */
const LEAST = 0.5;

/** Batch norm whose running statistics are those of the last batch, as with Keras' momentum of 0.99. */
export const statistics: ModelHabit = (sight) =>
  everywhere(
    sight.graph.nodes,
    ({ op }) => (op.kind === 'batch_norm' && op.momentum >= 0.9 && op.momentum < 1 ? op.momentum : undefined),
    sight,
  ).map(({ node, found }) => {
    const { text, span } = named(node, sight);
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const given = layer && argumentOf(layer, 'momentum');
    const fixes = given?.kind === 'setting' ? turned(given.value, found) : [];
    const what = `momentum=${found} of ${text.split(' ')[0]}`;
    const help = ['momentum is the share of each batch, as in PyTorch; Keras and TensorFlow count what is kept'];
    return diagnostic(
      'lint/share',
      span,
      { what, kept: percent(1 - found), of: 'its running statistics' },
      { help, fixes },
    );
  });

/** What the settings of training keep of their means, by name. */
const kept: Readonly<Record<string, string>> = {
  ema: 'the running mean of the weights',
  alpha: 'the running mean of squared gradients',
  betas: 'the running mean of squared gradients',
};

export const shares: SpecHabit = ({ train }) => {
  if (!train) return [];
  return [...Object.entries(kept).flatMap(([key, of]) => shareReport(train, key, of)), ...orderReport(train)];
};

function shareReport({ item }: CheckedTrain, key: string, of: string): Diagnostic[] {
  const setting = settingOf(item, key);
  if (!setting) return [];
  const values = setting.value.kind === 'list' ? setting.value.items : [setting.value];
  const share = numberIn(values.at(-1));
  if (share === undefined || share >= LEAST) return [];
  const small = values.filter((value) => (numberIn(value) ?? 0) > 0 && (numberIn(value) ?? 1) < LEAST);
  const edits = small.flatMap((value) => turned(value as Value, numberIn(value) ?? 0).flatMap((fix) => fix.edits));
  const written = setting.value.kind === 'list' ? writtenTurned(values) : undefined;
  const title = written ?? turned(values.at(-1) as Value, share)[0]?.title;
  const fixes = title ? [{ title, safe: false, edits }] : [];
  const help = ['what is kept from one step to the next is close to 1'];
  const facts = { what: textOf(setting.span), kept: percent(share), of };
  return [diagnostic('lint/share', setting.span, facts, { help, fixes })];
}

/** Adam is known to converge while beta1² < sqrt(beta2) (Kingma and Ba, 2015); beyond it the two are most likely swapped. */
function orderReport({ item, optimiser, settings }: CheckedTrain): Diagnostic[] {
  const setting = settingOf(item, 'betas');
  const [first = 0, second = 1] = (settings as { readonly betas?: readonly number[] }).betas ?? [];
  const isAdam = optimiser.name === 'adam' || optimiser.name === 'adamw';
  if (!setting || !isAdam || second < LEAST || first ** 2 < Math.sqrt(second)) return [];
  const why = { what: textOf(setting.span), kept: percent(second), of: 'the running mean of squared gradients' };
  const fixes =
    setting.value.kind === 'list'
      ? [replace(`write [${second}, ${first}]`, setting.value.span, `[${second}, ${first}]`)]
      : [];
  const help = ['the first is for gradients, the second for their squares, whose mean is the slower one'];
  return [diagnostic('lint/share', setting.span, why, { help, fixes })];
}

/** A list as it is the other way round: `write [0.9, 0.999]`. */
function writtenTurned(values: readonly { readonly kind: string }[]): string {
  const shares = values.map((value) => numberIn(value) ?? 0);
  return `write [${shares.map((share) => (share > 0 && share < LEAST ? otherShare(share) : share)).join(', ')}]`;
}

function otherShare(share: number): string {
  return `${Number((1 - share).toPrecision(6))}`;
}

function numberIn(value: { readonly kind: string } | undefined): number | undefined {
  return value?.kind === 'number' && 'value' in value ? Number(value.value) : undefined;
}

function turned(value: Value | Setting['value'], share: number): Fix[] {
  if (value.kind !== 'number') return [];
  const other = otherShare(share);
  return [replace(`write ${other}`, value.span, other)];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
