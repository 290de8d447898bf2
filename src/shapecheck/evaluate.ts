/** Works expressions out: numbers, dims, words, lists, ranges. */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import type { Binary, Call, Expr, NameExpr, Negation } from '../parser/ast.ts';
import { initialisersByName, schedulesByName } from '../resolve/entries.ts';
import { BAD, kindText, numberVal, realOf } from '../resolve/values.ts';
import { add, constant, type Dim, divide, floorDiv, max, mod, mul, numberOf, power, sub } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import { constantValue } from './constants.ts';
import { type Context, giveUp, report } from './context.ts';
import { type LocalVal, localNames, lookUp } from './frame.ts';
import { isUnknown } from './unknown.ts';

/** The value of an expression; what cannot be worked out is reported and `bad`. A bare word nobody declares is a `word`. */
export function evaluate(expr: Expr, context: Context): LocalVal {
  switch (expr.kind) {
    case 'number':
      return numberVal(expr.value);
    case 'string':
      return { kind: 'text', value: expr.value };
    case 'name-expr':
      return nameValue(expr.name, context) ?? { kind: 'word', name: expr.name, expr, env: context };
    case 'negation':
      return negated(expr, context);
    case 'binary':
      return binaryValue(expr, context);
    case 'call':
      return callValue(expr, context);
    case 'list':
      return { kind: 'list', items: expr.items.map((item) => evaluateKnown(item, context)) };
    case 'range':
      return rangeValue(expr.from, expr.to, context);
    case 'hole':
      return noValue(expr, 'it stands for a dim only in shapes and in reshape', context);
    case 'missing':
      return BAD;
  }
}

/** As `evaluate`, where a word must be declared: inside arithmetic and lists, as the value of a constant. */
export function evaluateKnown(expr: Expr, context: Context): LocalVal {
  const value = evaluate(expr, context);
  return value.kind === 'word' && value.name !== 'true' && value.name !== 'false'
    ? unknownName(value.expr, value.env)
    : value;
}

/** What a name stands for: locals first, then dims of the data, then constants. */
export function nameValue(name: string, context: Context): LocalVal | undefined {
  return lookUp(context.frame, name) ?? context.world.dims.get(name) ?? constantValue(name, context, evaluateKnown);
}

/** Reports a name that nothing declares, where it was written. */
export function unknownName({ name, span }: NameExpr, context: Context): LocalVal {
  context.run.broken = true;
  if (context.world.lacksDims && isDimName(name)) return BAD;
  const names = namesInSight(context);
  const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  const near = name.length === 1 ? names.filter((each) => each === other) : nearest(name, names);
  const fixes = respell(near, span).map((fix) => ({ ...fix, safe: isSameWord(near, name) }));
  const help = near.length > 0 ? [] : [whereFrom(name, context)];
  report(context, diagnostic('name/unknown', span, { name, near }, { fixes, help }));
  return BAD;
}

/** Whether the one name that is near differs by case alone: any other may be another name that was forgotten. */
function isSameWord(near: readonly string[], name: string): boolean {
  return near.filter((each) => each.toLowerCase() === name.toLowerCase()).length === 1;
}

/** Every name that an expression may use. */
export function namesInSight({ frame, world, scope }: Context): string[] {
  return [...localNames(frame), ...world.dims.keys(), ...scope.constants.keys()];
}

/** Whether a word that nothing declares is most likely a name that something does. */
export function isNearName(word: string, context: Context): boolean {
  return nearest(word, namesInSight(context), 1).length > 0;
}

function isDimName(name: string): boolean {
  return /^[A-Z]$/.test(name);
}

function whereFrom(name: string, { calls }: Context): string {
  if (name === 'B') return 'B is the batch, which can be of any size: nothing may depend on it';
  const block = calls.at(-1)?.item;
  if (isDimName(name) && block && !block.type)
    return `state the type of ${block.name.text} to name its dims: block ${block.name.text} : [B, T, C] -> …`;
  if (name === 'V') return 'V is a dim of the data; a file without data can name it: input tokens[T=8] of V=27';
  if (isDimName(name))
    return `name the dim where it is seen: after a stage, ": [B, T, C]", or in input features[${name}]`;
  return `declare it: let ${name} = …`;
}

function negated(expr: Negation, context: Context): LocalVal {
  const operand = evaluateKnown(expr.operand, context);
  const real = realOf(operand);
  if (real !== undefined) return numberVal(-real);
  if (operand.kind === 'dim') return { kind: 'dim', dim: sub(constant(0), operand.dim) };
  return notANumber(operand, expr.operand, context);
}

const MOST_EXPONENT = 64;

const onDims: Readonly<Record<Binary['operator'], (a: Dim, b: Dim) => Dim | undefined>> = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': divide,
  '//': floorDiv,
  '%': mod,
  '^': (a, b) => {
    const exponent = numberOf(b);
    return exponent === undefined || exponent < 0 || exponent > MOST_EXPONENT ? undefined : power(a, exponent);
  },
};

const onReals: Readonly<Record<Binary['operator'], (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '^': (a, b) => a ** b,
};

function binaryValue(expr: Binary, context: Context): LocalVal {
  const left = evaluateKnown(expr.left, context);
  const right = evaluateKnown(expr.right, context);
  const [a, b] = [realOf(left), realOf(right)];
  if (a !== undefined && b !== undefined) return finite(numberVal(onReals[expr.operator](a, b)), expr, context);
  if (left.kind === 'dim' && right.kind === 'dim') {
    if (isUnknown(left.dim) || isUnknown(right.dim)) return BAD;
    const dim = onDims[expr.operator](left.dim, right.dim);
    if (dim && dim.kind !== 'none') return { kind: 'dim', dim };
    return noValue(
      expr,
      expr.operator === '^' ? 'an exponent is a known whole number from 0 to 64' : 'it grows beyond all use',
      context,
    );
  }
  if (left.kind !== 'dim' && left.kind !== 'real') return notANumber(left, expr.left, context);
  return notANumber(right, expr.right, context);
}

/** A division by zero, or a number beyond all bounds, has no value. */
function finite(value: LocalVal, expr: Expr, context: Context): LocalVal {
  return value.kind === 'real' && !Number.isFinite(value.value)
    ? noValue(expr, 'it divides by 0, or grows beyond all use', context)
    : value;
}

function noValue(expr: Expr, why: string, context: Context): LocalVal {
  giveUp(context);
  const help = ['write a number in its place, or another expression'];
  report(context, diagnostic('argument/no-number', expr.span, { what: textOf(expr.span), why }, { help }));
  return BAD;
}

function notANumber(value: LocalVal, expr: Expr, context: Context): LocalVal {
  if (value.kind === 'bad') return BAD;
  if (value.kind === 'call') return unknownFunction(value.call, context);
  const facts = { entry: 'the expression', param: 'each part', wants: 'a number', got: kindText(value) };
  report(context, diagnostic('argument/type', expr.span, facts));
  return BAD;
}

const functions: ReadonlyMap<string, readonly [(a: number, b: number) => number, (a: Dim, b: Dim) => Dim]> = new Map([
  ['max', [Math.max, max]],
  ['min', [Math.min, (a, b) => sub(add(a, b), max(a, b))]],
]);

/** Reports a call of something that expressions do not have. */
export function unknownFunction({ name: { text: name, span } }: Call, context: Context): LocalVal {
  const near = nearest(name, functions.keys());
  const fixes = respell(near, span);
  const help = near.length > 0 ? [] : callHelp(name);
  report(context, diagnostic('argument/unknown-function', span, { name, near }, { fixes, help }));
  return BAD;
}

/** Calls that mean something elsewhere. */
function callHelp(name: string): string[] {
  if (initialisersByName.has(name)) return [`${name} is an initialiser: init=${name}(…)`];
  if (schedulesByName.has(name)) return [`${name} is a schedule: lr=${name}(…)`];
  return ['work it out and write the number: expressions have + - * / // % ^, min and max'];
}

/** `max(a, b)` and `min(a, b)` are numbers; every other call waits for the parameter that says what it means. */
function callValue(expr: Call, context: Context): LocalVal {
  const fn = functions.get(expr.name.text);
  if (!fn) return { kind: 'call', call: expr, env: context };
  const [onNumbers, onSymbols] = fn;
  const { positionals, settings, pairs = [] } = expr.args;
  for (const { otherwise } of pairs) report(context, otherwise);
  if (positionals.length < 2 || settings.length > 0)
    return noValue(expr, `${expr.name.text} takes two numbers or more`, context);
  const values = positionals.map((value) => evaluateKnown(value as Expr, context));
  const reals = values.map(realOf);
  if (reals.every((real) => real !== undefined))
    return numberVal((reals as number[]).reduce((a, b) => onNumbers(a, b)));
  if (values.every((value) => value.kind === 'dim'))
    return { kind: 'dim', dim: values.map(({ dim }) => dim).reduce((a, b) => onSymbols(a, b)) };
  const at = values.findIndex((value) => value.kind !== 'dim');
  return notANumber(values[at] ?? BAD, positionals[at] as Expr, context);
}

function rangeValue(from: Expr, to: Expr, context: Context): LocalVal {
  const [first, last] = [evaluateKnown(from, context), evaluateKnown(to, context)];
  if (first.kind !== 'dim') return notANumber(first, from, context);
  if (last.kind !== 'dim') return notANumber(last, to, context);
  return { kind: 'range', from: first.dim, to: last.dim };
}
