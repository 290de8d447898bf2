/** The compiled step of a spec without TensorFlow.js around it: what the wrapping of the fused engine is measured against. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from '../../scripts/docs/load.mjs';
import { models } from './models.mjs';

const modules = ['fused/engine', 'ir/ir', 'summary/check', 'text/source', 'formula/formula', 'chance/hash'];

/** A step, on the first weights of the model of an emitted program. */
export async function bareEngine(name, { createModel, learningRate, knobs }) {
  const imports = modules.map((file) => `export * as ${file.split('/')[1]} from './src/${file}.ts'`);
  const mm = await load(resolve('.'), imports.join('\n'));
  const engine = compiled(mm, `specs/makemore/${models[name].spec}.mm`);
  const memory = new WebAssembly.Memory({ initial: engine.pages, maximum: engine.pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(engine.bytes), { env: { memory } });
  const [floats, wholes] = [new Float32Array(memory.buffer), new Int32Array(memory.buffer)];
  const { weights, buffers } = createModel();
  for (const { name: path, address } of engine.tensors)
    floats.set((weights[path] ?? buffers[path])?.dataSync() ?? [], address / 4);
  return (x, y, step) => {
    wholes.set(x, engine.input / 4);
    wholes.set(y, engine.target / 4);
    const values = { lr: learningRate(step, knobs), t: step + 1 };
    for (const { address, formula } of engine.scalars) floats[address / 4] = mm.formula.evaluate(formula, values);
    for (const { address, stream, site } of engine.keys)
      wholes[address / 4] = mm.hash.keyOf(knobs.seed, stream, site, step);
    exports.step();
    return floats[engine.loss / 4];
  };
}

function compiled({ source, check, ir, engine }, file) {
  const spec = check.check(source.source(file, readFileSync(file, 'utf8'))).value;
  const made = engine.compileEngine(ir.toIr(spec, spec.models[0]));
  if ('reason' in made) throw new Error(`${file} ${made.reason}`);
  return made;
}
