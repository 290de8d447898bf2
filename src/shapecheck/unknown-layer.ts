/** One stage of the walk: a word that is no layer and no block. The check goes on as if the nearest one stood there. */
import { type Diagnostic, diagnostic, replace, respell } from '../diagnostics/diagnostic.ts';
import type { LayerStage } from '../parser/ast.ts';
import { joinsByName, layerNamed, layersByName } from '../resolve/entries.ts';
import { ourNameFor } from '../resolve/foreign.ts';
import { isCalled, translated } from '../resolve/foreign-call.ts';
import { nearest } from '../text/nearest.ts';
import { type Span, textOf } from '../text/source.ts';
import { callBlock } from './check-block.ts';
import { checkLayer, type Step } from './check-layer.ts';
import { type Context, type Flow, muted, report } from './context.ts';
import { NOTHING } from './flow.ts';

export function checkUnknown(stage: LayerStage, flow: Flow, context: Context): Step {
  const { text: name, span } = stage.name;
  context.run.broken = true;
  if (name !== '') report(context, unknownReport(stage, span, context));
  const meant = guess(stage, flow, context);
  const isSure = meant !== undefined && meant.stage.kind !== 'broken';
  const isDoubtful = name.length <= SHORT && !ourNameFor(name, isLayer);
  const after = isSure ? { ...meant.flow, guessed: isDoubtful || meant.flow.guessed === true } : NOTHING;
  const base = { path: context.path, text: name, span: stage.span, input: flow.type, output: after.type };
  return { stage: { ...base, kind: 'broken', assumed: true }, flow: after };
}

/** Names of so many letters are near to many others. */
const SHORT = 3;

/** What the stage would have done under the name that was most likely meant. */
function guess(stage: LayerStage, flow: Flow, context: Context): Step | undefined {
  const word = stage.name.text;
  const { blocks } = context.scope;
  const meant =
    ourNameFor(word, isLayer) ??
    gluedTo(word)?.stem ??
    nearGlued(word)[0] ??
    nearest(word, [...layersByName.keys(), ...blocks.keys()], 1)[0];
  if (meant === undefined) return undefined;
  context.world.meant.add(meant);
  const quietly = muted(context);
  const block = blocks.get(meant);
  if (block) return callBlock(stage, block, flow, quietly);
  const layer = layerNamed(meant);
  const args = (isCalled(stage) ? translated(stage, meant) : undefined)?.args ?? stage.args;
  return layer && checkLayer({ ...stage, args }, layer, flow, quietly);
}

function isLayer(word: string): boolean {
  return layerNamed(word) !== undefined;
}

/** `bn1`: a layer with digits that it does not take. */
function gluedTo(word: string): { readonly stem: string; readonly digits: string } | undefined {
  const [, stem, digits] = /^(.*?)(\d+)$/.exec(word) ?? [];
  return stem !== undefined && digits !== undefined && layersByName.has(stem) ? { stem, digits } : undefined;
}

function unknownReport(stage: LayerStage, span: Span, { scope, calls }: Context): Diagnostic {
  const name = stage.name.text;
  const words = [...layersByName.keys(), ...joinsByName.keys(), 'repeat', 'residual', 'tap'];
  const ours = ourNameFor(name, (candidate) => words.includes(candidate) || isLayer(candidate));
  if (ours) return foreignReport(stage, ours);
  const glued = gluedTo(name);
  if (glued) return gluedReport(name, span, glued);
  const params = calls.at(-1)?.item.params.map((param) => param.name.text) ?? [];
  const others = nearest(name, [...words, ...scope.blocks.keys(), ...params]);
  const near = [...new Set([...nearGlued(name), ...others])].filter((each) => each !== name);
  const fixes = respell(near, span);
  const help =
    near.length > 0 ? [] : ['the command mm layers lists the layers; a block of your own is declared with block'];
  return diagnostic('name/unknown-layer', span, { name, near }, { fixes, help });
}

/** A layer by its name elsewhere; where it is called as it is there, with its arguments as they are here. */
function foreignReport(stage: LayerStage, ours: string): Diagnostic {
  const { span } = stage.name;
  const called = isCalled(stage) ? translated(stage, ours) : undefined;
  const end = called && endOfCall(stage);
  const text = (end && called?.text) || ours;
  const fixes = [replace(`write ${text}`, end ? { ...span, end } : span, text, true)];
  return diagnostic('name/foreign-layer', span, { name: textOf(span), ours }, { fixes });
}

/** The offset behind the parenthesis that closes a call. */
function endOfCall({ name, args: { span, positionals } }: LayerStage): number | undefined {
  if (span.start === name.span.end && positionals.length > 0) return span.end;
  const [rest] = /^\(?[\s,{}]*\)/.exec(span.source.text.slice(span.end)) ?? [];
  return rest === undefined ? undefined : span.end + rest.length;
}

/** `flaten2`: a misspelt layer that takes digits. */
function nearGlued(name: string): string[] {
  const [, stem = '', digits = ''] = /^(.*?)(\d+)$/.exec(name) ?? [];
  const takers = [...layersByName.values()].flatMap(({ name: layer, glued }) => (glued ? [layer] : []));
  return nearest(stem, takers).map((layer) => `${layer}${digits}`);
}

/** Digits are a name in other frameworks (`bn1`), or an argument without its blank. */
function gluedReport(name: string, span: Span, { stem, digits }: { stem: string; digits: string }): Diagnostic {
  const params = Object.values(layersByName.get(stem)?.params ?? {});
  const takesOne = params.some(({ positional }) => positional);
  const argument = replace(`write ${stem} ${digits}, with a blank`, span, `${stem} ${digits}`);
  const named = replace(`write ${stem} name=${name} to give the stage a name`, span, `${stem} name=${name}`);
  const fixes = takesOne ? [argument, named] : [named];
  return diagnostic('name/glued-digits', span, { name, layer: stem, digits }, { fixes });
}
