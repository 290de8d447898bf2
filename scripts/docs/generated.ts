/** Pages that are partly written by hand: what stands between two marks is made anew. */

const marks = ['<!-- what follows is written by npm run docs -->', '<!-- up to here -->'] as const;

/** The page with `text` between its marks. */
export function withGenerated(page: string, text: string): string {
  const [before, rest] = page.split(marks[0]);
  const [, after] = rest?.split(marks[1]) ?? [];
  if (before === undefined || after === undefined)
    throw new Error('a page has lost the marks of what is generated in it');
  return `${before}${marks[0]}\n\n${text}\n\n${marks[1]}${after}`;
}
