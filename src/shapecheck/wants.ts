/** What a parameter takes, in words: the end of "… must be". */
import { either } from '../diagnostics/row.ts';
import { type Param, wordsOf } from '../registry/param.ts';

/** "a whole number", "a list or a whole number". */
export function wantsText(param: Param): string {
  switch (param.kind) {
    case 'size':
      return 'a whole number';
    case 'sizes':
      return 'whole numbers';
    case 'window':
      return either(['a whole number', 'a list of them', ...wordsOf(param)]);
    case 'range':
      return 'a range such as 0..4';
    case 'switch':
      return either(wordsOf(param));
    case 'table':
      return 'the name of a stage, written @name';
    case 'initialiser':
      return `${param.number ? 'a number or ' : ''}an initialiser such as normal(0.01)`;
    case 'schedule':
      return 'a number or a schedule such as cosine(1e-3)';
    case 'loss':
      return 'a loss such as mse or huber(0.5)';
    default:
      return 'anyOf' in param ? param.anyOf.map(schemaText).join(' or ') : schemaText(param);
  }
}

function schemaText(schema: object): string {
  const { type, items } = schema as { type?: string; items?: { type?: string } };
  switch (type) {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'array':
      return items?.type === 'string' ? 'a list of names' : 'a list';
    case 'string':
      return 'a name or a text in quotes';
    default:
      return 'one of its words';
  }
}
