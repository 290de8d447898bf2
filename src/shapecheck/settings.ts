/** Values from the command line that take the place of a spec's own: `d=256`, `train.lr=0.05`, `data.context=16`. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Expr, Spec } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import { trainSettings } from '../registry/item-settings.ts';
import { realOf } from '../resolve/values.ts';
import { nearest } from '../text/nearest.ts';
import { source } from '../text/source.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';
import type { LocalVal } from './frame.ts';

export interface Overridden {
  readonly constants: ReadonlyMap<string, LocalVal>;
  /** Settings by item. A learning rate replaces the whole schedule by a constant one. */
  readonly settings: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Reads the settings; a key that names nothing in the spec is an error. */
export function overridesOf(given: ReadonlyMap<string, string>, spec: Spec, context: Context): Overridden {
  const constants = new Map<string, LocalVal>();
  const settings = new Map<string, Record<string, unknown>>();
  for (const [key, text] of given) {
    const value = evaluate(expressionOf(key, text), context);
    const [item, name] = key.split('.');
    if (name === undefined && context.scope.constants.has(key)) constants.set(key, value);
    else if (item && name && spec.items.some(({ kind }) => kind === item) && isSetting(item, name))
      settings.set(item, { ...settings.get(item), [name]: plain(name, value) });
    else reportUnknown(key, text, context);
  }
  return { constants, settings };
}

function expressionOf(key: string, text: string): Expr {
  const [item] = parse(source(`--set ${key}`, `let x = ${text}`)).value.items;
  return item?.kind === 'let'
    ? item.value
    : { kind: 'missing', span: { source: source(`--set ${key}`, text), start: 0, end: text.length } };
}

const known = [...Object.keys(trainSettings).map((name) => `train.${name}`), 'data.context', 'data.seed'];

function isSetting(item: string, name: string): boolean {
  return known.includes(`${item}.${name}`);
}

function plain(name: string, value: LocalVal): unknown {
  const real = realOf(value);
  if (name === 'lr' && real !== undefined)
    return { name: 'constant', args: { lr: real, warmup: 0, warmup_from: 'first' } };
  return real;
}

function reportUnknown(key: string, text: string, context: Context): void {
  const near = nearest(key, [...context.scope.constants.keys(), ...known]);
  const at = source(`--set ${key}`, `${key}=${text}`);
  context.world.collector.report(diagnostic('item/set', { source: at, start: 0, end: key.length }, { key, near }));
}
