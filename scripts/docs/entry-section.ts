/** The section of docs/layers.md on one entry: what it does and takes, what it costs, and examples that were run. */
import { costText } from '../../src/cli/cost-text.ts';
import { defaultText, gluedExample, takes, usages } from '../../src/cli/entry-text.ts';
import type { Entry, Noun } from '../../src/cli/registry-groups.ts';
import type { Example } from '../../src/registry/layer.ts';
import { isRequired, type Params } from '../../src/registry/param.ts';
import { numberOf, toText } from '../../src/shapes/dim.ts';
import { typeText } from '../../src/shapes/shape.ts';
import { modelOf } from '../../src/summary/layer-costs.ts';
import { summarise } from '../../src/summary/summary.ts';
import { code, list, plain, table } from './markdown.ts';
import { training } from './training-examples.ts';

/** The section below its heading. */
export function entrySection(noun: Noun, entry: Entry): string {
  const parts = [
    `${sentence(entry.summary)}`,
    usageText(noun, entry),
    paramsTable(entry.params),
    list([...facts(noun, entry), ['examples', exampleCalls(noun, entry)]]),
    examplesTable(noun, entry),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function sentence(text: string): string {
  return `${plain(`${text.charAt(0).toUpperCase()}${text.slice(1)}`)}.`;
}

function usageText(noun: Noun, entry: Entry): string {
  const forms = usages(noun, entry).map(code).join(' or ');
  return entry.glued ? `${forms}; digits may be glued on: ${code(gluedExample(entry))}` : forms;
}

/** A table of parameters: those of an entry or of an item. */
export function paramsTable(params: Params): string {
  const rows = Object.entries(params).map(([name, param]) => [
    code(param.positional ? name : `${name}=`),
    isRequired(param) ? 'needed' : code(defaultText(param) ?? ''),
    plain(takes(param)),
    plain(param.description),
  ]);
  return rows.length === 0 ? '' : table(['argument', 'default', 'takes', 'meaning'], rows);
}

function facts(noun: Noun, entry: Entry): (readonly [string, string])[] {
  const { signature = '', formula = '', pytorch = '', keras = '', source = '' } = entry;
  const costs = costText(noun, entry, code);
  return [
    ['shapes', code(signature)],
    ['computes', code(formula)],
    ['weights', costs && (costs.weights || 'none')],
    ['running statistics', costs?.statistics ?? ''],
    ['multiply-adds', costs && (costs.macs || 'none')],
    ...training[noun].facts(entry.name),
    ['PyTorch', elsewhere(pytorch)],
    ['Keras', elsewhere(keras)],
    ['source', plain(source)],
  ].map(([word = '', text = '']) => [word, text] as const);
}

/** Code, with remarks in brackets after it as text; what the other has not is said in plain words. */
export function elsewhere(text: string): string {
  return text
    .split(' · ')
    .map((one) => {
      const [called, remark] = withRemark(one);
      if (isNothing(called)) return plain(one);
      return remark === '' ? code(called) : `${code(called)} (${plain(remark)})`;
    })
    .join(' · ');
}

/** `no layer of its own`. */
export function isNothing(called: string): boolean {
  return called.startsWith('no ');
}

/** `Dense(out) (starts glorot_uniform)` is `Dense(out)` and what is said of it in brackets at its end. */
export function withRemark(text: string): readonly [called: string, remark: string] {
  let depth = 0;
  for (let at = text.length - 1; at > 0 && text.endsWith(')'); at--) {
    if (text[at] === ')') depth++;
    if (text[at] === '(') depth--;
    if (depth === 0) return text[at - 1] === ' ' ? [text.slice(0, at - 1), text.slice(at + 1, -1)] : [text, ''];
  }
  return [text, ''];
}

/** Examples of which there is nothing more to say than how they are written. */
function exampleCalls(noun: Noun, { examples }: Entry): string {
  const texts = examples.filter((example) => typeof example === 'string');
  return training[noun].heads.length > 0 ? '' : texts.map((text) => code(written(noun, text))).join(' · ');
}

/** Examples with what they come to. */
function examplesTable(noun: Noun, { name, examples }: Entry): string {
  const shaped = examples.filter((example) => typeof example !== 'string');
  if (shaped.length > 0)
    return table(['example', 'input', 'output', 'parameters', 'multiply-adds'], shaped.map(shapedRow));
  const { heads, row } = training[noun];
  const rows = (examples as readonly string[]).map((text) => [code(written(noun, text)), ...row(text, name)]);
  return heads.length === 0 ? '' : table(['example', ...heads], rows);
}

/** What the check says of an example; one that it refuses ends the making of the page. */
function shapedRow(example: Example): string[] {
  const model = modelOf(example);
  if (!model?.output || model.broken)
    throw new Error(`the example ${example.stack} on ${example.input} is not in order`);
  const { params, macs } = summarise(model, { batch: 1 });
  return [code(example.stack), code(example.input), code(typeText(model.output)), count(params), count(macs)];
}

function count(dim: Parameters<typeof numberOf>[0]): string {
  const number = numberOf(dim);
  if (number === undefined) return plain(toText(dim));
  return number === 0 ? '–' : number.toLocaleString('en-US');
}

/** With the word of its item in front, where the example has none. */
function written(noun: Noun, example: string): string {
  const words: Partial<Record<Noun, string>> = { reader: 'data', strategy: 'sweep', initialiser: '' };
  return `${words[noun] ?? 'train'} ${example}`.trim();
}
