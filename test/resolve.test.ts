/** Names of files and reports that are met more than once. */
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnostic, replace } from '../src/diagnostics/diagnostic.ts';
import { collector } from '../src/resolve/reporter.ts';
import { folderOf, usedPath } from '../src/resolve/used-path.ts';
import { source } from '../src/text/source.ts';

describe('the path of a used file', () => {
  it.each([
    ['', 'blocks.mm'],
    ['', './blocks.mm'],
    ['', '../blocks.mm'],
    ['lib', 'more.mm'],
    ['lib', '../more.mm'],
    ['lib', '../../more.mm'],
    ['lib/deep', './../a//b.mm'],
    ['..', 'more.mm'],
    ['', 'a/../..'],
  ])('from "%s" to "%s" is what a file system makes of it', (folder, path) => {
    expect(usedPath(folder, path)).toBe(posix.normalize(posix.join(folder, path)));
  });

  it.each(['blocks.mm', 'lib/blocks.mm', '../a/b.mm'])('lies in the folder of %s', (path) => {
    expect(posix.join(folderOf(path), 'x')).toBe(posix.join(posix.dirname(path), 'x'));
  });
});

describe('reports', () => {
  const text = source('spec.mm', 'foo foo foo');
  const at = (start: number) => ({ source: text, start, end: start + 3 });
  const unknown = (start: number) =>
    diagnostic(
      'name/unknown',
      at(start),
      { name: 'foo', near: [] },
      { fixes: [replace('write bar', at(start), 'bar')] },
    );

  it('are made once for each place', () => {
    const reports = collector();
    for (const start of [0, 0, 0]) reports.report(unknown(start));
    expect(reports.diagnostics).toHaveLength(1);
    expect(reports.diagnostics[0]?.labels).toEqual([]);
    expect(reports.errors()).toBe(1);
  });

  it('of an unknown name are one, with a label at each further use and a fix for all of them', () => {
    const reports = collector();
    for (const start of [0, 4, 8, 4]) reports.report(unknown(start));
    const [only, ...others] = reports.diagnostics;
    expect(others).toEqual([]);
    expect(only?.labels.map(({ span }) => span.start)).toEqual([4, 8]);
    expect(only?.fixes.flatMap(({ edits }) => edits.map(({ span }) => span.start))).toEqual([0, 4, 8]);
  });
});
