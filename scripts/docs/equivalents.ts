/** The tables of docs/from-pytorch.md and docs/from-keras.md: what the entries say they are called elsewhere. */
import { type Entry, type Group, registrySections } from '../../src/cli/registry-groups.ts';
import { isNothing, withRemark } from './entry-section.ts';
import { withGenerated } from './generated.ts';
import { entryAnchor } from './layers-page.ts';
import { code, plain, table } from './markdown.ts';

export type Framework = 'pytorch' | 'keras';

const titles: Readonly<Record<Framework, string>> = { pytorch: 'PyTorch', keras: 'Keras' };
/** The page with its table made anew; all else in it is written by hand. */
export function withEquivalents(framework: Framework, page: string): string {
  return withGenerated(page, equivalents(framework));
}

function equivalents(framework: Framework): string {
  const sections = registrySections.map((group) => ({ group, rows: rowsOf(framework, group) }));
  const heads = [titles[framework], 'mm', 'what differs'];
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ group, rows }) => `### ${group.title}\n\n${table(heads, rows)}`)
    .join('\n\n');
}

function rowsOf(framework: Framework, { noun, entries }: Group): string[][] {
  return entries.flatMap((entry) =>
    callsOf(framework, entry).map((text) => {
      const [called, remark] = withRemark(text);
      return [
        isNothing(called) ? '–' : code(called),
        `[\`${entry.name}\`](layers.md#${entryAnchor(noun, entry)})`,
        plain(remark),
      ];
    }),
  );
}

/** Layers and joins say it themselves; what trains them names its source, which is PyTorch's where it has one. */
function callsOf(framework: Framework, { pytorch, keras, source = '' }: Entry): string[] {
  const own = framework === 'pytorch' ? pytorch : keras;
  if (own !== undefined) return own.split(' · ');
  return framework === 'pytorch' ? (source.match(/torch\.[\w.]+(\([^)]*\))?/g) ?? []) : [];
}
