/** Codes for texts that cannot be read as they stand. */
import { either, error, warning } from '../row.ts';

export const syntaxRows = {
  'syntax/empty': error('A file in which nothing is written.', () => 'the file holds no model yet', {
    no: { fix: 'nobody but the writer knows what is missing' },
  }),

  'syntax/too-large': error<{ limit: string }>(
    'A file beyond the size that is read.',
    ({ limit }) => `a .mm file may have up to ${limit}, and this one is larger`,
    { no: { fix: 'it takes more than an edit' } },
  ),

  'syntax/too-deep': error<{ limit: number }>(
    'Brackets or operators nested beyond the limit.',
    ({ limit }) => `brackets and operators may be nested ${limit} levels deep, and here it is more`,
    { no: { fix: 'it takes more than an edit' } },
  ),

  'syntax/other-language': error<{ language: string }>(
    'A program in Python or JavaScript where a spec should be.',
    ({ language }) => `this is ${language}, which mm does not read`,
    { no: { fix: 'a program says more than its layers' } },
  ),

  'syntax/character': error<{ text: string }>(
    'A character that mm does not know.',
    ({ text }) => `${text} has no meaning in a .mm file`,
  ),

  'syntax/lookalike': error<{ found: string; better: string }>(
    'A letter or sign of another script or width that only looks like one of mm.',
    ({ found, better }) => `\`${found}\` only looks like \`${better}\``,
  ),

  'syntax/name': error<{ name: string }>(
    'A name with letters beyond ASCII.',
    ({ name }) => `a name consists of the letters a to z, digits and _, but here is \`${name}\``,
  ),

  'syntax/dotted-name': error<{ name: string }>(
    'A name with a dot where a plain one is needed.',
    ({ name }) => `a name has no dot in it, but here is \`${name}\``,
  ),

  'syntax/number': error<{ text: string }>(
    'A number in a form that mm does not read.',
    ({ text }) => `\`${text}\` is not a number that mm can read`,
  ),

  'syntax/quotes': error<{ text: string }>(
    'A string in quotes other than the double ones.',
    () => 'a string stands in double quotes',
  ),

  'syntax/escape': error<{ text: string }>(
    'A backslash in a string that begins no known escape.',
    ({ text }) => `a backslash begins an escape in a string, and \`${text}\` is none`,
  ),

  'syntax/unclosed-string': error(
    'A string without its closing quote.',
    () => 'a string ends on its line, but this one has no closing quote',
  ),

  'syntax/unclosed': error<{ open: string; close: string; n: number }>(
    'A bracket that is opened and never closed.',
    ({ open, close, n }) =>
      n === 1 ? `\`${open}\` is opened here, but no \`${close}\` closes it` : `${n} brackets are opened and not closed`,
  ),

  'syntax/unopened': error<{ close: string; open: string }>(
    'A closing bracket without the opening one.',
    ({ close, open }) => `\`${close}\` closes nothing, because no \`${open}\` is open here`,
  ),

  'syntax/mismatched': error<{ open: string; found: string; wanted: string }>(
    'A bracket closed by one of another kind.',
    ({ open, found, wanted }) => `\`${open}\` is closed by \`${wanted}\`, but here is \`${found}\``,
  ),

  'syntax/braces': error('Braces, which mm does not use.', () => 'mm groups with parentheses, not with braces'),

  'syntax/comment-mark': error<{ mark: string }>(
    'A comment in the writing of another language.',
    ({ mark }) => `a comment begins with \`#\`, not with \`${mark}\``,
  ),

  'syntax/reserved-word': error<{ word: string }>(
    'The word of an item, used as a name.',
    ({ word }) => `\`${word}\` begins an item and cannot be a name`,
  ),

  'syntax/item-word': error<{ word: string; near: readonly string[] }>(
    'A misspelt word at the beginning of an item.',
    ({ word, near }) => `no item begins with \`${word}\`; did you mean ${either(near)}?`,
  ),

  'syntax/bare-stack': error(
    'A stack without `model` in a file with other items.',
    () => 'beside other items a stack is written `model …`',
  ),

  'syntax/unexpected': error<{ found: string; wanted: string }>(
    'Something that cannot stand where it is.',
    ({ found, wanted }) => `${found} cannot stand here${wanted === '' ? '' : `, where ${wanted} is needed`}`,
  ),

  'syntax/missing': error<{ what: string; after: string }>(
    'Something that is needed and left out.',
    ({ what, after }) => `${after} needs ${what}`,
  ),

  'syntax/missing-bar': error<{ stage: string; before: string }>(
    'Two stages without a bar between them.',
    ({ stage, before }) => `a \`|\` is needed between ${before} and \`${stage}\``,
  ),

  'syntax/missing-comma': error<{ before: string; after: string }>(
    'Two entries of a list, a call or parameters without a comma between them.',
    ({ before, after }) => `a comma is needed between ${before} and ${after}`,
  ),

  'syntax/missing-equals': error<{ key: string; item: string }>(
    'A setting or a definition without its equals sign.',
    ({ key, item }) => `${item} needs a \`=\` after \`${key}\``,
  ),

  'syntax/empty-stage': error(
    'A bar with no stage on one of its sides.',
    () => 'a `|` joins two stages, and one of them is missing',
  ),

  'syntax/missing-branch': error(
    'A comma with no branch on one of its sides.',
    () => 'a comma stands between two branches, and one of them is missing',
  ),

  'syntax/not-a-stage': error<{ found: string }>(
    'A value where a stage is needed.',
    ({ found }) => `a stage begins with a name or a parenthesis, but here is ${found}`,
  ),

  'syntax/bar': error<{ found: string }>(
    'Another sign where stages are joined by a bar.',
    ({ found }) => `stages are joined by \`|\`, not by \`${found}\``,
  ),

  'syntax/arrow': error<{ found: string }>(
    "Another sign where a block's type has an arrow.",
    ({ found }) => `the type of a block is written with \`->\`, not with \`${found}\``,
  ),

  'syntax/equals': error<{ found: string }>(
    'Another sign for the equals sign.',
    ({ found }) => `a value is given with \`=\`, not with \`${found}\``,
  ),

  'syntax/comma': error<{ between: string }>(
    'Commas between things that are set apart by bars or blanks.',
    ({ between }) =>
      between === 'stages'
        ? 'stages are joined by `|`, not by commas'
        : 'arguments are set apart by blanks, not by commas',
  ),

  'syntax/power': error('Another sign for a power.', () => 'a power is written with `^`, not with `**`'),

  'syntax/parentheses': error<{ word: string }>(
    'The arguments of a stage in parentheses.',
    ({ word }) => `the arguments of \`${word}\` stand after it without parentheses`,
  ),

  'syntax/tuple': error('A list in parentheses.', () => 'a list stands in square brackets'),

  'syntax/glued-stack': error<{ word: string }>(
    'A stack whose parenthesis is glued to the word before it.',
    ({ word }) => `\`${word}(\` begins a call, but here a stack is needed`,
  ),

  'syntax/call-blank': error<{ word: string }>(
    'A call with a blank before its parenthesis.',
    ({ word }) => `a call is written without a blank after \`${word}\``,
  ),

  'syntax/blank': error<{ operator: string }>(
    'Blanks around an operator among arguments.',
    ({ operator }) => `arguments are set apart by blanks, so \`${operator}\` has none around it`,
  ),

  'syntax/minus': error(
    'A negative positional without parentheses.',
    () => 'a negative argument needs parentheses, because a minus sign here could also subtract',
  ),

  'syntax/ignore': warning<{ why: string }>(
    'A `# mm-ignore` that can ignore nothing.',
    ({ why }) => `this comment ignores nothing: ${why}`,
  ),

  'syntax/order': error<{ what: string; earlier: string; later: string }>(
    'Arguments in the wrong order.',
    ({ what, earlier, later }) => `${what} stands too late: ${earlier} come before ${later}`,
  ),
};
