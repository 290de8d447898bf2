/** One entry of the registry as a page of text: what it does, its shapes, its arguments, costs, examples. */

import { columnsOf } from '../diagnostics/render-text.ts';
import type { Params } from '../registry/param.ts';
import { columns, filledColumns } from './columns.ts';
import { costText } from './cost-text.ts';
import { defaultText, gluedExample, takes, usages } from './entry-text.ts';
import type { Entry, Noun } from './registry-groups.ts';
import { bold, dim, terminalWidth } from './terminal.ts';

/** The page of an entry; `noun` is what kind of thing it is. */
export function entryPage(noun: Noun, entry: Entry): string {
  const { name, summary, params, examples } = entry;
  const facts = factsOf(noun, entry).filter(([, text]) => text !== '');
  const sections = [
    `${bold(name)} ${dim(`(${noun})`)}\n${indent(filledColumns([[summary]], terminalWidth() - 2))}`,
    table(facts.map(([word, text]) => [dim(word), text])),
    Object.keys(params).length > 0 ? `Arguments\n${table(argumentRows(params))}` : undefined,
    `Examples\n${indent(exampleRows(examples))}`,
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function factsOf(noun: Noun, entry: Entry): (readonly [string, string])[] {
  const { signature = '', formula = '', pytorch = '', keras = '', source = '', glued } = entry;
  const costs = costText(noun, entry);
  const forms = usages(noun, entry).join(' or ');
  return [
    ['usage', glued ? `${forms} (digits may be glued on: ${gluedExample(entry)})` : forms],
    ['shapes', signature],
    ['computes', formula],
    ['weights', costs?.weights ?? ''],
    ['statistics', costs?.statistics ?? ''],
    ['multiply-adds', costs?.macs ?? ''],
    ['PyTorch', pytorch],
    ['Keras', keras],
    ['after', source],
  ];
}

/** What an argument means, and below it what it takes. */
function argumentRows(params: Params): string[][] {
  return Object.entries(params).flatMap(([key, param]) => {
    const fallback = defaultText(param);
    const taken = fallback === undefined ? takes(param) : `${takes(param)} (default: ${fallback})`;
    return [
      [param.positional ? key : `${key}=`, param.description],
      ['', dim(taken)],
    ];
  });
}

/** A line each, or two where a line does not fit. */
function exampleRows(examples: Entry['examples']): string {
  const rows = examples.map(exampleRow);
  const table = columns(rows);
  const fits = table.split('\n').every((line) => columnsOf(line) <= terminalWidth() - 2);
  return fits ? table : rows.map(([stack, about]) => (about ? `${stack}\n  ${about}` : stack)).join('\n');
}

function exampleRow(example: Entry['examples'][number]): string[] {
  if (typeof example === 'string') return [example];
  const { stack, input, output, weights } = example;
  return [stack, dim(`${input} -> ${output}, ${count(weights)}`)];
}

function count(weights: number): string {
  return weights === 0 ? 'no parameters' : `${weights.toLocaleString('en-US')} parameters`;
}

/** Rows in columns that keep to the terminal. */
function table(rows: readonly (readonly string[])[]): string {
  return indent(filledColumns(rows, terminalWidth() - 2));
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
