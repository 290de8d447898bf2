/** Every number that an entry of the registry takes, put into an example of it in place of what stands there. */
import type { Args, Value } from '../../src/parser/ast.ts';
import { parse } from '../../src/parser/parse.ts';
import { type Node, walk } from '../../src/parser/visit.ts';
import type { Param, Params, Schema } from '../../src/registry/param.ts';
import { source } from '../../src/text/source.ts';

/** An entry in a spec that is sound. */
export interface Placed {
  readonly name: string;
  /** What stands in the spec as a call among arguments, and not as a stage or an item. */
  readonly isCall?: boolean;
  readonly params: Params;
  readonly positionals?: readonly (readonly string[])[];
  readonly text: string;
}

/** A spec of which one argument is another, and where that stands. */
export interface Changed {
  readonly text: string;
  readonly param: string;
  readonly start: number;
  readonly end: number;
}

/** The spec with a number at each place where one may stand. */
export function withNumber(placed: Placed, number: string): readonly Changed[] {
  const call = callIn(placed);
  return Object.entries(placed.params).flatMap(([name, param]) =>
    writtenAs(param, number).map((value) => put(placed, call, name, value)),
  );
}

interface Call {
  readonly args: Args;
  /** Where a further argument is put, and what stands before and after it. */
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** The first call of the entry: a layer, a join, an item, or a call among arguments. */
function callIn({ name, isCall, text }: Placed): Call {
  const calls: Call[] = [];
  walk(parse(source('example.mm', text)).value, (node) => {
    const call = isCall ? callAmongArguments(node, name) : callOf(node, name);
    if (call) calls.push(call);
  });
  const [first] = calls;
  if (!first) throw new Error(`${name} is not called in ${text}`);
  return first;
}

function callOf(node: Node, name: string): Call | undefined {
  switch (node.kind) {
    case 'layer':
      return node.name.text === name ? ofWord(node.args, node.name.span.end) : undefined;
    case 'join':
      return node.join === name ? ofWord(none(node.settings), node.word.end) : undefined;
    case 'data':
      return node.reader.text === name ? ofWord(node.args, node.reader.span.end) : undefined;
    case 'train':
      return node.optimiser.text === name || name === 'train' ? ofWord(node.args, node.optimiser.span.end) : undefined;
    case 'sweep':
      return node.strategy.text === name ? ofWord(node.args, node.strategy.span.end) : undefined;
    case 'budget':
      return name === 'budget' ? ofWord(node.args, node.args.span.start) : undefined;
    default:
      return undefined;
  }
}

function callAmongArguments(node: Node, name: string): Call | undefined {
  switch (node.kind) {
    case 'call': {
      const isEmpty = node.args.positionals.length + node.args.settings.length === 0;
      const before = isEmpty ? '' : ', ';
      return node.name.text === name ? { args: node.args, end: node.span.end - 1, before, after: '' } : undefined;
    }
    case 'name-expr':
      return node.name === name ? { args: none([]), end: node.span.end, before: '(', after: ')' } : undefined;
    default:
      return undefined;
  }
}

function ofWord(args: Args, wordEnd: number): Call {
  return { args, end: Math.max(wordEnd, args.span.end), before: ' ', after: '' };
}

function none(settings: Args['settings']): Args {
  return { positionals: [], settings, span: { source: source('', ''), start: 0, end: 0 } };
}

function put({ params, positionals, text }: Placed, { args, end, before, after }: Call, param: string, value: string) {
  const given = args.settings.find(({ key }) => key.text === param)?.value ?? positionalOf(param);
  const start = given ? given.span.start : end;
  const written = given ? value : `${before}${param}=${value}`;
  const changed = `${text.slice(0, start)}${written}${given ? '' : after}${text.slice(given ? given.span.end : end)}`;
  return { text: changed, param, start: start + written.length - value.length, end: start + written.length };

  function positionalOf(name: string): Value | undefined {
    const all = args.positionals.filter((each) => each.kind !== 'name-expr' || params[each.name]?.kind !== 'switch');
    const names = Object.keys(params).filter((each) => params[each]?.positional);
    const order = positionals?.find((form) => form.length === all.length) ?? names;
    return all[order.indexOf(name)];
  }
}

/** The ways to write the number for a parameter: by itself, or as each part of a list; none where it takes no number. */
function writtenAs(param: Param, number: string): string[] {
  switch (param.kind) {
    case 'range':
      return [`0..${number}`, `${number}..8`];
    case 'size':
    case 'sizes':
    case 'window':
    case 'schedule':
      return [number];
    case 'initialiser':
      return param.number ? [number] : [];
    case 'value':
      return inForms(param as Schema, number, param.default);
    case 'switch':
    case 'loss':
    case 'table':
    case 'stack':
      return [];
  }
}

function inForms(schema: Schema, number: string, usual: unknown): string[] {
  if ('anyOf' in schema) return schema.anyOf.flatMap((form) => inForms(form, number, usual));
  if (!('type' in schema)) return [];
  if (schema.type === 'integer' || schema.type === 'number') return [number];
  if (schema.type !== 'array') return [];
  const parts = Array.isArray(usual) ? usual.map(String) : [];
  return parts.length > 0 ? parts.map((_, at) => `[${parts.with(at, number).join(', ')}]`) : [`[${number}]`];
}
