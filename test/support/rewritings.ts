/** A spec written in other ways, which mean the same model. */
import type { LayerStage, Spec, Stack, Stage } from '../../src/parser/ast.ts';
import { parse } from '../../src/parser/parse.ts';
import { walk } from '../../src/parser/visit.ts';
import { source, textOf } from '../../src/text/source.ts';

export interface Rewriting {
  readonly kind: string;
  readonly text: string;
}

/** A part of a text that becomes another, with what the file begins with from then on. */
interface Put {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly item?: string;
}

/** Every single rewriting of a text. `fresh` is a word for what is declared, which nothing in it is called. */
export function rewritingsOf(text: string, fresh: string): Rewriting[] {
  const tree = parse(source('spec.mm', text)).value;
  const puts: Put[] = [];
  walk(tree, (node) => {
    if (node.kind === 'stack') puts.push(...stackPuts(node as Stack, tree, fresh));
  });
  return puts.map(({ kind, from, to, by, item }) => {
    const body = text.slice(0, from) + by + text.slice(to);
    return { kind, text: item === undefined ? body : `${item}\n${body}` };
  });
}

function stackPuts({ stages }: Stack, tree: Spec, fresh: string): Put[] {
  return stages.flatMap((stage, at) => {
    const next = stages[at + 1];
    return [...around(stage, fresh), ...(next ? pair(stage, next, fresh) : []), ...inside(stage, tree, fresh)];
  });
}

/** What any stage can be written as. */
function around({ span, kind }: Stage, fresh: string): Put[] {
  const text = textOf(span);
  const put = (name: string, by: string) => ({ kind: name, from: span.start, to: span.end, by });
  const found: Put[] = [put('an id before', `id | ${text}`), put('a comment', `\n  ${text} # so\n  `)];
  if (isTied(text) || kind === 'tap') return found;
  return [
    ...found,
    put('a repeat of one turn', `repeat 1 ( ${text} )`),
    { ...put('a block', fresh), item: `block ${fresh} = ${text}` },
  ];
}

/** Taps and names of stages and parameters hold where they stand. */
function isTied(text: string): boolean {
  return /@|\bname=|\b(tok|d|inner)\b/.test(text);
}

function pair(stage: Stage, next: Stage, fresh: string): Put[] {
  const text = `${textOf(stage.span)} | ${textOf(next.span)}`;
  const where = { from: stage.span.start, to: next.span.end };
  const grouped: Put = { kind: 'a group', ...where, by: `( ${text} )` };
  if (isTied(text)) return [grouped];
  return [grouped, { kind: 'a block of two', ...where, by: fresh, item: `block ${fresh} = ${text}` }];
}

/** What stages of a kind can be written as. */
function inside(stage: Stage, tree: Spec, fresh: string): Put[] {
  const { start: from, end: to } = stage.span;
  switch (stage.kind) {
    case 'residual':
      if (stage.settings.length > 0) return [];
      return [{ kind: 'a sum', from: stage.word.start, to: stage.body.span.start, by: 'sum ( id, ' }];
    case 'repeat': {
      const { over, body, settings, span } = stage;
      if (over.kind !== 'number' || settings.length > 0 || isTied(textOf(span))) return [];
      const turns = Array<string>(over.value).fill(textOf(body.span)).join(' | ');
      return [{ kind: 'turns written out', from, to, by: `( ${turns} )${assertionOf(stage)}` }];
    }
    case 'layer':
      return layerPuts(stage, tree, fresh);
    default:
      return [];
  }
}

/** With its colon. */
function assertionOf(stage: Stage): string {
  return 'assertion' in stage && stage.assertion ? ` : ${textOf(stage.assertion.span)}` : '';
}

/** Defaults by the words of layers. */
const defaults: Readonly<Record<string, string>> = {
  bn: 'eps=1e-5 momentum=0.1',
  ln: 'eps=1e-5',
  linear: 'bias=true',
};

function layerPuts(stage: LayerStage, tree: Spec, fresh: string): Put[] {
  const { name, args, span } = stage;
  const block = tree.items.find((item) => item.kind === 'block' && item.name.text === name.text);
  if (block?.kind === 'block') {
    const values = new Map(block.params.map((param, at) => [param.name.text, args.positionals[at]]));
    const body = textOf(block.body.span).replace(/\b\w+\b/g, (word) => {
      const value = values.get(word);
      return value ? textOf(value.span) : word;
    });
    return [{ kind: 'a block written out', from: span.start, to: span.end, by: `( ${body} )${assertionOf(stage)}` }];
  }
  const puts: Put[] = args.positionals.flatMap((value) =>
    value.kind === 'number' && Number.isInteger(value.value)
      ? [
          {
            kind: 'a constant',
            from: value.span.start,
            to: value.span.end,
            by: ` ${fresh}`,
            item: `let ${fresh} = ${value.value - 1} + 1`,
          },
        ]
      : [],
  );
  const stated = defaults[name.text];
  const isStated = args.settings.some(({ key }) => stated?.includes(key.text));
  if (!stated || isStated) return puts;
  const end = args.span.end;
  return [...puts, { kind: 'a default', from: end, to: end, by: ` ${stated}` }];
}
