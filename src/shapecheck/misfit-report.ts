/** The report for an input that does not fit a layer or a join at all. */
import { type Diagnostic, diagnostic, type Extras, type Fix, replace } from '../diagnostics/diagnostic.ts';
import type { Misfit } from '../registry/rule.ts';
import { toTight } from '../shapes/dim.ts';
import { shapeText, typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { argumentMisfit } from './argument-misfit.ts';
import type { At } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { differ } from './sides.ts';

/** The report, at the stage. */
export function misfitReport(misfit: Misfit, at: At): Diagnostic {
  const got = at.flow.type ? typeText(at.flow.type) : '?';
  const { stage } = at;
  const labels = originLabels(at.flow, (at.flow.type?.dims.length ?? 0) - 1);
  switch (misfit.kind) {
    case 'rank':
      return diagnostic(
        'shape/rank',
        at.span,
        { stage, takes: misfit.takes, got },
        { labels, ...rankWays(misfit.takes, at) },
      );
    case 'needs-int':
      return diagnostic(
        'shape/needs-int',
        at.span,
        { stage, got },
        { labels, help: ['put it first, on token ids: data chars names context=8, or input tokens[8] of 27'] },
      );
    case 'needs-float':
      return diagnostic(
        'shape/needs-float',
        at.span,
        { stage, got },
        {
          labels: labels.map(({ span }) => ({ span, message: 'the token ids come from here' })),
          help: ['put embed before it, which learns some numbers for each token'],
          fixes: [before('onehot', at)],
        },
      );
    case 'unknown-dim': {
      const dim = at.flow.type?.dims[misfit.axis];
      const facts = { stage, what: misfit.what, dim: dim ? toTight(dim) : '?' };
      return diagnostic('shape/unknown-dim', at.span, facts, {
        labels: originLabels(at.flow, misfit.axis),
        help: ['state the length: input tokens[T=8] of V=27'],
      });
    }
    case 'different-rank': {
      const [first, other] = [
        at.branches?.[0],
        at.branches?.find(({ type }) => type?.dims.length !== at.branches?.[0]?.type?.dims.length),
      ];
      return differ(at, first ?? at.flow, other ?? at.flow, undefined);
    }
    case 'length':
    case 'disagree':
      return argumentMisfit(misfit, at);
    case 'no-axis':
      return diagnostic(
        'shape/no-axis',
        at.spans?.get('axis') ?? at.span,
        { stage, axis: misfit.axis, got },
        { labels, help: ['axis 0 is the batch; -1 is the last dim'] },
      );
  }
}

/** What would give the dims that are wanted, or why nothing does. */
function rankWays(takes: string, at: At): Pick<Extras, 'help' | 'fixes'> {
  const { type } = at.flow;
  const rank = type?.dims.length ?? 0;
  const maker = at.flow.origins[rank - 1]?.span;
  const isLast = maker && /(^|\s)last(=true)?$/.test(textOf(maker));
  if (rank === 2 && /^(last|first)$/.test(at.stage))
    return { help: ['leave it out: there is one vector for each example already'] };
  if (takes.startsWith('[B, T, C]') && rank === 2 && isLast)
    return { help: [`leave last out of ${textOf(maker)}, and all its states come out, one for each position`] };
  if (takes === '[B, T, C]' && rank === 2)
    return { help: ['there are no positions here, but one vector for each example'] };
  if (takes.startsWith('[B, T, C]') && rank === 2)
    return { help: ['there are no positions here, but one vector for each example, which linear takes'] };
  if (takes === '[B, T, C]' && rank === 4)
    return { fixes: [before('sequence', at, ', which makes positions of the rows and columns')] };
  if (takes === '[B, C]' && rank > 2) {
    const entries = shapeText(type?.dims.slice(1) ?? []);
    return { fixes: [before('flatten', at, `, which makes one vector of ${entries}`)] };
  }
  return { help: [`put before it what gives ${takes}`] };
}

/** Puts another stage before this one. */
function before(stage: string, { span }: At, why = ''): Fix {
  return replace(`put ${stage} before it${why}`, { ...span, end: span.start }, `${stage} | `);
}
