/** The text form of a module, for people: instructions one below the other, indented by their blocks. */
import type { Code, Func, Instruction } from './code.ts';
import type { Module } from './module.ts';
import { type Opcode, opcodes } from './opcodes.ts';

export function toWat(module: Module): string {
  const names = [...module.imports, ...module.functions].map(({ name }) => `$${name}`);
  const outside = Object.entries(module.exports).map(([name, index]) => `  (export "${name}" (func ${names[index]}))`);
  return [
    '(module',
    ...module.imports.map((each) => `  (import "env" "${each.name}" (func $${each.name}${signature(each)}))`),
    `  (import "env" "memory" (memory ${module.pages}))`,
    ...outside,
    ...module.functions.flatMap((each) => functionText(each, names)),
    ...module.data.map(({ address, bytes }) => `  (data (i32.const ${address}) "${[...bytes].map(escaped).join('')}")`),
    ')',
    '',
  ].join('\n');
}

function functionText(of: Func, names: readonly string[]): readonly string[] {
  const locals = of.locals.length > 0 ? [`    (local ${of.locals.join(' ')})`] : [];
  const lines: string[] = [];
  let depth = 2;
  for (const instruction of flat(of.body)) {
    if (instruction.op === 'end' || instruction.op === 'else') depth--;
    lines.push(`${'  '.repeat(depth)}${instructionText(instruction, names)}`);
    if (['block', 'loop', 'if', 'else'].includes(instruction.op)) depth++;
  }
  return [`  (func $${of.name}${signature(of)}`, ...locals, ...lines, '  )'];
}

function signature({ params, results }: Pick<Func, 'params' | 'results'>): string {
  const part = (name: string, types: readonly string[]) => (types.length > 0 ? ` (${name} ${types.join(' ')})` : '');
  return `${part('param', params)}${part('result', results)}`;
}

function instructionText({ op, args }: Instruction, names: readonly string[]): string {
  const opcode: Opcode = opcodes[op];
  switch (opcode.immediate) {
    case 'none':
    case 'block':
      return op;
    case 'index':
      return `${op} ${op === 'call' ? names[args[0] as number] : args[0]}`;
    case 'i32':
    case 'lane':
    case 'lanes':
      return `${op} ${args.join(' ')}`;
    case 'f32':
    case 'f64':
      return `${op} ${floatText(args[0] as number)}`;
    case 'v128':
      return `${op} f32x4 ${args.map(floatText).join(' ')}`;
    case 'memory':
      return `${op}${offsetText(args)} align=4`;
    case 'memory+lane':
      return `${op}${offsetText(args)} align=4 ${args[1]}`;
  }
}

function offsetText([offset = 0]: readonly number[]): string {
  return offset === 0 ? '' : ` offset=${offset}`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return `${value}`;
}

function escaped(byte: number): string {
  return `\\${byte.toString(16).padStart(2, '0')}`;
}

/** All instructions in their order. */
function* flat(code: Code): Generator<Instruction> {
  if ('op' in code) yield code;
  else for (const part of code) yield* flat(part);
}
