/** What would let the last position see more of what comes before it, in words and, where a machine can apply it, as an edit. */
import type { Extras, Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { type Sight as Look, placeOf } from '../habits/sight.ts';
import { argumentOf, settingFix, type WrittenLayer } from '../habits/written.ts';
import type { Place } from '../places.ts';

type Ways = Pick<Extras, 'help' | 'fixes'>;

/** Ways to see more than `count` positions of `length`, where the op keeps the last of them. */
export function waysToSeeMore(last: OpNode, { count, length }: { count: number; length: number }, look: Look): Ways {
  const row = look.graph.nodes.flatMap((node) => repeatedWindow(node, look) ?? [])[0];
  if (row) return growing(row, { count, length }, look);
  const channels = numberOf((last.inputs[0] as Value).type.dims.at(-1) as Dim);
  return {
    help: [`put conv ${channels} 2 dilation=${count} padding=causal | relu before it, and it sees twice as many`],
  };
}

/** A convolution in a repeat whose turns are all equally far apart. */
interface Row {
  readonly place: Place;
  readonly repeat: Place;
  readonly turns: number;
  readonly kernel: number;
  /** How far apart its windows look, all of them, and how many of them a turn has. */
  readonly dilation: number;
  readonly each: number;
}

function repeatedWindow(node: OpNode, look: Look): Row | undefined {
  const { op, inputs } = node;
  const kernel = op.kind === 'convolution' ? numberOf(inputs[1]?.type.dims[0] as Dim) : undefined;
  const isOverOne = op.kind === 'convolution' && op.dilation.length === 1 && numberOf(op.stride[0] as Dim) === 1;
  if (!isOverOne || kernel === undefined || kernel < 2) return undefined;
  const place = placeOf(node, look);
  const repeat = place.around.findLast(({ stage }) => stage.kind === 'sequence' && stage.of === 'repeat');
  const turns = repeat?.stage.kind === 'sequence' ? repeat.stage.children.length : 0;
  const same = look.graph.nodes.filter(
    (other) => other.op.kind === 'convolution' && placeOf(other, look).stage.span.start === place.stage.span.start,
  );
  const apart = new Set(same.map((other) => other.op.kind === 'convolution' && numberOf(other.op.dilation[0] as Dim)));
  const [dilation] = [...apart];
  if (!repeat || turns < 2 || apart.size > 1 || typeof dilation !== 'number') return undefined;
  return { place, repeat, turns, kernel, dilation, each: same.length / turns };
}

/** Dilations that double from turn to turn; they begin anew where they would be longer than what there is to see. */
function growing(row: Row, { count, length }: { count: number; length: number }, look: Look): Ways {
  const { place, repeat, turns, kernel, dilation, each } = row;
  const enough = Math.max(1, Math.ceil(Math.log2((length - 1) / (kernel - 1) + 1)));
  const power = turns > enough ? `2^(i % ${enough})` : '2^i';
  const spread = Array.from({ length: turns }, (_, turn) => 2 ** (turn % enough) - dilation);
  const seen = count + each * (kernel - 1) * spread.reduce((sum, more) => sum + more, 0);
  const title = `let the dilation double from turn to turn, ${power}, and it sees ${Math.min(length, seen)}`;
  const fixes = growingFix(place, repeat, { turns, power, title }, look);
  const text = `${title}: repeat i in 0..${turns} ( … )`;
  return { help: fixes.length > 0 ? [] : [text], fixes };
}

/** Where the dilation is a number of the layer, or of the call of the block that hands it on. */
function growingFix(
  place: Place,
  repeat: Place,
  { turns, power, title }: { readonly turns: number; readonly power: string; readonly title: string },
  look: Look,
): Fix[] {
  const node = look.written.stage(repeat.stage.span)?.node;
  const layer = look.written.layer(place.stage.span);
  if (node?.kind !== 'repeat' || node.variables.length > 0 || !layer) return [];
  const isDirect = node.span.start < layer.node.span.start && layer.node.span.end <= node.span.end;
  const value = isDirect ? dilationEdit(layer, power) : handedOn(layer, place, power, look);
  if (!value) return [];
  const over = { span: node.over.span, text: `i in 0..${turns}` };
  return [{ title, safe: false, edits: [over, value] }];
}

function dilationEdit(layer: WrittenLayer, power: string): Fix['edits'][number] | undefined {
  const given = argumentOf(layer, 'dilation');
  const spot = given?.kind === 'setting' ? given.value : undefined;
  if (given && spot?.kind !== 'number') return undefined;
  return settingFix(layer, `dilation=${power}`, false)[0]?.edits[0];
}

/** The number that a call gives to the parameter which the layer takes for its dilation. */
function handedOn(layer: WrittenLayer, place: Place, power: string, { spec, written }: Look) {
  const given = argumentOf(layer, 'dilation');
  const call = place.around.findLast(({ stage }) => stage.kind === 'sequence' && stage.of === 'block');
  const node = call && written.layer(call.stage.span)?.node;
  const name = given?.kind === 'setting' && given.value.kind === 'name-expr' ? given.value.name : undefined;
  const block = spec.tree.items.find((item) => item.kind === 'block' && item.name.text === node?.name.text);
  if (!node || name === undefined || block?.kind !== 'block') return undefined;
  const at = block.params.findIndex((param) => param.name.text === name);
  const value = node.args.settings.find(({ key }) => key.text === name)?.value ?? node.args.positionals[at];
  return at >= 0 && value?.kind === 'number' ? { span: value.span, text: power } : undefined;
}
