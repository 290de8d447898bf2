/** Markdown as text: tables, code, and anchors of headings. */

/** A table; a column whose cells are all empty is left out. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = heads.flatMap((_, at) => (rows.some((row) => row[at]) ? [at] : []));
  const line = (cells: readonly string[]) =>
    `| ${kept.map((at) => cells[at] ?? '').join(' | ')} |`.replace(/ {2,}/g, ' ');
  return [line(heads), `|${kept.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** Code in a cell of a table or in a line; nothing for nothing. */
export function code(text: string): string {
  if (text === '') return '';
  const mark = text.includes('`') ? '``' : '`';
  return `${mark}${cell(text)}${mark}`;
}

/** Text in a cell: a bar would end it, and marks of Markdown would act. Code between backticks stays as it is. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\n/g, ' ');
}

/** Plain text, in which stars, underscores and angle brackets mean themselves; code between backticks stays. */
export function plain(text: string): string {
  const parts = cell(text).split(/(`[^`]*`)/);
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(/[*<>[\]]|(?<!\w)_|_(?!\w)/g, '\\$&'))).join('');
}

/** A list with a dash for each of the rows that say something. */
export function list(rows: readonly (readonly [string, string])[]): string {
  const said = rows.filter(([, text]) => text !== '');
  return said.map(([word, text]) => `- **${word}**: ${text}`).join('\n');
}
