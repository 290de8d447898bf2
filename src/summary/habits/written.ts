/** The stages of a spec as they are written, and the edits that change one. */
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { LayerStage, Setting, Spec, Stack, Stage, Value } from '../../parser/ast.ts';
import { visit } from '../../parser/visit.ts';
import { type Span, textOf } from '../../text/source.ts';

/** A stage with the stack that it stands in. */
export interface WrittenStage<S = Exclude<Stage, { kind: 'missing' }>> {
  readonly node: S;
  readonly stack: Stack;
  readonly at: number;
  /** Names that are only known when the block around it is called. */
  readonly params: ReadonlySet<string>;
}

export type WrittenLayer = WrittenStage<LayerStage>;

/** The stages of a file by where they begin. */
export interface Written {
  stage(span: Span): WrittenStage | undefined;
  layer(span: Span): WrittenLayer | undefined;
}

export function writtenIn(spec: Spec): Written {
  const stages = new Map<number, WrittenStage>();
  for (const item of spec.items) {
    if (item.kind !== 'block' && item.kind !== 'model') continue;
    const params = new Set(item.kind === 'block' ? item.params.map(({ name }) => name.text) : []);
    visit(item, {
      stack: (stack) => {
        for (const [at, node] of stack.stages.entries())
          if (node.kind !== 'missing') stages.set(node.span.start, { node, stack, at, params });
      },
    });
  }
  const stage = ({ source, start }: Span) => (source === spec.source ? stages.get(start) : undefined);
  return {
    stage,
    layer(span) {
      const found = stage(span);
      return found?.node.kind === 'layer' ? (found as WrittenLayer) : undefined;
    },
  };
}

/** What is written for a parameter: its setting, or its bare name. */
export function argumentOf({ node: { args } }: WrittenLayer, key: string): Setting | Value | undefined {
  return (
    args.settings.find((setting) => setting.key.text === key) ??
    args.positionals.find((value) => value.kind === 'name-expr' && value.name === key)
  );
}

/** The fix that gives a parameter a value, unless what is written for it is worked out. */
export function settingFix(layer: WrittenLayer, setting: string, safe: boolean): Fix[] {
  const [key = '', value = ''] = setting.split('=');
  const given = argumentOf(layer, key);
  const { node } = layer;
  const end = Math.max(node.name.span.end, node.args.span.end);
  const title = `write ${setting}`;
  if (!given) return [{ title, safe, edits: [{ span: { ...node.span, start: end, end }, text: ` ${setting}` }] }];
  if (given.kind !== 'setting') return [{ title, safe, edits: [{ span: given.span, text: setting }] }];
  if (given.value.kind !== 'number' && given.value.kind !== 'name-expr') return [];
  if (given.value.kind === 'name-expr' && layer.params.has(given.value.name)) return [];
  return [{ title, safe, edits: [{ span: given.value.span, text: value }] }];
}

/** The fix that leaves an argument out, with the blank before it. */
export function withoutArgument({ node }: WrittenLayer, { span }: Setting | Value): Fix[] {
  const before = node.span.source.text.slice(node.span.start, span.start);
  const start = span.start - (/[ \t]*$/.exec(before)?.[0].length ?? 0);
  return [{ title: `leave ${textOf(span)} out`, safe: true, edits: [{ span: { ...span, start }, text: '' }] }];
}

/** The fix that leaves a stage out, with the bar beside it; where a comment would go with it, there is none. */
export function withoutStage(stage: WrittenStage, safe: boolean): Fix[] {
  const cut = cutOf(stage);
  const name = textOf({ ...stage.node.span, end: bareEnd(stage.node) });
  return cut ? [{ title: `leave ${name} out`, safe, edits: [cut] }] : [];
}

function cutOf({ node, stack, at }: WrittenStage): Fix['edits'][number] | undefined {
  const [before, after] = [stack.stages[at - 1], stack.stages[at + 1]];
  if (!before && !after) return { span: { ...node.span, end: bareEnd(node) }, text: 'id' };
  const start = before ? before.span.end : node.span.start;
  const end = after && !before ? after.span.start : before && hasAssertion(before) ? node.span.end : bareEnd(node);
  const isCommented = node.span.source.text.slice(start, end).includes('#');
  return isCommented ? undefined : { span: { ...node.span, start, end }, text: '' };
}

/** Where a stage ends without the shape that is stated after it. */
function bareEnd(node: WrittenStage['node']): number {
  if (node.kind === 'layer') return Math.max(node.name.span.end, node.args.span.end);
  return node.span.end;
}

function hasAssertion(stage: Stack['stages'][number]): boolean {
  return stage.kind === 'missing' || stage.assertion !== undefined;
}

/** The fix that moves a stage behind another. */
export function moveStage(layer: WrittenLayer, behind: WrittenLayer): Fix[] {
  const cut = cutOf(layer);
  if (cut?.text !== '') return [];
  const [end, text] = [bareEnd(behind.node), textOf({ ...layer.node.span, end: bareEnd(layer.node) })];
  const edits = [cut, { span: { ...behind.node.span, start: end, end }, text: ` | ${text}` }];
  return [{ title: `put it behind ${behind.node.name.text}`, safe: false, edits }];
}
