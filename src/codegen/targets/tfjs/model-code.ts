/** The section "Model": the tensors of a model with how they start, and its forward pass. */
import type { Ir } from '../../../ir/ir.ts';
import type { Owned } from '../../../ir/lower.ts';
import { ruleOf } from '../../../ops/op.ts';
import type { Init, Scale } from '../../../registry/training.ts';
import { type Dim, numberOf } from '../../../shapes/dim.ts';
import { typeTextWithVocab } from '../../../shapes/shape.ts';
import { type Code, key, number } from '../../code.ts';
import type { Language } from '../../target.ts';
import type { Written } from './assemble.ts';
import type { Part } from './fixed.ts';
import { forwardCode } from './forward-code.ts';
import { openSizes, sizeCode } from './sizes-code.ts';
import { as, part, typed } from './written.ts';

/** Everything of a model that does not depend on how it is trained. */
export function modelSection(ir: Ir, lang: Language): Written {
  return {
    title: 'Model',
    parts: [
      specsPart('weights', 'What is trained.', ir, lang),
      specsPart('buffers', 'What the layers keep up to date themselves.', ir, lang),
      forwardPart(ir, lang),
    ],
  };
}

/** A table of tensors; with sizes that the spec leaves open it is a function of them. */
function specsPart(name: 'weights' | 'buffers', about: string, ir: Ir, lang: Language): Part {
  const owned = ir.graph[name];
  const isOpen = openSizes(ir).length > 0;
  const type = 'Readonly<Record<string, Spec>>';
  const rows = owned.map(row);
  const table: Code = rows.length === 0 ? ['{}'] : ['{', rows, '}'];
  const open = isOpen
    ? `function ${name}(sizes${typed(lang, 'Sizes')})${typed(lang, type)} {`
    : `const ${name}${typed(lang, type)} = ${rows.length === 0 ? '{};' : '{'}`;
  const code: Code = isOpen
    ? [`/** ${about} */`, open, rows.length === 0 ? ['return {};'] : ['return {', rows, '};'], '}']
    : [`/** ${about} */`, open, ...(rows.length === 0 ? [] : [table[1] as Code, '};'])];
  const uses = [
    ...owned.map(({ weight }) => initOf(weight.init).uses),
    ...(lang === 'ts' ? ['Spec', ...(isOpen ? ['Sizes'] : [])] : []),
  ];
  return part(name, uses.flat(), code);
}

function row({ weight }: Owned): string {
  const shape = weight.shape.map((dim) => sizeCode(dim)).join(', ');
  return `${key(weight.path)}: { shape: [${shape}], init: ${initOf(weight.init).text} },`;
}

/** `normal(1 / Math.sqrt(48))`. */
function initOf(init: Init): { text: string; uses: string } {
  switch (init.kind) {
    case 'constant':
      return { text: `constant(${number(init.value)})`, uses: 'constant' };
    case 'normal': {
      const mean = init.mean === 0 ? '' : `, ${number(init.mean)}`;
      return { text: `normal(${scaleCode(init.std)}${mean})`, uses: 'normal' };
    }
    case 'uniform':
      return { text: `uniform(${scaleCode(init.bound)})`, uses: 'uniform' };
    case 'orthogonal':
      return { text: `orthogonal(${number(init.gain)})`, uses: 'orthogonal' };
  }
}

function scaleCode({ gain, fan }: Scale): string {
  return fan === undefined ? number(gain) : `${number(gain)} / Math.sqrt(${fanCode(fan)})`;
}

function fanCode(fan: Dim): string {
  return numberOf(fan) === undefined ? sizeCode(fan) : number(numberOf(fan) as number);
}

function forwardPart(ir: Ir, lang: Language): Part {
  const { graph } = ir;
  const isAveraged = ir.training?.ema !== undefined;
  const name = graph.input.type.dtype === 'int' ? 'tokens' : 'input';
  const paths = new Map([...graph.weights, ...graph.buffers].map(({ weight, value }) => [value.id, weight.path]));
  let needsSizes = false;
  const size = (dim: Dim): string => {
    const known = numberOf(dim);
    needsSizes ||= known === undefined;
    return known === undefined ? sizeCode(dim) : number(known);
  };
  const declare = `let x${typed(lang, 'tf.Tensor')}`;
  const { lines, result, uses } = forwardCode({ ...graph, paths, name, declare, size });
  const own: Code = [
    ...(isAveraged ? ['const model = training ? given : averaged(given);'] : []),
    ...(JSON.stringify(lines).includes('w[') ? ['const w = model.weights;'] : []),
    ...(needsSizes ? [`const sizes = model.sizes${as(lang, 'Sizes')};`] : []),
  ];
  const training = hasModes(ir) ? [`training${lang === 'ts' ? '?: Training' : ''}`] : [];
  const given = isAveraged ? 'given' : 'model';
  const params = [`${given}${typed(lang, 'Model')}`, `${name}${typed(lang, 'tf.Tensor')}`, ...training];
  const types =
    lang === 'ts' ? ['tf', 'Model', ...(hasModes(ir) ? ['Training'] : []), ...(needsSizes ? ['Sizes'] : [])] : [];
  return part(
    'forward',
    [...uses, ...types, ...(isAveraged ? ['averaged'] : [])],
    [
      `/** ${typeTextWithVocab(graph.input.type)} -> ${typeTextWithVocab(graph.output.type)} */`,
      `function forward(${params.join(', ')})${typed(lang, 'tf.Tensor')} {`,
      [...own, ...lines, `return ${result};`],
      '}',
    ],
  );
}

/** Whether the model does in training what it does not do in evaluation. */
export function hasModes({ graph, training }: Ir): boolean {
  if (training?.ema !== undefined) return true;
  return graph.nodes.some(({ op }) => ruleOf(op).modes?.(op));
}
