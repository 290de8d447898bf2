/** The files of blocks that ship with mm, and names of one's own that they would hide: `use "mm:blocks"`. */
import { texts } from '../blocks/generated/texts.ts';
import { type Diagnostic, diagnostic, type Fix } from '../diagnostics/diagnostic.ts';
import type { Name, Spec } from '../parser/ast.ts';
import { walk } from '../parser/visit.ts';
import { type Source, type Span, source } from '../text/source.ts';

/** What `use` may name besides paths. */
export const shippedNames: readonly string[] = Object.keys(texts);

/** A path that means a file that ships with mm, whether there is one or not. */
export function isShipped(path: string): boolean {
  return path.startsWith('mm:');
}

export function shippedFile(path: string): Source | undefined {
  const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
  return text === undefined ? undefined : source(path, text);
}

/** The report of a block or constant of one's own that has the name of a block of the file `from`. */
export function takenReport(what: string, name: Name, from: string, spec: Spec): Diagnostic {
  const use = spec.items.find((item) => item.kind === 'use' && item.path.kind === 'string' && item.path.value === from);
  const labels = use ? [{ span: use.span, message: `brings in a ${name.text} of its own` }] : [];
  const facts = { what, name: name.text, by: `a block of ${from}` };
  return diagnostic('name/taken', name.span, facts, { labels, fixes: [renamed(name, spec)] });
}

/** Another name, where it is declared and wherever it is used. */
function renamed({ text, span }: Name, spec: Spec): Fix {
  const other = `own_${text}`;
  const spans = new Map<number, Span>([[span.start, span]]);
  for (const item of spec.items)
    walk(item, (node) => {
      const used =
        node.kind === 'layer'
          ? node.name
          : node.kind === 'name-expr'
            ? { text: node.name, span: node.span }
            : undefined;
      if (used?.text === text) spans.set(used.span.start, used.span);
    });
  return { title: `call it ${other}`, safe: true, edits: [...spans.values()].map((at) => ({ span: at, text: other })) };
}
