/** What a file declares, used or not: constants, defaults, the parameters and the stated types of blocks. */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import type { BlockItem, DefaultItem } from '../parser/ast.ts';
import { bind } from '../resolve/bind.ts';
import { layersByName } from '../resolve/entries.ts';
import { nearest } from '../text/nearest.ts';
import { argumentsOf } from './arguments.ts';
import { type Context, report, reporterOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { proofOf } from './prove-block.ts';
import { beginsWithBatch, reportNoBatch } from './type-expr.ts';

/** Checks declarations in the order of their kinds. `context` is the file's, without locals. */
export function checkDeclarations(context: Context): void {
  const { constants, defaults, blocks, source } = context.scope;
  for (const { item, scope } of constants.values())
    if (scope === context.scope) evaluate({ kind: 'name-expr', name: item.name.text, span: item.name.span }, context);
  for (const item of defaults) checkDefault(item, context);
  for (const block of blocks.values()) {
    if (block.item.span.source !== source) continue;
    checkParams(block.item, context);
    const { type } = block.item;
    const wrong = [type?.input, type?.output].filter((stated) => stated && !beginsWithBatch(stated));
    for (const stated of wrong) if (stated) reportNoBatch(stated, context);
    if (type && wrong.length === 0 && !context.world.circular.has(block.item)) proofOf(block, type, context);
  }
}

function checkParams({ name: block, params }: BlockItem, context: Context): void {
  for (const param of params) {
    const { name } = param;
    const use = context.world.uses.get(param);
    const facts = { block: block.text, name: `${param.tap ? '@' : ''}${name.text}` };
    if (use?.stage && use.value && !param.tap) {
      const labels = [
        { span: use.stage, message: 'a stage here' },
        { span: use.value, message: 'a value here' },
      ];
      report(context, diagnostic('name/two-uses', name.span, facts, { labels, help: ['take two parameters'] }));
    }
    const isUsed = use?.stage ?? use?.value;
    const isFirst = params.find((other) => other.name.text === name.text) === param;
    if (isUsed || !isFirst || name.text === '') continue;
    const help = [`use ${facts.name} in the body, or leave it out here and in the calls of ${block.text}`];
    report(context, diagnostic('name/unused-parameter', name.span, facts, { help }));
  }
}

/** A default is checked where it is written, whether a stage uses it or not. */
function checkDefault(item: DefaultItem, context: Context): void {
  const { text: layer, span } = item.layer;
  const def = layersByName.get(layer);
  if (!def) {
    if (layer === '') return;
    const near = nearest(layer, layersByName.keys());
    const fixes = respell(near, span);
    const known = [...layersByName.keys()];
    report(context, diagnostic('name/unknown-entry', span, { what: 'layer', name: layer, near, known }, { fixes }));
    return;
  }
  const params = Object.entries(def.params).map(([name, param]) => [name, { ...param, optional: true }] as const);
  const entry = { name: layer, params: Object.fromEntries(params) };
  const binding = bind(entry, { ...item.args, positionals: [] }, { word: span }, reporterOf(context));
  argumentsOf({ entry, key: `layer/${layer}`, label: layer }, binding, context);
}
