/** Makes the nodes of items from what the grammar read, and reports what is missing in them. */
import type * as A from './ast.ts';
import { type Builder, contentOf, type Element, type Entry } from './build-ast.ts';
import { neededStack } from './build-stack.ts';
import type { Place } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** An item without what all items have. */
export type ItemCore = A.Item extends infer I ? (I extends A.Item ? Omit<I, 'span' | 'word' | 'doc'> : never) : never;

/** Completes an item. Documentation is added when the file is whole. */
export function item(b: Builder, word: T.Token, core: ItemCore, end: number): A.Item {
  const first = word.image === '' && core.kind === 'model' ? core.body.stages[0]?.span : undefined;
  const wordSpan = first ?? b.span(word.startOffset, word.end);
  return { ...core, span: b.span(word.startOffset, end), word: wordSpan, doc: [] } as A.Item;
}

export function use(b: Builder, word: T.Token, path: T.Token | undefined, bare: T.Token | undefined): ItemCore {
  if (!path) {
    const fixes = bare
      ? [b.reports.safeFix(`write "${bare.image}"`, [{ ...placeOf(bare), text: `"${bare.image}"` }])]
      : [];
    b.missingAfter(word, 'the name of a file in double quotes', { fixes, ...(bare ? { help: [] } : {}) });
  }
  return { kind: 'use', path: path ? b.string(path) : b.missing(word.end) };
}

/** `input` and `target`. */
export function input(
  b: Builder,
  kind: 'input' | 'target',
  name: A.Name,
  dims: T.Token | undefined,
  of: A.InputDim | undefined,
): ItemCore {
  const entries = dims ? contentOf<readonly Entry[]>(dims) : [];
  const at = name.span.end;
  return {
    kind,
    name,
    dims: entries.map((entry) => inputDim(b, entry)),
    dimsSpan: dims ? b.span(dims.startOffset, dims.end) : b.span(at, at),
    of,
  };
}

export function inputDim(b: Builder, { key, value, place }: Entry): A.InputDim {
  return { kind: 'input-dim', name: key, value, span: b.span(place.start, place.end) };
}

export function letItem(b: Builder, word: T.Token, name: A.Name, equals: boolean, value: A.Expr | undefined): ItemCore {
  if (!equals && value && name.text !== '') missingEquals(b, name.span, name.span, '`let`');
  else if (!value) b.missingAfter(word, equals ? 'a value after `=`' : 'a name, `=` and a value');
  return { kind: 'let', name, value: value ?? b.missing(name.span.end) };
}

/** Reports it at the end of the head that it should stand behind. */
function missingEquals(b: Builder, head: Place, end: Place, what: string): void {
  const fixes = [b.reports.safeFix('insert =', [{ start: head.end, end: head.end, text: ' =' }])];
  const key = cut(b.reports.source.text.slice(head.start, head.end));
  b.report('syntax/missing-equals', end, { key, item: what }, { fixes });
}

/** `data`, `train` and `sweep`: a name and arguments. */
export function named(b: Builder, word: T.Token, name: A.Name, elements: readonly Element[]): ItemCore {
  const args = b.args(elements, name.span.end);
  if (T.is(word, T.itemTokens.data)) return { kind: 'data', reader: name, args };
  if (T.is(word, T.itemTokens.train)) return { kind: 'train', optimiser: name, args };
  return { kind: 'sweep', strategy: name, args };
}

export function defaults(b: Builder, word: T.Token, layer: A.Name, elements: readonly Element[]): ItemCore {
  if (elements.length === 0 && layer.text !== '') b.missingAfter(word, 'a setting after the name of the layer');
  return { kind: 'default', layer, args: b.args(settingsOnly(b, elements, '`default`'), layer.span.end) };
}

export function budget(b: Builder, word: T.Token, elements: readonly Element[]): ItemCore {
  if (elements.length === 0) b.missingAfter(word, 'a limit');
  return { kind: 'budget', args: b.args(settingsOnly(b, elements, '`budget`'), word.end) };
}

/** Drops (and reports) whatever is no `key=value`. */
function settingsOnly(b: Builder, elements: readonly Element[], item: string): readonly Element[] {
  const at = elements.findIndex(({ node }) => node.kind !== 'setting');
  if (at < 0) return elements;
  const { node, place } = elements[at] as Element;
  const next = elements[at + 1];
  if (node.kind === 'name-expr' && next && next.node.kind !== 'setting') {
    const edit = { start: place.end, end: next.place.start, text: '=' };
    b.report(
      'syntax/missing-equals',
      place,
      { key: node.name, item },
      { fixes: [b.reports.safeFix('write =', [edit])] },
    );
  } else if (node.kind !== 'missing') {
    const found = `\`${b.reports.source.text.slice(place.start, place.end).slice(0, 40)}\``;
    const help = ['say which setting it is for: key=value'];
    b.report('syntax/unexpected', place, { found, wanted: 'a setting `key=value`' }, { help });
  }
  return elements.filter((element) => element.node.kind === 'setting');
}

export function block(
  b: Builder,
  word: T.Token,
  name: A.Name,
  params: T.Token | undefined,
  type: A.BlockType | undefined,
  equals: boolean,
  stack: A.Stack,
): ItemCore {
  const at = type?.span.end ?? params?.end ?? name.span.end;
  if (!equals && stack.stages.length > 0 && name.text !== '') {
    const end = type?.span ?? (params ? { start: params.end - 1, end: params.end } : name.span);
    missingEquals(b, { start: name.span.start, end: at }, end, '`block`');
  }
  return {
    kind: 'block',
    name,
    params: params ? contentOf<readonly A.BlockParam[]>(params) : [],
    type,
    body: neededStack(b, stack, word, 'a stack after `=`', at),
  };
}

export function blockType(
  b: Builder,
  colon: T.Token,
  from: A.TypeExpr | undefined,
  to: A.TypeExpr | undefined,
): A.BlockType | undefined {
  if (from && to) return { kind: 'block-type', input: from, output: to, span: b.span(from.span.start, to.span.end) };
  if (from)
    b.report(
      'syntax/missing',
      from.span,
      { what: '`->` and the type of the output', after: 'the type of a block' },
      { help: ['for example: block half : [B, T, C] -> [B, T/2, 2*C] = flatten 2'] },
    );
  else {
    const help = ['for example: block half : [B, T, C] -> [B, T/2, 2*C] = flatten 2'];
    const args = { what: 'a type such as `[B, T, C] -> [B, T, C]`', after: '`:`' };
    b.report('syntax/missing', placeOf(colon), args, { help });
  }
  return undefined;
}

/** A block's parameter: `n`, `width=2*n`, `@skips`. */
export function param(
  b: Builder,
  token: T.Token,
  equals: T.Token | undefined,
  value: A.Value | undefined,
  end: number,
): A.BlockParam {
  if (equals && !value) b.missingAfter(token, 'a default after `=`');
  const tap = T.is(token, T.TapName);
  const name = tap ? b.tapName(token).name : b.plainName(token);
  const or = value ?? (equals && b.missing(end));
  return { kind: 'block-param', tap, name, default: or, span: b.span(token.startOffset, end) };
}

export function model(b: Builder, word: T.Token, name: T.Token | undefined, stack: A.Stack, bare: boolean): ItemCore {
  const body = neededStack(b, stack, word, 'a stack', stack.span.start);
  return { kind: 'model', name: name && b.plainName(name), body, bare };
}
