/** One stage of the walk: residual, x + f(x). */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { ResidualStage, Setting, Stack } from '../parser/ast.ts';
import { sameDims } from '../registry/branches.ts';
import type { Step } from './check-layer.ts';
import { type Context, type Flow, report } from './context.ts';
import { flowAfter, NOTHING } from './flow.ts';
import { meet, misfitReport } from './needs.ts';
import { checkSequence } from './sequence.ts';

export function checkResidual(node: ResidualStage, flow: Flow, context: Context): Step {
  const via = viaStack(node.settings, context);
  const skip = via ? checkSequence(via, 'group', 'via', flow, { ...context, path: `${context.path}/via` }) : undefined;
  const body = checkSequence(node.body, 'group', 'body', flow, context);
  const base = { path: context.path, text: 'residual', span: node.span, input: flow.type };
  const sides = [skip?.flow ?? flow, body.flow];
  const types = sides.flatMap(({ type }) => (type ? [type] : []));
  const guess = flow.type ? (skip?.flow ?? flow) : NOTHING;
  if (types.length < 2) return { stage: { ...base, kind: 'broken', output: guess.type, assumed: true }, flow: guess };
  const at = { stage: 'residual', span: node.word, flow: body.flow, branches: sides };
  const rule = sameDims(types, 'float');
  if (rule.misfit) report(context, misfitReport(rule.misfit, at));
  const met = rule.needs.every((need) => meet(need, at, context));
  if (rule.misfit || !met)
    return { stage: { ...base, kind: 'broken', output: guess.type, assumed: true }, flow: guess };
  const after = flowAfter(guess, rule.output, node.word);
  return {
    stage: { ...base, kind: 'residual', body: body.stage, via: skip?.stage, output: rule.output, assumed: false },
    flow: after,
  };
}

function viaStack(settings: readonly Setting[], context: Context): Stack | undefined {
  for (const { key, span } of settings)
    if (key.text !== 'via') {
      const facts = { entry: 'residual', param: key.text, near: [], known: ['via'] };
      report(context, diagnostic('argument/unknown', span, facts));
    }
  const via = settings.find(({ key }) => key.text === 'via')?.value;
  if (!via) return undefined;
  if (via.kind === 'paren' && via.stack) return via.stack;
  if (via.kind === 'name-expr') return wordStack(via.name, via.span);
  return undefined;
}

/** A bare word where a stack is wanted: a layer or block that needs no argument. */
export function wordStack(word: string, span: Stack['span']): Stack {
  const args = { positionals: [], settings: [], span: { ...span, start: span.end } };
  const name = { kind: 'name', text: word, span } as const;
  return { kind: 'stack', span, stages: [{ kind: 'layer', name, args, span, assertion: undefined }] };
}
