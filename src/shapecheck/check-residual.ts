/** One stage of the walk: residual, x + f(x). */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { ResidualStage, Setting, Stack } from '../parser/ast.ts';
import { sameDims } from '../registry/branches.ts';
import { type Dim, equals, numberOf, toTight } from '../shapes/dim.ts';
import { sameShape } from '../shapes/shape.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import { broken } from './broken.ts';
import type { Step } from './check-layer.ts';
import { type Context, type Flow, report } from './context.ts';
import { agreed, flowAfter, longest, NOTHING, withMarks } from './flow.ts';
import { lookUp } from './frame.ts';
import { misfitReport } from './misfit-report.ts';
import { meet } from './needs.ts';
import { checkSequence } from './sequence.ts';

export function checkResidual(node: ResidualStage, flow: Flow, context: Context): Step {
  const via = viaStack(node.settings, context);
  const skip = via ? checkSequence(via, 'group', 'via', flow, { ...context, path: `${context.path}/via` }) : undefined;
  const body = checkSequence(node.body, 'group', 'body', flow, context);
  const base = { path: context.path, text: 'residual', span: node.span, input: flow.type };
  const sides = [skip?.flow ?? flow, body.flow];
  const types = sides.flatMap(({ type }) => (type ? [type] : []));
  const guess = flow.type ? (skip?.flow ?? flow) : NOTHING;
  const parts = { kind: 'residual', body: body.stage, via: skip?.stage } as const;
  if (types.length < 2) return broken({ ...base, ...parts, output: guess.type, assumed: true }, guess);
  const ruled = sameDims(types, 'float');
  const rule = { ...ruled, output: withMarks(ruled, undefined) };
  const at = {
    stage: 'residual',
    span: node.word,
    flow: sides[rule.branch ?? 0] ?? flow,
    branches: sides,
    help: wayOut(node, flow, body.flow),
  };
  if (rule.misfit && !sides.some(({ guessed }) => guessed)) report(context, misfitReport(rule.misfit, at));
  const met = rule.needs.every((need) => meet(need, at, context));
  if (rule.misfit || !met) {
    const after = agreed(guess, sides);
    return broken({ ...base, ...parts, output: after.type, assumed: true }, after);
  }
  const after = flowAfter(longest(sides, rule.output) ?? guess, rule.output, node.word);
  return { stage: { ...base, ...parts, output: rule.output, assumed: false }, flow: after };
}

function viaStack(settings: readonly Setting[], context: Context): Stack | undefined {
  const known = ['via', 'name'];
  const [stated, ...others] = settings.filter(({ key }) => key.text === 'via');
  const via = stated ?? settings.find(({ key }) => nearest(key.text, known)[0] === 'via');
  for (const { key, span } of settings) {
    if (known.includes(key.text) || key.text === '') continue;
    const near = nearest(key.text, known);
    const fixes = near.length > 0 ? respell(near, key.span) : [leaveOut(span)];
    report(
      context,
      diagnostic('argument/unknown', key.span, { entry: 'residual', param: key.text, near, known }, { fixes }),
    );
  }
  for (const { span } of others)
    report(context, diagnostic('argument/twice', span, { entry: 'residual', param: 'via' }));
  const value = via?.value;
  if (!value || value.kind === 'missing') return undefined;
  if (value.kind === 'paren' && value.stack) return value.stack;
  if (value.kind === 'name-expr') {
    const local = lookUp(context.frame, value.name);
    return local?.kind === 'bad' ? undefined : wordStack(value.name, value.span);
  }
  const facts = { entry: 'residual', param: 'via', wants: 'a stack, written ( … )', got: textOf(value.span) };
  report(context, diagnostic('argument/type', value.span, facts));
  return undefined;
}

/** A bare word where a stack is wanted: a layer or block that needs no argument. */
export function wordStack(word: string, span: Stack['span']): Stack {
  const args = { positionals: [], settings: [], span: { ...span, start: span.end } };
  const name = { kind: 'name', text: word, span } as const;
  return { kind: 'stack', span, stages: [{ kind: 'layer', name, args, span, assertion: undefined }] };
}

/** What may be done about a body that gives another shape. */
function wayOut({ settings }: ResidualStage, before: Flow, { type }: Flow): string[] {
  const width = type?.dims.at(-1);
  if (!type || !width || settings.some(({ key }) => key.text === 'via'))
    return ['both ways must end in the same shape'];
  const via = (stack: string) =>
    `let the body give back the shape that it gets, or bring the input along: residual via=( ${stack} ) ( … )`;
  if (isTurned(before.type?.dims ?? [], type.dims)) return ['end the body with transpose, which turns the dims back'];
  const lengths = lengthsThatDiffer(before.type?.dims ?? [], type.dims);
  if (lengths.length === 0) return [via(`linear ${toTight(width)}`)];
  const [stride, ...others] = new Set(lengths.map(([from, to]) => Math.round(from / to)));
  const isStrided = stride !== undefined && stride > 1 && others.length === 0;
  return isStrided && lengths.every(([from, to]) => Math.ceil(from / stride) === to)
    ? [via(`conv ${toTight(width)} 1 stride=${stride}`)]
    : ['keep the lengths in the body: padding=same for windows that make them shorter'];
}

/** Whether the last two dims have changed places. */
function isTurned(before: readonly Dim[], after: readonly Dim[]): boolean {
  const [a, b] = before.slice(-2);
  return a !== undefined && b !== undefined && !equals(a, b) && sameShape([...before.slice(0, -2), b, a], after);
}

/** The dims between the batch and the channels that are other numbers before and after. */
function lengthsThatDiffer(before: readonly Dim[], after: readonly Dim[]): (readonly [number, number])[] {
  if (before.length !== after.length) return [];
  return before.slice(1, -1).flatMap((dim, at) => {
    const [from, to] = [numberOf(dim), numberOf(after[at + 1] as Dim)];
    return from !== undefined && to !== undefined && from !== to ? [[from, to] as const] : [];
  });
}
