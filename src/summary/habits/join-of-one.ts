/** Joins of a single branch, which is all that comes out. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { JoinStage, Stage } from '../../parser/ast.ts';
import { visit } from '../../parser/visit.ts';
import type { SpecHabit } from './sight.ts';

export const joinOfOne: SpecHabit = ({ tree }) => {
  const found: Diagnostic[] = [];
  const take = (stage: Stage) => {
    if (stage.kind === 'join') found.push(...reportOf(stage));
  };
  for (const item of tree.items)
    if (item.kind === 'block' || item.kind === 'model') visit(item, { stack: ({ stages }) => stages.forEach(take) });
  return found;
};

function reportOf({ join, word, branches, span }: JoinStage): readonly Diagnostic[] {
  if ('kind' in branches || branches.length !== 1) return [];
  const open = span.source.text.indexOf('(', word.end);
  const facts = { what: join, why: 'it joins several branches, but there is a single one' };
  const help = [`commas stand between branches: ${join} ( id, … )`];
  const fixes = [replace(`leave ${join} out`, { ...word, end: open }, '')];
  return [diagnostic('lint/no-effect', word, facts, { help, fixes })];
}
