/** Sizes that a spec leaves open: the free symbols of its input, which a program asks for and checks. */
import type { Ir } from '../../../ir/ir.ts';
import { BATCH } from '../../../shapes/batch.ts';
import { type Dim, numberOf, symbolsOf } from '../../../shapes/dim.ts';
import type { Obligation } from '../../../shapes/obligation.ts';
import { key, quoted } from '../../code.ts';
import { dimCode } from '../../dim-code.ts';
import type { Language } from '../../target.ts';
import type { Part } from './fixed.ts';
import { part, typed } from './written.ts';

/** The names of the open sizes, in the order of the input's dims: T, V. */
export function openSizes({ graph: { input } }: Ir): string[] {
  const dims = [...input.type.dims, ...(input.type.vocab ? [input.type.vocab] : [])];
  const batch = new Set(symbolsOf(BATCH).map(({ id }) => id));
  return [
    ...new Set(
      dims
        .flatMap((dim) => symbolsOf(dim))
        .filter(({ id }) => !batch.has(id))
        .map(({ name }) => name),
    ),
  ];
}

/** A size as an expression over the variable `sizes`. */
export function sizeCode(dim: Dim): string {
  const known = numberOf(dim);
  if (known !== undefined) return `${known}`;
  const names = new Map(symbolsOf(dim).map(({ id, name }) => [id, name]));
  return dimCode(dim, (id) => `sizes${access(names.get(id) ?? id)}`);
}

function access(name: string): string {
  return key(name) === name ? `.${name}` : `[${quoted(name)}]`;
}

/** For a model with open sizes: their type, what must hold of them, and a `createModel` that takes them. */
export function sizesParts(ir: Ir, lang: Language): Part[] {
  const names = openSizes(ir);
  const fields = names.map((name) => `readonly ${key(name)}: number;`);
  const types =
    lang === 'ts'
      ? [part('Sizes', [], ['/** The sizes that the spec leaves open. */', 'interface Sizes {', fields, '}'])]
      : [];
  const example = names.map((name) => `${key(name)}: …`).join(', ');
  return [
    ...types,
    part('checkSizes', lang === 'ts' ? ['Sizes'] : [], [
      '/** What must hold of the sizes, so that every layer fits. */',
      `function checkSizes(sizes${typed(lang, 'Sizes')})${typed(lang, 'void')} {`,
      [
        'for (const [name, size] of Object.entries(sizes))',
        ['if (!Number.isInteger(size) || size < 1) throw new Error(`${name} is a whole number from 1, not ${size}`);'],
        ...ir.requires.map(requirement),
      ],
      '}',
    ]),
    part(
      'createModel',
      [
        'checkSizes',
        'variables',
        'weights',
        'buffers',
        ...(ir.training ? ['optimiserState'] : []),
        ...(lang === 'ts' ? ['Model', 'Sizes'] : []),
      ],
      [
        `/** A model with its first weights: createModel({ ${example} }). */`,
        `function createModel(sizes${typed(lang, 'Sizes')}, seed = 42)${typed(lang, 'Model')} {`,
        [
          'checkSizes(sizes);',
          'const table = weights(sizes);',
          'return {',
          [
            'sizes,',
            'weights: variables(table, seed),',
            'buffers: variables(buffers(sizes), seed),',
            `optimiser: ${ir.training ? 'variables(optimiserState(table), seed)' : '{}'},`,
          ],
          '};',
        ],
        '}',
      ],
    ),
  ];
}

/** For a model that is not trained here: `createModel` without an optimiser. */
export function plainCreateModel(lang: Language): Part {
  return part(
    'createModel',
    ['variables', 'weights', 'buffers', ...(lang === 'ts' ? ['Model'] : [])],
    [
      '/** A model with its first weights. */',
      `function createModel(seed = 42)${typed(lang, 'Model')} {`,
      ['return { weights: variables(weights, seed), buffers: variables(buffers, seed), optimiser: {} };'],
      '}',
    ],
  );
}

/** `if (!(sizes.T % 2 === 0)) throw …`. */
function requirement(obligation: Obligation): string {
  const { test, text } = condition(obligation);
  return `if (!(${test})) throw new Error(\`the model needs ${text}, but the sizes are \${JSON.stringify(sizes)}\`);`;
}

function condition(obligation: Obligation): { test: string; text: string } {
  switch (obligation.kind) {
    case 'divides': {
      const [of, divisor] = [sizeCode(obligation.of), sizeCode(obligation.divisor)];
      return { test: `${tight(of)} % ${tight(divisor)} === 0`, text: `${plain(divisor)} | ${plain(of)}` };
    }
    case 'at-least': {
      const [dim, min] = [sizeCode(obligation.dim), sizeCode(obligation.min)];
      return { test: `${dim} >= ${min}`, text: `${plain(dim)} >= ${plain(min)}` };
    }
    case 'equal': {
      const [left, right] = [sizeCode(obligation.left), sizeCode(obligation.right)];
      return { test: `${left} === ${right}`, text: `${plain(left)} = ${plain(right)}` };
    }
  }
}

/** An operand of %, in parentheses where it is more than one term. */
function tight(code: string): string {
  return code.includes(' ') ? `(${code})` : code;
}

/** Code as people read it: without the variable. */
function plain(code: string): string {
  return code.replaceAll('sizes.', '').replace(/[`\\]|\$\{/g, '\\$&');
}
