/** Ways out that follow from what is written and what is wanted, wherever the mistake is reported. */
import { type Diagnostic, type Fix, replace, waysOut } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import { type Span, textOf } from '../text/source.ts';

interface Ways {
  readonly help?: readonly string[];
  readonly fixes?: readonly Fix[];
}

/** The report with a way out, where it has none of its own. */
export function withWayOut(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.help.length + diagnostic.fixes.length > 0) return diagnostic;
  const ways = waysOf(diagnostic);
  if (!ways) return diagnostic;
  // What the command line says stands in no file that a fix could change.
  const isGiven = diagnostic.span.source.file.startsWith('--');
  return isGiven ? { ...diagnostic, help: waysOut({ help: [], fixes: [], ...ways }) } : { ...diagnostic, ...ways };
}

function waysOf({ code, args, span }: Diagnostic): Ways | undefined {
  const slots = args as Readonly<Record<string, string | readonly string[]>>;
  switch (code) {
    case 'argument/range':
      return inRange(String(slots.wants), span);
    case 'argument/type':
      return ofType(String(slots.wants), span);
    case 'argument/value':
      return { fixes: oneOf(slots.legal as readonly string[], span) };
    case 'argument/length':
      return listed(String(slots.wants), Number(slots.got), span);
    case 'argument/not-whole':
      return whole(span);
    case 'argument/twice':
      return { fixes: [leaveOut(settingAround(span), 'leave this one out')] };
    case 'name/unknown-entry':
      return { help: ['mm layers lists all that mm has, and mm layers NAME shows one in full'] };
    case 'argument/missing':
      return { help: [`write a value after ${textOf(span)}: ${[slots.missing].flat().join(', ')}`] };
    default:
      return undefined;
  }
}

/** A list where one entry was counted stands for one that takes its entries without brackets: step(0.1, 0.01, …). */
function listed(wants: string, got: number, span: Span): Ways {
  const inner = /^\[([^[\]]*,[^[\]]*)\]$/.exec(textOf(span))?.[1];
  if (got === 1 && inner !== undefined) return { fixes: [replace('leave the brackets out', span, inner)] };
  return { help: [`give it ${wants.replace(/^(?:at least|at most|exactly) /, '')}, one after the other in brackets`] };
}

/** "at least 1" is 1; a share beyond 1 was most likely a percentage, and a sign most likely a slip. */
function inRange(wants: string, span: Span): Ways {
  const [, how, text = ''] = /^(at least|at most|above|below) (\S+)$/.exec(wants) ?? [];
  const [limit, given] = [Number(text), Number(textOf(span))];
  if (textOf(span).includes('..')) return { help: [`let the range begin at ${wants.split(' ').at(-1)} or later`] };
  if (how === 'at least' || how === 'at most') return write(text, span);
  if (how === 'below' && limit === 1 && given > 1 && given < 100) return write(String(given / 100), span);
  if (how === 'above' && given < 0 && -given > limit) return write(String(-given), span);
  return { fixes: [leaveOut(settingAround(span))] };
}

function ofType(wants: string, span: Span): Ways {
  const text = textOf(span);
  const plain = /^(["'])(.*)\1$/.exec(text)?.[2];
  if (wants === 'true or false') return oneOfSwitch(text, span);
  if (plain !== undefined && /^\d/.test(plain) === /number/.test(wants) && /^[\w.]+$/.test(plain))
    return write(plain, span);
  if (/^a range/.test(wants) && /^\d+$/.test(text)) return write(`0..${text}`, span);
  if (/^an initialiser/.test(wants) && Number.isFinite(Number(text))) return write(`normal(${text})`, span);
  if (/^a name/.test(wants) && /^\d+$/.test(text)) return write(`_${text}`, span);
  if (/^a stack/.test(wants)) return { help: ['put a stage in parentheses: ( linear 8 | tanh )'] };
  if (/initialiser|schedule|loss|range/.test(wants))
    return { help: [`write ${wants.replace(/^.* such as /, '')}, for example`] };
  if (/^\[.*\]$/.test(text)) return { help: [`for several of them, one after the other: repeat n in ${text} ( … n )`] };
  return {
    help: [/number|^a value/.test(wants) ? 'write a number, or the name of a constant that is one' : `write ${wants}`],
  };
}

function oneOfSwitch(text: string, span: Span): Ways {
  return /^(0|no|off|none|false)$/i.test(text) ? write('false', span) : write('true', span);
}

/** What else it may be; of a few words each. */
function oneOf(legal: readonly string[], span: Span): Fix[] {
  const text = textOf(span);
  if (legal.includes('false') && /^(no|off|none)$/i.test(text)) return [replace('write false', span, 'false')];
  const none = text === 'valid' && legal.includes('same') ? ['0'] : [];
  return [...none, ...legal.slice(0, 4)].map((word) => replace(`write ${word}`, span, word));
}

/** `d/2` as a whole number is `d//2`, and 2.5 is 2 or 3. */
function whole(span: Span): Ways {
  const text = textOf(span);
  const given = Number(text);
  if (Number.isFinite(given)) return write(String(Math.max(1, Math.round(given))), span);
  const rounded = text.replace(/(?<!\/)\/(?!\/)/, '//');
  return rounded === text ? { help: ['divide with //, which rounds down'] } : write(rounded, span);
}

function write(text: string, span: Span): Ways {
  return { fixes: [replace(`write ${text}`, span, text)] };
}

/** The value with the `key=` before it, if there is one. */
function settingAround(span: Span): Span {
  const key = /[A-Za-z_]\w*[ \t]*=[ \t]*$/.exec(span.source.text.slice(0, span.start));
  return key ? { ...span, start: key.index } : span;
}
