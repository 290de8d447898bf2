/** Warnings about two layers in a row that do what is hardly meant. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { CheckedStage } from './checked.ts';
import type { Context } from './context.ts';

/** Reports what the first of two neighbouring stages says about the second. */
export function reportCaution(first: CheckedStage | undefined, second: CheckedStage, { world }: Context): void {
  if (first?.kind !== 'layer' || second.kind !== 'layer') return;
  const caution = first.def.caution?.(second.def.name, first.params as never);
  if (!caution) return;
  const { why, because, instead } = caution;
  const labels = [{ span: first.span, message: because }];
  const between = { ...second.span, start: first.span.end };
  const fixes = [replace(`write ${first.text} ${instead}`, between, ` ${instead.split(',')[0]}`)];
  world.collector.report(diagnostic('shape/caution', second.span, { layer: second.def.name, why }, { labels, fixes }));
}
