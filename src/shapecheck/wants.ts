/** What a parameter takes, in words: the end of "… must be". */
import type { Param } from '../registry/param.ts';

/** "a whole number", "a list or a whole number". */
export function wantsText(param: Param): string {
  switch (param.kind) {
    case 'size':
      return 'a whole number';
    case 'switch':
      return 'true or false';
    case 'initialiser':
      return 'an initialiser such as normal(0.01)';
    case 'schedule':
      return 'a number or a schedule such as cosine(1e-3)';
    default:
      return 'anyOf' in param ? param.anyOf.map(schemaText).join(' or ') : schemaText(param);
  }
}

function schemaText(schema: object): string {
  const { type } = schema as { type?: string };
  switch (type) {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'array':
      return 'a list';
    case 'string':
      return 'a name or a text in quotes';
    default:
      return 'one of its words';
  }
}
