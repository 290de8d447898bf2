/** What a program has of the fused engine: engine.wasm beside it, and the numbers that each step hands over. */
import { compileEngine, type Engine } from '../../../fused/engine.ts';
import type { Ir } from '../../../ir/ir.ts';
import { unsigned } from '../../../wasm/opcodes.ts';
import { fitted } from '../../code.ts';
import type { BinaryFile, EngineName, Language } from '../../target.ts';
import type { Part } from './fixed.ts';
import { scalarCode } from './formula-code.ts';
import { trainsItself } from './knobs-code.ts';
import { part, typed } from './written.ts';

/** The engine of a program that trains itself, unless it is unwanted or the model cannot be compiled. */
export function engineFor(ir: Ir, name: EngineName): Engine | undefined {
  if (name === 'tfjs' || !trainsItself(ir)) return undefined;
  const engine = compileEngine(ir);
  return 'reason' in engine ? undefined : engine;
}

/** Why a model has no engine, as the end of a sentence about its spec. */
export function reasonAgainst(ir: Ir): string | undefined {
  if (!ir.data) return 'names no data to train on';
  const engine = compileEngine(ir);
  return 'reason' in engine ? engine.reason : undefined;
}

/** The numbers of a step in the order of their places in the engine's memory; t counts steps from 1. */
export function stepNumbersPart({ scalars }: Engine, lang: Language): Part {
  const numbers = scalars.map(({ formula }) => scalarCode(formula));
  const uses = (name: string) => numbers.some((text) => new RegExp(`\\b${name}\\b`).test(text));
  const params = ['t', 'lr'].map((name) => `${uses(name) ? name : `_${name}`}${typed(lang, 'number')}`);
  return part(
    'stepNumbers',
    [],
    [
      '/** The numbers of the update that are the same for all weights, as the engine takes them; t counts steps from 1. */',
      `function stepNumbers(${params.join(', ')})${typed(lang, 'readonly number[]')} {`,
      fitted(`return [${numbers.join(', ')}];`, 1),
      '}',
    ],
  );
}

/** The module with what a program has to know of it, so that the two are always of the same making. */
export function engineFile(engine: Engine, { training }: Ir): BinaryFile {
  const { bytes, batch, chunk, pages, input, target, loss, measured, tensors, scalars, keys, parts } = engine;
  const facts = {
    batch,
    accumulate: training?.accumulate ?? 1,
    chunk,
    pages,
    input,
    target,
    loss,
    measured,
    tensors: Object.fromEntries(tensors.map(({ name, address }) => [name, address])),
    scalars: scalars.map(({ address }) => address),
    keys,
    ...(parts && { parts }),
  };
  return { path: 'engine.wasm', bytes: withSection(bytes, 'mm', JSON.stringify(facts)) };
}

/** A module with a custom section at its end (WebAssembly Core Specification 2.0, section 5.5.3). */
function withSection(module: Uint8Array, name: string, text: string): Uint8Array {
  const [title, content] = [name, text].map((each) => new TextEncoder().encode(each)) as [Uint8Array, Uint8Array];
  const body = [...unsigned(title.length), ...title, ...content];
  return Uint8Array.from([...module, 0, ...unsigned(body.length), ...body]);
}
