/** The `sweep` item: its strategy, and the constants and settings that it goes through. */
import { diagnostic, replace, respell } from '../diagnostics/diagnostic.ts';
import type { Item, Setting, Spec, SweepItem } from '../parser/ast.ts';
import { trainSettings } from '../registry/item-settings.ts';
import { bind } from '../resolve/bind.ts';
import { optimisersByName, readersByName, strategiesByName } from '../resolve/entries.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import { asExpr } from './argument-value.ts';
import { argumentsOf } from './arguments.ts';
import { type Context, report, reporterOf } from './context.ts';
import { evaluate } from './evaluate.ts';

/** Reports what is wrong with a sweep. */
export function checkSweep(item: SweepItem, spec: Spec, context: Context): void {
  const { text: name, span } = item.strategy;
  const strategy = strategiesByName.get(name);
  if (!strategy) {
    const known = [...strategiesByName.keys()];
    const near = nearest(name, known);
    const fixes = respell(near, span);
    if (name !== '')
      report(context, diagnostic('name/unknown-entry', span, { what: 'strategy', name, near, known }, { fixes }));
  }
  const params = strategy?.params ?? {};
  const isOther = (key: string) => !Object.hasOwn(params, key) && key !== '';
  const binding = bind(
    { name, params },
    item.args,
    { word: span, label: `sweep ${name}`, isOther },
    reporterOf(context),
  );
  const isRefused = Object.keys(params).filter((key) => refuseConstant(key, name, context)).length > 0;
  if (strategy && !isRefused)
    argumentsOf({ entry: strategy, key: `strategy/${name}`, label: `sweep ${name}` }, binding, context);
  for (const setting of binding.others) checkKey(setting, spec, Object.keys(params), context);
}

const distributions: readonly string[] = ['log', 'uniform'];

/** A key of the strategy can be no constant's name: nobody could tell which is meant. */
function refuseConstant(key: string, strategy: string, context: Context): boolean {
  const constant = context.scope.constants.get(key)?.item;
  if (!constant) return false;
  const facts = { what: 'constant', name: key, by: `a setting of sweep ${strategy}` };
  report(context, diagnostic('name/taken', constant.name.span, facts, { help: ['choose another name'] }));
  return true;
}

/** `own` are the settings of the strategy itself, which a misspelt key may mean. */
function checkKey({ key, value, span }: Setting, spec: Spec, own: readonly string[], context: Context): void {
  const name = key.text;
  const known = [...context.scope.constants.keys(), ...spec.items.flatMap(sweepable)];
  if (!known.includes(name)) {
    const near = nearest(name, [...own, ...known]);
    const fixes = respell(near, key.span);
    const help = near.length > 0 ? [] : ['a sweep goes through constants (d) and settings (train.lr, data.context)'];
    report(context, diagnostic('item/sweep-key', key.span, { key: name, near }, { fixes, help }));
    return;
  }
  const expr = asExpr(value);
  if (expr?.kind === 'missing') return;
  const found = expr && evaluate(expr, context);
  const isCall = found?.kind === 'call' && distributions.includes(found.call.name.text);
  if (found?.kind === 'bad' || found?.kind === 'list' || found?.kind === 'range' || isCall) return;
  const place = value.span.end > value.span.start ? value.span : span;
  const [text, isNumber] = [textOf(place), found?.kind === 'dim' || found?.kind === 'real'];
  const meant = found?.kind === 'call' ? nearest(found.call.name.text, distributions) : [];
  const word = found?.kind === 'call' ? found.call.name.span : place;
  const fixes =
    meant.length > 0 ? respell(meant, word) : isNumber ? [replace(`write [${text}]`, place, `[${text}]`)] : [];
  const help = fixes.length > 0 ? [] : [`write the values to try: ${name}=[8, 16, 32]`];
  report(context, diagnostic('item/sweep-value', place, { key: name }, { help, fixes }));
}

/** `train.lr`, `data.context`: the settings of an item; a source is none. */
function sweepable(item: Item): string[] {
  if (item.kind === 'train') {
    const own = optimisersByName.get(item.optimiser.text)?.params ?? {};
    return [...Object.keys(trainSettings), ...Object.keys(own)].map((name) => `train.${name}`);
  }
  const reader = item.kind === 'data' ? readersByName.get(item.reader.text) : undefined;
  const names = Object.keys(reader?.params ?? {}).filter(
    (name) => !reader?.sources.some(({ param }) => param === name),
  );
  return names.map((name) => `data.${name}`);
}
