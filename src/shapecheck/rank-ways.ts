/** What would give the dims that a layer takes, or why nothing does. */
import { type Extras, type Fix, replace } from '../diagnostics/diagnostic.ts';
import { leaveStageOut } from '../diagnostics/leave-out.ts';
import { numberOf } from '../shapes/dim.ts';
import { shapeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import type { At } from './needs.ts';

type Ways = Pick<Extras, 'help' | 'fixes'>;

/** `takes` is the shape, or the shapes, that the layer takes. */
export function rankWays(takes: string, at: At): Ways {
  const rank = at.flow.type?.dims.length ?? 0;
  if (takes.startsWith('[B, T, C]') && rank === 2) return ofVector(at, /H/.test(takes));
  if (takes === '[B, T, C]' && rank === 4) return ofMap(at);
  if (takes === '[B, C]' && rank > 2) {
    const entries = shapeText(at.flow.type?.dims.slice(1) ?? []);
    return { fixes: [before('flatten', at, `, which makes one vector of ${entries}`)] };
  }
  return { help: [`put before it what gives ${takes}`] };
}

/** Where one vector comes for each example. */
function ofVector(at: At, takesMaps: boolean): Ways {
  const maker = at.flow.origins[1];
  const text = maker && textOf(maker.span);
  if (/^(last|first)$/.test(at.stage)) return { help: ['leave it out: there is one vector for each example already'] };
  if (/^global_/.test(at.stage))
    return {
      fixes: leaveStageOut(at.span, `leave ${textOf(at.span)} out: there is one vector for each example already`),
    };
  if (text && /(^|\s)last(=true)?$/.test(text))
    return { help: [`leave last out of ${text}, and all its states come out, one for each position`] };
  const none = 'there are no positions here, but one vector for each example';
  const sizes =
    maker?.size &&
    textOf(maker.size)
      .split('*')
      .map((one) => one.trim());
  if (takesMaps && sizes && sizes.length > 1 && sizes.length <= 3 && sizes.every((size) => /^\d+$/.test(size)))
    return {
      help: [`${none}: reshape gives it some`],
      fixes: [before(`reshape ${channelsLast(sizes).join(' ')}`, at)],
    };
  if (takesMaps) return { help: [`${none}, which linear takes; reshape makes positions of it`] };
  const length = at.flow.type?.dims[1] && numberOf(at.flow.type.dims[1]);
  const steps =
    length === undefined ? [] : [before(`reshape ${length} 1`, at, `, for ${length} positions of one number`)];
  return { help: [none], fixes: steps };
}

/** 32*7*7 as [7, 7, 32]: rows and columns are mostly as many. */
function channelsLast(sizes: readonly string[]): readonly string[] {
  const [channels, rows, columns] = sizes;
  return rows !== undefined && rows === columns && channels !== rows ? [rows, columns, `${channels}`] : sizes;
}

/** Where a map comes. */
function ofMap(at: At): Ways {
  const rows = at.flow.type?.dims[1] && numberOf(at.flow.type.dims[1]);
  const each = rows === undefined ? [] : [before(`reshape ${rows} _`, at, ', for a position for each row')];
  return { fixes: [before('sequence', at, ', which makes positions of the rows and columns'), ...each] };
}

/** Puts another stage before this one. */
function before(stage: string, { span }: At, why = ''): Fix {
  return replace(`put ${stage} before it${why}`, { ...span, end: span.start }, `${stage} | `);
}
