/** One entry of the registry as a page of text: what it does, its shapes, its arguments, examples. */
import { isRequired, type Param, type ParamKind, type Params, type Schema } from '../registry/param.ts';
import { valueText } from '../summary/value-text.ts';
import { columns } from './columns.ts';
import type { Entry } from './registry-groups.ts';
import { bold, dim } from './terminal.ts';

/** The page of an entry; `noun` is what kind of thing it is. */
export function entryPage(noun: string, entry: Entry): string {
  const { name, summary, params, signature, formula, pytorch, keras, source, examples } = entry;
  const facts: [string, string | undefined][] = [
    ['usage', usage(noun, entry)],
    ['shapes', signature],
    ['computes', formula],
    ['PyTorch', pytorch],
    ['Keras', keras],
    ['after', source],
  ];
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  const sections = [
    `${bold(name)} ${dim(`(${noun})`)}\n  ${summary}`,
    indent(columns(known.map(([word, text]) => [dim(word), text]))),
    Object.keys(params).length > 0 ? `Arguments\n${indent(columns(argumentRows(params)))}` : undefined,
    `Examples\n${indent(columns(examples.map(exampleRow)))}`,
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** `linear OUT [key=value …]`; initialisers and schedules are called: `step(rates, at=)`. */
function usage(noun: string, { name, params, glued }: Entry): string {
  const keys = Object.keys(params);
  const positionals = keys
    .filter((key) => params[key]?.positional)
    .map((key) => ((params[key] as Param).optional || params[key]?.default !== undefined ? `[${key}]` : key));
  const settings = keys.some((key) => !params[key]?.positional);
  if (noun === 'initialiser' || noun === 'schedule') {
    const inside = [...positionals, ...(settings ? ['key=value'] : [])].join(', ');
    return inside === '' ? name : `${name}(${inside})`;
  }
  const branches = noun === 'join' ? ['( a, b )'] : [];
  const words = [name, ...positionals, ...(settings ? ['key=value …'] : []), ...branches].join(' ');
  return glued ? `${words}   (digits may be glued on: ${name}2)` : words;
}

function argumentRows(params: Params): string[][] {
  return Object.entries(params).map(([key, param]) => [
    param.positional ? key : `${key}=`,
    isRequired(param) ? 'needed' : defaultText(param),
    dim(takes(param)),
    param.description,
  ]);
}

function defaultText({ default: value }: Param): string {
  return value === undefined ? '' : `= ${valueText(value)}`;
}

/** What may be given, in words. */
function takes(param: Param): string {
  return param.kind === 'value' ? schemaText(param as Schema) : kinds[param.kind];
}

const kinds: Readonly<Record<Exclude<ParamKind, 'value'>, string>> = {
  switch: 'true or false',
  size: 'a whole number',
  sizes: 'whole numbers',
  initialiser: 'an initialiser',
  schedule: 'a schedule',
  tap: 'a tap',
  stack: 'a stack',
  range: 'a range',
};

function schemaText(schema: Schema): string {
  if ('enum' in schema) return schema.enum.join(' or ');
  if ('anyOf' in schema) return schema.anyOf.map(schemaText).join(', or ');
  switch (schema.type) {
    case 'array':
      return 'a list';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'a text';
    case 'integer':
    case 'number': {
      const noun = schema.type === 'integer' ? 'a whole number' : 'a number';
      const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
      const low =
        minimum === undefined ? exclusiveMinimum !== undefined && `above ${exclusiveMinimum}` : `from ${minimum}`;
      const shownMaximum = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
      const high =
        shownMaximum === undefined
          ? exclusiveMaximum !== undefined && `below ${exclusiveMaximum}`
          : `to ${shownMaximum}`;
      return [noun, low, high].filter(Boolean).join(' ');
    }
  }
}

function exampleRow(example: Entry['examples'][number]): string[] {
  if (typeof example === 'string') return [example];
  const { stack, input, output, weights } = example;
  return [stack, dim(`${input} -> ${output}, ${weights.toLocaleString('en-US')} parameters`)];
}
