/** What a validator found, said for people. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import { count } from '../diagnostics/row.ts';
import type { SchemaError } from '../registry/generated/validators.js';
import type { Param } from '../registry/param.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { wantsText } from './wants.ts';

interface At {
  readonly entry: string;
  readonly param: string;
  readonly span: Span;
  /** The value as the report shows it. */
  readonly text: string;
  readonly value: unknown;
}

/** The report for an error of JSON Schema. */
export function explain(error: SchemaError, param: Param, { entry, param: name, span, text, value }: At): Diagnostic {
  const at = { entry, param: name };
  const notes = [`${name}: ${param.description}`];
  switch (error.keyword) {
    case 'enum': {
      const legal = 'enum' in param ? param.enum : [];
      const fixes = nearest(text, legal, 1).map((near) => replace(`write ${near}`, span, near, true));
      return diagnostic('argument/value', span, { ...at, got: text, legal }, { fixes, notes });
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'not': {
      const wants = error.keyword === 'not' ? `other than ${text}` : limitsText(error);
      return diagnostic(
        'argument/range',
        span,
        { ...at, wants, got: text },
        { notes, fixes: usualFix(error, param, { span, value }) },
      );
    }
    case 'minItems':
    case 'maxItems': {
      const got = Array.isArray(value) ? value.length : 0;
      const wants = `${lengthWord(error.keyword, param)} ${count(Number(error.params.limit), 'entry').replace('entrys', 'entries')}`;
      return diagnostic('argument/length', span, { ...at, wants, got }, { notes });
    }
    default:
      return diagnostic('argument/type', span, { ...at, wants: wantsText(param), got: text }, { notes });
  }
}

/** A limit that is left out itself is no way out: what is usual is, unless a percentage was meant. */
function usualFix({ keyword }: SchemaError, param: Param, { span, value }: Pick<At, 'span' | 'value'>): Fix[] {
  const usual = param.usual ?? param.default;
  if (
    keyword !== 'exclusiveMaximum' ||
    usual === undefined ||
    usual === 0 ||
    (Number(value) > 1 && Number(value) < 100)
  )
    return [];
  const text = JSON.stringify(usual).replaceAll(',', ', ');
  return [replace(`write ${text}`, span, text)];
}

function lengthWord(keyword: 'minItems' | 'maxItems', param: Param): string {
  const { minItems, maxItems } = param as { readonly minItems?: number; readonly maxItems?: number };
  if (minItems === maxItems) return 'exactly';
  return keyword === 'minItems' ? 'at least' : 'at most';
}

/** "at least 1", "below 1". */
function limitsText({ keyword, params }: SchemaError): string {
  const limit = String(params.limit);
  switch (keyword) {
    case 'minimum':
      return `at least ${limit}`;
    case 'maximum':
      return `at most ${limit}`;
    case 'exclusiveMinimum':
      return `above ${limit}`;
    case 'exclusiveMaximum':
      return `below ${limit}`;
    default:
      return 'another one';
  }
}
