/** What makes a single position of all that comes in, and the ways to have one for each number instead. */
import type { Extras, Fix, Label } from '../diagnostics/diagnostic.ts';
import { replace } from '../diagnostics/diagnostic.ts';
import type { Item, Stage } from '../parser/ast.ts';
import { type Span, textOf } from '../text/source.ts';
import { itemOf } from './habits/sight.ts';
import type { Written, WrittenLayer } from './habits/written.ts';
import type { Place, Places } from './places.ts';

type Found = Required<Pick<Extras, 'labels' | 'fixes'>>;

interface Sight {
  readonly places: Places;
  readonly written: Written;
  readonly items: readonly Item[];
}

const message = 'makes one position of them all';

/** Before a layer over a single position: the last `reshape 1 n`, or else an input of the dims [1, n]. */
export function singlePosition(before: Place, { places, written, items }: Sight): Found {
  const all = [...places.values()];
  const earlier = all.slice(0, all.indexOf(before)).flatMap(({ stage }) => written.layer(stage.span) ?? []);
  const reshape = earlier.findLast(isToOne);
  if (reshape) return { labels: [{ span: bare(reshape), message }], fixes: reshapeFixes(reshape, items) };
  const input = itemOf(items, 'input');
  const [one, other] = input?.dims ?? [];
  if (!input || !one || !other || input.dims.length !== 2 || textOf(one.span) !== '1') return { labels: [], fixes: [] };
  const labels: Label[] = [{ span: one.span, message: 'there is one position' }];
  const first = itemOf(items, 'model')?.body.stages[0];
  const text = `[${textOf(other.span)}, 1]`;
  const title = `write ${input.name.text}${text}, a position for each`;
  return { labels, fixes: takesOneChannel(first) ? [replace(title, input.dimsSpan, text)] : [] };
}

function isToOne({ node: { name, args } }: WrittenLayer): boolean {
  const [one, other] = args.positionals;
  return name.text === 'reshape' && args.positionals.length === 2 && !!one && !!other && textOf(one.span) === '1';
}

/** As it is written, without the shape stated after it. */
function bare({ node }: WrittenLayer): Span {
  return { ...node.span, end: node.args.span.end };
}

function reshapeFixes(reshape: WrittenLayer, items: readonly Item[]): Fix[] {
  const { stack, at, node } = reshape;
  const [, other] = node.args.positionals;
  if (!other) return [];
  if (takesOneChannel(stack.stages[at + 1])) {
    const text = `reshape ${textOf(other.span)} 1`;
    return [replace(`write ${text}, a position for each`, bare(reshape), text)];
  }
  const [before] = stack.stages;
  const [length, ...more] = itemOf(items, 'input')?.dims ?? [];
  const isWhole = itemOf(items, 'model')?.body === stack;
  if (at !== 1 || !isWhole || before?.kind !== 'layer' || before.name.text !== 'linear' || !length || more.length > 0)
    return [];
  const text = `reshape ${textOf(length.value.span)} 1 | ${textOf(before.span)} | position`;
  return [replace(`write ${text}, a position for each number`, { ...bare(reshape), start: before.span.start }, text)];
}

/** Layers to which it does not matter how many channels come in. */
function takesOneChannel(stage: Stage | undefined): boolean {
  return stage?.kind === 'layer' && ['linear', 'rnn', 'gru', 'lstm'].includes(stage.name.text);
}
