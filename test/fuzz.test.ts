/**
 * Random bytes, random tokens and mutated specs: the check never throws and never hangs, every place it points at lies
 * in the source, and every report can be rendered. The seed is fixed; a text that fails is in the message.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapesTable } from '../src/cli/shapes-table.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { toJson } from '../src/diagnostics/json.ts';
import { renderLines } from '../src/diagnostics/line.ts';
import { render } from '../src/diagnostics/render.ts';
import { diff } from '../src/diff/diff.ts';
import { diffJson } from '../src/diff/views/json.ts';
import { diffText, plainTheme } from '../src/diff/views/text.ts';
import { format } from '../src/format/format.ts';
import { dotOf } from '../src/graph/dot.ts';
import { pageOf } from '../src/graph/html.ts';
import { mermaidOf } from '../src/graph/mermaid.ts';
import { pictureOf } from '../src/graph/picture.ts';
import { parse } from '../src/parser/parse.ts';
import { walk } from '../src/parser/visit.ts';
import { check } from '../src/shapecheck/check.ts';
import type { CheckedModel } from '../src/shapecheck/checked.ts';
import { check as checkWhole } from '../src/summary/check.ts';
import { summariesJson } from '../src/summary/json.ts';
import { scalesJson } from '../src/summary/scale/json.ts';
import { summarise } from '../src/summary/summary.ts';
import { type Source, type Span, source } from '../src/text/source.ts';

const seed = 20_181;

/** Valid specs of every form, to be mutated. */
const specs = [
  'embed 10 | flatten2 | linear 200 | bn | tanh | linear 27',
  `## Characters fused two by two.
data   chars names context=8 split=[0.8, 0.1, 0.1]  # the names
let d = 128
block fuse(n, width) = flatten n | linear width bias=false | bn | tanh
model  embed 24 | repeat 3 ( fuse 2 d ) | linear V init=normal(0.01)
train  sgd
    lr    = step(0.1, 0.01, at=150_000)
    batch = 32
sweep  random trials=40
    d        = [64, 128, 256]
    train.lr = log(1e-3, 1e-1)
`,
  `input tokens[T=8] of V=27
target class[T] of 9
default linear bias=false
block mix(f, n=2*2, @skips) = residual ( f | linear C ) | tap @skips ( linear n )
block half(n) : [B, T, C] -> [B, T/n, n*C] = flatten n
model net = embed 10 | half 2 : [B, 4, 20] | repeat i in 0..3 ( linear 2^i | tanh ) : [B, 4, _]
  | repeat c, s in [[64, 1], [128, 2]] share=true ( linear c | linear (c - s) )
  | tap @a | sum ( id, @a ) | concat axis=-1 ( id, tanh | relu ) | linear 9
train adamw lr=cosine(3e-4, min=0) betas=[0.9, 0.99] warmup=100
budget params=100k memory=64MB macs=10M
`,
  `input image[28, 28, 1]
target class of 10
let hidden = max(32, 4*8)//2 - 1 + 7%3
block wrap(inner=id) = residual via=( linear hidden ) ( inner | linear hidden )
model flatten | linear hidden name=first | wrap ( tanh | linear hidden ) | wrap inner=relu
  | repeat 2 ( tap @s | linear hidden ) | sum @s | dropout 0.5 | linear 10 init=kaiming bias_init=zeros
train sgd lr=0.1 momentum=0.9 seed=42
`,
];

const pieces = [
  ...'( ) [ ] { } | , : = == := .. -> => |> + - * ** / // % ^ @ # ## ; " \' \\ _ \n \r\n \t'.split(' '),
  ...['\n', ' ', '  ', '// ', '/* ', '*/', '"a"', '"', '\uFEFF', 'é', '😀', '\ud800', '\u0000', '×', '→'],
  ...'use input target data let default block model train sweep budget in of int id true false'.split(' '),
  ...'repeat residual sum mul concat tap embed flatten flatten2 linear bn tanh relu softmax dropout onehot reshape crop gru last pad'.split(
    ' ',
  ),
  ...'chars names context context=8 sgd adamw lr=0.1 step( cosine( random grid init=normal( name=a bias=false'.split(
    ' ',
  ),
  ...'B T C V d n i x f @a @s tokens[T=8] class [B, T/2, _] 0..3 2^i (d) (n - 1) modle trian f(a, b)'.split(' '),
  ...'0 1 2 27 1_000 0.5 1e-3 1e400 100k 64MB 4d .5 5. 0x10 99999999999999999999 -1'.split(' '),
];

const piece = fc.constantFrom(...pieces);
const junk = fc.oneof(
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('utf8')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);
const tokens = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(' '));
const glued = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));

/** Few tokens of the language, each often, so that they meet in every order. */
const few = fc.array(piece, { minLength: 3, maxLength: 9 });
const drawn = fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', ' ', '', '\n', '\n  ')), { maxLength: 30 });
const ofFew = fc.tuple(few, drawn).map(([of, all]) => all.map(([at, gap]) => of[at % of.length] + gap).join(''));

type Checked = ReturnType<typeof checkWhole>;

/** What is done to a spec at a place: some of it goes, something comes, or a part of it moves. */
type Mutation = readonly [at: number, gone: number, comes: string];
const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutation = fc.tuple(place, fc.nat({ max: 12 }), fc.oneof(piece, fc.constant(''), fc.string({ maxLength: 3 })));
const mutated = fc
  .tuple(fc.constantFrom(...specs), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([spec, mutations]) => mutations.reduce(mutate, spec));
const spliced = fc
  .tuple(fc.constantFrom(...specs), fc.constantFrom(...specs), place, place, place)
  .map(
    ([a, b, cut, from, to]) =>
      a.slice(0, cut * a.length) + b.slice(from * b.length, to * b.length) + a.slice(cut * a.length),
  );

function mutate(text: string, [at, gone, comes]: Mutation): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + comes + text.slice(start + gone);
}

/** Checks a text, and everything that it says. */
function survives(text: string): void {
  const spec = source('spec.mm', text);
  const { diagnostics } = check(spec);
  for (const diagnostic of diagnostics)
    for (const span of spansOf(diagnostic)) expectInside(span, spec, diagnostic.code);
  const report = render(diagnostics);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(report)) throw new Error(`a report has a stack trace:\n${report}`);
  if (renderLines(diagnostics).split('\n').length !== diagnostics.length + 1) throw new Error('a report has two lines');
  JSON.stringify(toJson(diagnostics));
  walk(parse(spec).value, ({ kind, span }) => expectInside(span, spec, kind));
  const laid = format(spec).value;
  if (format(source('spec.mm', laid)).value !== laid) throw new Error('a layout has another layout');
}

/** Looks at a text in every way that there is, also beside another. */
function isShown(text: string, other: string): void {
  const [a, b] = [text, other].map((each) => checkWhole(source('spec.mm', each))) as [Checked, Checked];
  const { models } = a.value;
  const summaries = models.map((model) => summarise(model, { batch: 32 }, a.value));
  JSON.stringify([summariesJson(summaries), scalesJson(models, a.value), toJson(a.diagnostics)]);
  for (const [at, summary] of summaries.entries()) shapesTable(summary, models[at] as CheckedModel, a.value);
  const pictures = models.map((model) => pictureOf(model));
  for (const picture of pictures) [dotOf([{ picture }]), mermaidOf(picture), pageOf('spec', [{ picture }])];
  for (const found of [diff(a, b), diff(b, a)]) {
    diffText(found, { a: 'a', b: 'b' }, { theme: plainTheme, width: 100 });
    JSON.stringify(diffJson(found));
  }
}

function spansOf({ span, labels, fixes }: Diagnostic): Span[] {
  return [span, ...labels.map((label) => label.span), ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
}

function expectInside(span: Span, { text }: Source, what: string): void {
  const inside = span.start >= 0 && span.start <= span.end && span.end <= span.source.text.length;
  if (!inside || span.source.text !== text) throw new Error(`the place of ${what} is ${span.start} to ${span.end}`);
}

describe('the check survives', () => {
  it.each([
    ['random bytes', junk, 2_000],
    ['random tokens', tokens, 2_500],
    ['random tokens without blanks', glued, 1_500],
    ['mutated specs', mutated, 3_000],
    ['specs spliced into one another', spliced, 1_000],
  ] as const)('%s', (_, texts, numRuns) => {
    fc.assert(fc.property(texts, survives), {
      seed,
      numRuns,
      interruptAfterTimeLimit: 110_000,
      markInterruptAsFailure: true,
    });
  });

  it('orders of a few tokens, as far as the tree', () => {
    fc.assert(
      fc.property(ofFew, (text) => void parse(source('spec.mm', text))),
      { seed, numRuns: 5_000 },
    );
  });

  it('settings behind a stack whose values are keys again', () => {
    for (const rest of ['a = b = ( id )', 'a = b = 1', 'a = b =', 'a =', 'via = name = x'])
      for (const form of ['residual ( id )', 'repeat 2 ( id )', 'sum ( id, id )']) survives(`model ${form} ${rest}`);
  });

  it('what is shown of mutated specs, and of two beside each other', () => {
    const pairs = fc.tuple(fc.oneof(mutated, spliced), fc.constantFrom(...specs));
    fc.assert(
      fc.property(pairs, ([text, other]) => isShown(text, other)),
      { seed, numRuns: 200 },
    );
  });

  it.each(specs)('the specs as they are, which parse without a word: %s', (spec) => {
    expect(parse(source('spec.mm', spec)).diagnostics).toEqual([]);
    survives(spec);
  });

  it('each of them, cut off anywhere', () => {
    for (const spec of specs) for (let end = 0; end < spec.length; end++) survives(spec.slice(0, end));
  });
});
