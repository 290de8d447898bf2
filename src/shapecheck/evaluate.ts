/** Works expressions out: numbers, dims, words, lists, ranges. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { Binary, Call, Expr, NameExpr, Negation } from '../parser/ast.ts';
import { BAD, kindText, numberVal, realOf } from '../resolve/values.ts';
import { add, constant, type Dim, divide, floorDiv, max, mod, mul, numberOf, power, sub } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';
import type { Context } from './context.ts';
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
      return nameValue(expr.name, context) ?? { kind: 'word', name: expr.name };
    case 'negation':
      return negated(expr, context);
    case 'binary':
      return binaryValue(expr, context);
    case 'call':
      return callValue(expr, context);
    case 'list':
      return { kind: 'list', items: expr.items.map((item) => known(item, context)) };
    case 'range':
      return rangeValue(expr.from, expr.to, context);
    case 'hole':
    case 'missing':
      return BAD;
  }
}

/** As `evaluate`, where a word must be declared: inside arithmetic and lists of numbers. */
function known(expr: Expr, context: Context): LocalVal {
  const value = evaluate(expr, context);
  return value.kind === 'word' && expr.kind === 'name-expr' && !isLiteralWord(value.name)
    ? unknownName(expr, context)
    : value;
}

function isLiteralWord(name: string): boolean {
  return name === 'true' || name === 'false';
}

/** What a name stands for: locals first, then dims of the data, then constants. */
export function nameValue(name: string, context: Context): LocalVal | undefined {
  return lookUp(context.frame, name) ?? context.world.dims.get(name) ?? constantValue(name, context);
}

/** Reports a name that nothing declares. */
export function unknownName({ name, span }: NameExpr, context: Context): LocalVal {
  const names = [...localNames(context.frame), ...context.world.dims.keys(), ...context.scope.constants.keys()];
  const near = nearest(name, names);
  const fixes = near.slice(0, 1).map((close) => replace(`write ${close}`, span, close));
  const help = near.length > 0 ? [] : [whereFrom(name)];
  context.run.broken = true;
  context.world.collector.report(diagnostic('name/unknown', span, { name, near }, { fixes, help }));
  return BAD;
}

function whereFrom(name: string): string {
  if (name === 'V') return 'V is a dim of the data; a file without data can name it: input tokens[T=8] of V=27';
  if (/^[A-Z]$/.test(name))
    return `name the dim where it is seen: in a stated type, block f : [B, T, C] -> …, or after a stage, ": [B, T, C]"`;
  return `declare it with let ${name} = …`;
}

function constantValue(name: string, context: Context): LocalVal | undefined {
  const declared = context.scope.constants.get(name);
  if (!declared) return undefined;
  const { world } = context;
  const override = declared.scope === context.scope ? world.overrides.get(name) : undefined;
  if (override) return override;
  const key = `${declared.scope.source.file} ${name}`;
  if (world.constants.has(key)) return world.constants.get(key) ?? reportCycle(name, context);
  world.constants.set(key, undefined);
  const inside: Context = { ...context, scope: declared.scope, frame: { names: new Map(), outer: undefined } };
  const value = known(declared.item.value, inside);
  world.constants.set(key, value);
  return value;
}

function reportCycle(name: string, context: Context): LocalVal {
  const item = context.scope.constants.get(name)?.item;
  if (item) context.world.collector.report(diagnostic('name/cycle', item.name.span, { name, through: [] }));
  return BAD;
}

function negated(expr: Negation, context: Context): LocalVal {
  const operand = known(expr.operand, context);
  const real = realOf(operand);
  if (real !== undefined) return numberVal(-real);
  if (operand.kind === 'dim') return { kind: 'dim', dim: sub(constant(0), operand.dim) };
  return notANumber(operand, expr.operand, context);
}

const onDims: Readonly<Record<Binary['operator'], (a: Dim, b: Dim) => Dim | undefined>> = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': divide,
  '//': floorDiv,
  '%': mod,
  '^': (a, b) => {
    const exponent = numberOf(b);
    return exponent === undefined || exponent < 0 || exponent > 64 ? undefined : power(a, exponent);
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
  const left = known(expr.left, context);
  const right = known(expr.right, context);
  const [a, b] = [realOf(left), realOf(right)];
  if (a !== undefined && b !== undefined) return checked(numberVal(onReals[expr.operator](a, b)), expr, context);
  if (left.kind === 'dim' && right.kind === 'dim') {
    if (isUnknown(left.dim) || isUnknown(right.dim)) return BAD;
    const dim = onDims[expr.operator](left.dim, right.dim);
    return dim && dim.kind !== 'none' ? { kind: 'dim', dim } : noValue(expr, context);
  }
  if (left.kind !== 'dim' && left.kind !== 'real') return notANumber(left, expr.left, context);
  return notANumber(right, expr.right, context);
}

/** Two whole numbers beyond what a number holds exactly, or a division by zero, have no value. */
function checked(value: LocalVal, expr: Expr, context: Context): LocalVal {
  return value.kind === 'real' && !Number.isFinite(value.value) ? noValue(expr, context) : value;
}

function noValue(expr: Expr, context: Context): LocalVal {
  const { start, end, source } = expr.span;
  const what = source.text.slice(start, end);
  context.world.collector.report(diagnostic('argument/no-number', expr.span, { what }));
  return BAD;
}

function notANumber(value: LocalVal, expr: Expr, context: Context): LocalVal {
  if (value.kind === 'bad') return BAD;
  const facts = { entry: 'the expression', param: 'each part', wants: 'a number', got: kindText(value) };
  context.world.collector.report(diagnostic('argument/type', expr.span, facts));
  return BAD;
}

const functions: ReadonlyMap<string, readonly [(a: number, b: number) => number, (a: Dim, b: Dim) => Dim]> = new Map([
  ['max', [Math.max, max]],
  ['min', [Math.min, (a, b) => sub(add(a, b), max(a, b))]],
]);

/** `max(a, b)` and `min(a, b)` are numbers; every other call waits for the parameter that says what it means. */
function callValue(expr: Call, context: Context): LocalVal {
  const fn = functions.get(expr.name.text);
  if (!fn) return { kind: 'call', call: expr };
  const [onNumbers, onSymbols] = fn;
  const values = expr.args.positionals.map((value) => known(value as Expr, context));
  const reals = values.map(realOf);
  if (values.length < 2) return noValue(expr, context);
  if (reals.every((real) => real !== undefined)) return numberVal((reals as number[]).reduce(onNumbers));
  if (values.every((value) => value.kind === 'dim'))
    return { kind: 'dim', dim: values.map(({ dim }) => dim).reduce(onSymbols) };
  const at = values.findIndex((value) => value.kind !== 'dim');
  return notANumber(values[at] ?? BAD, expr.args.positionals[at] as Expr, context);
}

function rangeValue(from: Expr, to: Expr, context: Context): LocalVal {
  const [first, last] = [known(from, context), known(to, context)];
  if (first.kind !== 'dim') return notANumber(first, from, context);
  if (last.kind !== 'dim') return notANumber(last, to, context);
  return { kind: 'range', from: first.dim, to: last.dim };
}
