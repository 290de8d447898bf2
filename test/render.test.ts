/** Reports as text: frames, marks that share a line, tall marks, wide and hidden characters, long lines, notes. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic, Extras } from '../src/diagnostics/diagnostic.ts';
import { diagnostic } from '../src/diagnostics/diagnostic.ts';
import { type RenderOptions, render } from '../src/diagnostics/render.ts';
import { type Source, type Span, source } from '../src/text/source.ts';

vi.mock('../src/diagnostics/catalog.ts', () => ({
  messageOf: ({ args }: { args: { message: string } }) => args.message,
  severityOf: ({ args }: { args: { severity: string } }) => args.severity,
}));

/** The span of the nth occurrence of a text. */
function at(file: Source, text: string, nth = 1): Span {
  let start = -1;
  for (let i = 0; i < nth; i++) start = file.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`no ${text}`);
  return { source: file, start, end: start + text.length };
}

function report(span: Span, extras: Extras = {}, message = 'this does not fit', severity = 'error'): Diagnostic {
  return diagnostic('a/b' as never, span, { message, severity } as never, extras) as Diagnostic;
}

/** What is rendered, indented as the expectations below are. */
function shown(one: Diagnostic, options?: RenderOptions): string {
  return `\n${render([one], options).replace(/^(?=.)/gm, '      ')}    `;
}

describe('a report', () => {
  it('shows the lines that it speaks of with carets and dashes', () => {
    const file = source(
      'specs/bad.mm',
      '# one\ndata  chars names context=7\nmodel embed 10 | flatten 2 | linear 200\n',
    );
    const one = report(
      at(file, 'flatten 2'),
      {
        label: 'takes [B, 7, 10]; 2 does not divide 7',
        labels: [{ span: at(file, 'context=7'), message: 'T = 7 comes from here' }],
        help: ['use context=8, or flatten 7 to fuse all positions at once'],
      },
      'flatten 2 needs an even number of positions, but there are 7',
    );
    expect(shown(one)).toBe(`
      error[a/b]: flatten 2 needs an even number of positions, but there are 7
        --> specs/bad.mm:3:18
         |
       2 | data  chars names context=7
         |                   --------- T = 7 comes from here
       3 | model embed 10 | flatten 2 | linear 200
         |                  ^^^^^^^^^ takes [B, 7, 10]; 2 does not divide 7
         |
         = help: use context=8, or flatten 7 to fuse all positions at once
    `);
  });

  it('shows one line that is left out, and dots for more', () => {
    const file = source('a.mm', 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n');
    const one = report(at(file, 'ten'), {
      labels: [
        { span: at(file, 'one'), message: 'here' },
        { span: at(file, 'three'), message: '' },
      ],
    });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
         --> a.mm:10:1
          |
        1 | one
          | --- here
        2 | two
        3 | three
          | -----
      ...
       10 | ten
          | ^^^
    `);
  });

  it('names every file, the main one first', () => {
    const main = source('a.mm', 'fuse 3\n');
    const used = source('blocks.mm', '\nblock fuse(n) = flatten n\n');
    const one = report(at(main, '3'), { labels: [{ span: at(used, 'flatten n'), message: 'asks for 2' }] });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:6
         |
       1 | fuse 3
         |      ^
        ::: blocks.mm:2:17
         |
       2 | block fuse(n) = flatten n
         |                 --------- asks for 2
    `);
  });

  it('parts reports by an empty line', () => {
    const file = source('a.mm', 'x');
    expect(render([report(at(file, 'x')), report(at(file, 'x'), {}, 'again', 'warning')])).toContain(
      '^\n\nwarning[a/b]',
    );
  });
});

describe('several marks on a line', () => {
  const file = source('a.mm', 'conv 8 3 stride=2 padding=same\n');

  it('hang their messages below, from right to left', () => {
    const one = report(at(file, 'padding=same'), {
      label: 'main',
      labels: [
        { span: at(file, '8'), message: 'eight' },
        { span: at(file, 'stride=2'), message: 'two' },
        { span: at(file, '3'), message: '' },
      ],
    });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:19
         |
       1 | conv 8 3 stride=2 padding=same
         |      - - -------- ^^^^^^^^^^^^ main
         |      |   |
         |      |   two
         |      eight
    `);
  });

  it('are drawn over each other, the short over the long', () => {
    const one = report(at(file, 'conv 8 3 stride=2'), {
      label: 'outer',
      labels: [{ span: at(file, '3'), message: 'inner' }],
    });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:1
         |
       1 | conv 8 3 stride=2 padding=same
         | ^^^^^^^-^^^^^^^^^
         | |      |
         | |      inner
         | outer
    `);
  });

  it('of the same place say both things', () => {
    const one = report(at(file, '8'), { label: 'first', labels: [{ span: at(file, '8'), message: 'second' }] });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:6
         |
       1 | conv 8 3 stride=2 padding=same
         |      ^
         |      |
         |      first
         |      second
    `);
  });
});

describe('a mark over several lines', () => {
  it('has a bar from its first to its last line', () => {
    const file = source('a.mm', 'model embed 10 | residual (\n  linear 4\n  | tanh\n  | relu ) | linear 3\n');
    const whole = at(file, 'residual (\n  linear 4\n  | tanh\n  | relu )');
    expect(shown(report(whole, { label: 'these differ' }))).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:18
         |
       1 |   model embed 10 | residual (
         |  __________________^
      ...  |
       4 | |   | relu ) | linear 3
         | |__________^ these differ
    `);
  });

  it('begins beside a line that it begins', () => {
    const file = source('a.mm', '  residual (\n  linear 4\n  )\n');
    const one = report(at(file, 'residual (\n  linear 4\n  )'), { labels: [{ span: at(file, '4'), message: 'four' }] });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:3
         |
       1 | /   residual (
       2 | |   linear 4
         | |          - four
       3 | |   )
         | |___^
    `);
  });

  it('stands outside of those that it holds', () => {
    const file = source('a.mm', 'a ( b\n(\n) c\n) d\n');
    const one = report(at(file, '( b\n(\n) c\n)'), {
      label: 'outer',
      labels: [{ span: at(file, '(\n)'), message: 'inner' }],
    });
    expect(shown(one)).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:3
         |
       1 |    a ( b
         |  ____^
       2 | |/ (
       3 | || ) c
         | ||_- inner
       4 | |  ) d
         | |__^ outer
    `);
  });

  it('is an ordinary one when it ends with its line', () => {
    const file = source('a.mm', 'first\nsecond\n');
    expect(shown(report({ source: file, start: 0, end: 6 }))).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:1
         |
       1 | first
         | ^^^^^
    `);
  });
});

describe('places without width', () => {
  it('have one caret', () => {
    const file = source('a.mm', 'linear | tanh');
    expect(shown(report({ source: file, start: 6, end: 6 }))).toContain('| linear | tanh\n         |       ^\n');
  });

  it('stand at the end of the file, too', () => {
    const ended = source('a.mm', 'model\n');
    expect(shown(report({ source: ended, start: 6, end: 6 }))).toContain(
      '--> a.mm:2:1\n         |\n       2 |\n         | ^\n',
    );
    const open = source('a.mm', 'model');
    expect(shown(report({ source: open, start: 5, end: 5 }))).toContain(
      '--> a.mm:1:6\n         |\n       1 | model\n         |      ^\n',
    );
    const empty = source('a.mm', '');
    expect(shown(report({ source: empty, start: 0, end: 0 }))).toContain(
      '--> a.mm:1:1\n         |\n       1 |\n         | ^\n',
    );
  });
});

describe('characters', () => {
  const marked = (text: string, part: string) => {
    const file = source('a.mm', text);
    const [, , , line = '', marks = ''] = render([report(at(file, part))]).split('\n');
    return [line.slice(5), marks.slice(5)];
  };

  it('keep their columns after tabs', () => {
    expect(marked('\ta\tb', 'b')).toEqual(['    a    b', '         ^']);
    expect(marked('\t', '\t')).toEqual(['', '^^^^']);
  });

  it('keep their columns after wide ones', () => {
    expect(marked('use "名前" x', 'x')).toEqual(['use "名前" x', '           ^']);
    expect(marked('use "名前" x', '名前')).toEqual(['use "名前" x', '     ^^^^']);
    expect(marked('# 👩‍👩‍👧 x', 'x')).toEqual(['# 👩‍👩‍👧 x', '     ^']);
    expect(marked('e\u0301 x', 'x')).toEqual(['e\u0301 x', '  ^']);
  });

  it('that control a terminal are made visible', () => {
    expect(marked('a\u001b[31m b', 'b')).toEqual(['a␛[31m b', '       ^']);
    expect(marked('a\u202e b', 'b')).toEqual(['a\ufffd b', '   ^']);
    expect(marked('a\u200b b', 'b')).toEqual(['a\ufffd b', '   ^']);
    expect(marked('a\ud800 b', 'b')).toEqual(['a\ufffd b', '   ^']);
    const file = source('a\u0007.mm', 'x');
    expect(render([report(at(file, 'x'), { notes: ['a\nb'] }, 'say "\u001b[2J"')])).toBe(
      'error[a/b]: say "␛[2J"\n  --> a␇.mm:1:1\n   |\n 1 | x\n   | ^\n   |\n   = note: a␊b\n',
    );
  });

  it('of a Windows line end are none of the line', () => {
    const file = source('a.mm', 'one\r\ntwo\r\n');
    expect(shown(report({ source: file, start: 3, end: 5 }))).toContain('1 | one\n         |    ^\n');
    expect(shown(report(at(file, 'two')))).toContain('2 | two\n         | ^^^\n');
  });
});

describe('a long line', () => {
  const stages = Array.from({ length: 200 }, (_, i) => `linear ${i}`).join(' | ');
  const file = source('a.mm', stages);

  it('is cut around its mark', () => {
    expect(shown(report(at(file, 'linear 100')), { width: 60 })).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:1191
         |
       1 | …ear 98 | linear 99 | linear 100 | linear 101 | linear…
         |                       ^^^^^^^^^^
    `);
  });

  it('shows all of its marks', () => {
    const one = report(at(file, 'linear 199'), {
      label: 'end',
      labels: [{ span: at(file, 'linear 0'), message: 'start' }],
    });
    expect(shown(one, { width: 80 })).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:2478
         |
       1 | linear 0 | linear 1 | linear 2 | li…inear 197 | linear 198 | linear 199
         | --------                                                     ^^^^^^^^^^ end
         | |
         | start
    `);
  });

  it('loses the middle of a long mark', () => {
    const one = report({ source: file, start: 11, end: 2400 }, { label: 'all of this' });
    expect(shown(one, { width: 60 })).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:12
         |
       1 | …ear 0 | linear 1 | linear …91 | linear 192 | linear 19…
         |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ all of this
    `);
  });

  it('of four million characters takes no time', () => {
    const huge = source('a.mm', 'x'.repeat(4_000_000));
    const begun = performance.now();
    const text = render([report({ source: huge, start: 2_000_000, end: 2_000_001 })]);
    expect(text.length).toBeLessThan(400);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('notes and ways out', () => {
  const file = source('a.mm', 'linear 4d');

  it('are wrapped under themselves, and a fix that is help is said once', () => {
    const one = report(at(file, '4d'), {
      notes: ['one two three four five six seven eight nine ten eleven twelve'],
      help: ['write 4*d'],
      fixes: [
        { title: 'write 4*d', safe: true, edits: [] },
        { title: 'write 4', safe: false, edits: [] },
      ],
    });
    expect(shown(one, { width: 45 })).toBe(`
      error[a/b]: this does not fit
        --> a.mm:1:8
         |
       1 | linear 4d
         |        ^^
         |
         = note: one two three four five six seven
                 eight nine ten eleven twelve
         = help: write 4*d
         = help: write 4
    `);
  });

  it('are painted by the theme, each part by its function', () => {
    const paint = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const severity = { error: paint('e'), warning: paint('w'), note: paint('n') };
    const theme = { severity, message: paint('m'), gutter: paint('g'), label: paint('l'), aside: paint('a') };
    const one = report(at(file, '4d'), {
      label: 'here',
      labels: [{ span: at(file, 'linear'), message: '' }],
      notes: ['n'],
    });
    expect(render([one], { theme })).toBe(
      [
        '<e>error[a/b]</e><m>: this does not fit</m>',
        '  <g>--></g> a.mm:1:8',
        '   <g>|</g>',
        '<g> 1 |</g> linear 4d',
        '<g>   |</g> <l>------</l> <e>^^</e> <e>here</e>',
        '   <g>|</g>',
        '   <g>=</g> <a>note</a>: n',
        '',
      ].join('\n'),
    );
  });
});

it('any text with any marks renders, with a caret, nothing that acts on a terminal, and no line of a thousand columns', () => {
  const piece = fc.constantFrom(
    'a',
    ' | ',
    '\n',
    '\r\n',
    '\t',
    '名',
    '👩‍👩‍👧',
    '\u001b[2J',
    '\ud800',
    'e\u0301',
    '\u0000',
    'linear 200 '.repeat(20),
  );
  const places = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('', 'a label')), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      places,
      fc.integer({ min: 20, max: 120 }),
      (parts, drawn, width) => {
        const file = source('a.mm', parts.join(''));
        const spans = drawn.map(([a, b, message]) => {
          const [start, end] = [a % (file.text.length + 1), b % (file.text.length + 1)].sort((x, y) => x - y);
          return { span: { source: file, start: start as number, end: end as number }, message };
        });
        const [main, ...labels] = spans;
        const text = render([report(main!.span, { label: main!.message, labels })], { width });
        expect(text).toContain('^');
        expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}/u);
        expect(text.endsWith('\n')).toBe(true);
        expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1000);
      },
    ),
    { numRuns: 2000 },
  );
});
