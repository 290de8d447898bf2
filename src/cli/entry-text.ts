/** Entries of the registry in words, for the terminal and for documentation: how they are used, and what they take. */
import { either } from '../diagnostics/row.ts';
import { isRequired, type Param, type ParamKind, type Schema } from '../registry/param.ts';
import { valueText } from '../summary/value-text.ts';
import type { Entry, Noun } from './registry-groups.ts';

/** `linear out [key=value …]`; initialisers, schedules and losses are called: `step(rates, …, at=…)`. */
export function usages(noun: Noun, entry: Entry): string[] {
  const { name, params, positionals } = entry;
  const places = Object.keys(params).filter((key) => params[key]?.positional);
  const settings = Object.keys(params).filter((key) => !places.includes(key) && !positionals?.flat().includes(key));
  const needed = settings.filter((key) => isRequired(params[key] as Param)).map((key) => `${key}=…`);
  const mayFollow = settings.length > needed.length;
  const forms = positionals ?? [places.map((key) => placeText(key, params[key] as Param))];
  return forms.map((form) => {
    const words = [...form, ...needed];
    return isCalled(noun) ? callForm(name, words, mayFollow) : stageForm(noun, name, words, mayFollow);
  });
}

/** `flatten2`: a name with its first argument glued on, as an example shows it. */
export function gluedExample({ name, examples }: Entry): string {
  const glued = new RegExp(`\\b${name}\\d+`);
  const shown = examples.map((example) => glued.exec(typeof example === 'string' ? example : example.stack)?.[0]);
  return shown.find((word) => word !== undefined) ?? `${name}2`;
}

function isCalled(noun: Noun): boolean {
  return noun === 'initialiser' || noun === 'schedule' || noun === 'loss';
}

/** What may be left out stands in brackets. */
function placeText(key: string, param: Param): string {
  const name = param.kind === 'table' ? '@name' : param.kind === 'range' ? 'a..b' : key;
  const text = param.variadic ? `${name} …` : name;
  return isRequired(param) ? text : `[${text}]`;
}

function callForm(name: string, words: readonly string[], mayFollow: boolean): string {
  const inside = [...words.map((word) => word.replace(' …', ', …')), ...(mayFollow ? ['[key=value]'] : [])].join(', ');
  return inside === '' ? name : `${name}(${inside})`;
}

function stageForm(noun: Noun, name: string, words: readonly string[], mayFollow: boolean): string {
  const item = items[noun];
  const before = item === undefined ? [name] : [item, name];
  const branches = noun === 'join' ? ['( a, b, … )'] : [];
  return [...before, ...words, ...(mayFollow ? ['[key=value …]'] : []), ...branches].join(' ');
}

/** The item that names an entry of this kind. */
const items: Partial<Record<Noun, string>> = { reader: 'data', optimiser: 'train', strategy: 'sweep' };

/** What a parameter is unless it is given; undefined where it must be given or is simply absent. */
export function defaultText({ default: value }: Param): string | undefined {
  return value === undefined ? undefined : valueText(value);
}

/** What may be given, in words. */
export function takes(param: Param): string {
  if (param.source) return 'a path in quotes, or a name';
  if (param.number) return `a number, or ${kinds[param.kind]}`;
  return 'type' in param || 'enum' in param || 'anyOf' in param ? schemaText(param as Schema) : kinds[param.kind];
}

const kinds: Readonly<Record<ParamKind, string>> = {
  value: 'a value',
  switch: 'true or false',
  size: 'a whole number',
  sizes: 'whole numbers, one of which may be _',
  window: 'a whole number, or a list with one for each dim',
  initialiser: 'an initialiser',
  schedule: 'a number or a schedule',
  loss: 'a loss',
  table: 'the name of a stage: @name',
  stack: 'a stack',
  range: 'a range: 0..4',
};

function schemaText(schema: Schema): string {
  if ('enum' in schema) return either(schema.enum);
  if ('anyOf' in schema) return schema.anyOf.map(schemaText).join(', or ');
  switch (schema.type) {
    case 'array':
      return listText(schema);
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'a text';
    case 'integer':
    case 'number': {
      const noun = schema.type === 'integer' ? 'a whole number' : 'a number';
      return [noun, ...boundsText(schema)].join(' ');
    }
  }
}

function listText(schema: Extract<Schema, { type: 'array' }>): string {
  const { prefixItems = [], items: rest, minItems, maxItems } = schema;
  const each = rest === false ? prefixItems[0] : rest;
  const count = rest === false ? prefixItems.length : minItems === maxItems ? minItems : undefined;
  const plural = each && 'type' in each ? plurals[each.type] : undefined;
  return `a list${count === undefined || plural ? '' : ` of ${count}`}${plural ? ` of ${[count, plural].filter(Boolean).join(' ')}` : ''}`;
}

const plurals: Readonly<Record<string, string>> = {
  integer: 'whole numbers',
  number: 'numbers',
  string: 'texts',
  array: 'lists',
};

function boundsText(schema: Extract<Schema, { type: 'integer' | 'number' }>): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, not } = schema;
  return [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`to ${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
    ...(not === undefined ? [] : [`other than ${not.const}`]),
  ];
}
