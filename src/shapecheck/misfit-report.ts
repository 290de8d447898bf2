/** The report for an input that does not fit a layer or a join at all. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import type { Misfit } from '../registry/rule.ts';
import { toTight } from '../shapes/dim.ts';
import { typeText } from '../shapes/shape.ts';
import { type Span, textOf } from '../text/source.ts';
import { argumentMisfit } from './argument-misfit.ts';
import type { At } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { rankWays } from './rank-ways.ts';
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
        { labels: labels.map(({ span }) => ({ span, message: 'the numbers come from here' })), help: [idsHelp(at)] },
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

/** Puts another stage before this one. */
function before(stage: string, { span }: At, why = ''): Fix {
  return replace(`put ${stage} before it${why}`, { ...span, end: span.start }, `${stage} | `);
}

/** Numbers that come from the input are token ids where it says how many there are. */
function idsHelp({ flow: { origins, type } }: At): string {
  const [, positions] = origins;
  const [, name] = /(?:^|\n)\s*input\s+(\w+)\s*\[[^\]\n]*$/.exec(positions ? upTo(positions.span) : '') ?? [];
  if (name && positions?.size && type?.dims.length === 2)
    return `if they are token ids, say how many there are: input ${name}[${textOf(positions.span)}] of 10_000, for example`;
  return 'put it first, on token ids: data chars names context=8, or input tokens[8] of 27';
}

function upTo({ source, start }: Span): string {
  return source.text.slice(0, start);
}
