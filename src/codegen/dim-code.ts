/** Dims as expressions of JavaScript over variables for their symbols. All of them are whole numbers when they run. */
import type { Dim } from '../shapes/dim.ts';
import type { Atom, Fraction, Polynomial, Term } from '../shapes/polynomial.ts';

/** Gives the variable that holds a symbol, by its id. */
export type NameOf = (id: string) => string;

/** The expression of a dim; one that is no number at all is our own mistake. */
export function dimCode(dim: Dim, nameOf: NameOf): string {
  if (dim.kind === 'number') return `${dim.value}`;
  if (dim.kind === 'none') throw new Error('a dim without a value cannot be printed');
  return fractionCode(dim, nameOf);
}

function fractionCode({ over, under }: Fraction, nameOf: NameOf): string {
  const top = sumCode(over, nameOf);
  return under === undefined ? top : `(${top}) / (${sumCode(under, nameOf)})`;
}

function sumCode(terms: Polynomial, nameOf: NameOf): string {
  if (terms.length === 0) return '0';
  return terms
    .map((term, at) => {
      const negative = term.coefficient.top < 0n;
      const text = termCode(term, nameOf);
      if (at === 0) return negative ? `-${text}` : text;
      return negative ? `- ${text}` : `+ ${text}`;
    })
    .join(' ');
}

/** A term without its sign: what multiplies, then what divides. */
function termCode({ coefficient, factors }: Term, nameOf: NameOf): string {
  const top = coefficient.top < 0n ? -coefficient.top : coefficient.top;
  const above: string[] = [];
  const below: string[] = coefficient.bottom === 1n ? [] : [`${coefficient.bottom}`];
  for (const { atom, power } of factors) {
    const side = power > 0 ? above : below;
    for (let n = 0; n < Math.abs(power); n++) side.push(atomCode(atom, nameOf));
  }
  if (top !== 1n || above.length === 0) above.unshift(`${top}`);
  return [above.join(' * '), ...below].join(' / ');
}

function atomCode(atom: Atom, nameOf: NameOf): string {
  switch (atom.kind) {
    case 'symbol':
      return nameOf(atom.sym.id);
    case 'floor':
      return `Math.floor(${fractionCode(atom.of, nameOf)})`;
    case 'positive':
      return `Math.max(${fractionCode(atom.of, nameOf)}, 0)`;
  }
}
