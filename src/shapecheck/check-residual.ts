/** One stage of the walk: residual, x + f(x). */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { ResidualStage, Setting, Stack } from '../parser/ast.ts';
import { sameDims } from '../registry/branches.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import { broken } from './broken.ts';
import type { Step } from './check-layer.ts';
import { type Context, type Flow, report } from './context.ts';
import { agreed, flowAfter, longest, NOTHING, withMarks } from './flow.ts';
import { lookUp } from './frame.ts';
import { misfitReport } from './misfit-report.ts';
import { meet } from './needs.ts';
import { residualWays } from './residual-ways.ts';
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
    sides: { help: residualWays(flow, skip?.flow, body.flow), ...(skip ? {} : { inner: body.flow }) },
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
