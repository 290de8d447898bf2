/** `mm check`: files, folders, pipes, formats, exit codes, and watching. */
import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, folderWith, mm } from '../support/cli.ts';

const good = 'data chars names context=8\nmodel embed 10 | flatten 2 | linear 27\n';
const bad = 'data chars names context=7\nmodel embed 10 | flatten 2 | linear 27\n';

describe('mm check', () => {
  it('is content with a good file', () => {
    const folder = folderWith({ 'a.mm': 'input x[4]\nmodel linear 3\n' });
    expect(mm(folder, ['check', 'a.mm'])).toEqual({ status: 0, stdout: 'checked 1 file: no mistakes\n', stderr: '' });
  });

  it('finds the specs of folders, but none in what mm wrote, in packages or in hidden folders', () => {
    const folder = folderWith({
      'a.mm': 'input x[4]\nmodel linear 3\n',
      'deep/er/b.mm': 'embed 10 | linear 27\n',
      'node_modules/x/c.mm': bad,
      '.hidden/d.mm': bad,
      'runs/r-1/e.mm': bad,
      'runs/r-1/.mm-build.json': '{}',
    });
    expect(mm(folder, ['check']).stdout).toBe('checked 2 files: no mistakes\n');
  });

  it('reports a mistake with its place and ends with 1', () => {
    const { status, stdout } = mm(folderWith({ 'a.mm': bad }), ['check', 'a.mm']);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error[shape/not-divisible]: flatten 2 needs an even number of positions, but there are 7',
    );
    expect(stdout).toContain('--> a.mm:2:18');
    expect(stdout).toMatch(/checked 1 file: \d errors?\n$/);
  });

  it('reads a pipe', () => {
    expect(mm(folderWith(), ['check', '-'], bad).stdout).toContain('--> <stdin>:2:18');
  });

  it('prints a line for each report', () => {
    const { stdout } = mm(folderWith({ 'a.mm': bad }), ['check', '--format', 'line', 'a.mm']);
    expect(stdout.split('\n')[0]).toBe(
      'a.mm:2:18: error: flatten 2 needs an even number of positions, but there are 7',
    );
  });

  it('prints JSON, for clean files as well', () => {
    const folder = folderWith({ 'a.mm': bad, 'b.mm': 'input x[4]\nmodel linear 3\n' });
    const { diagnostics } = JSON.parse(mm(folder, ['check', '--format', 'json', 'a.mm']).stdout);
    expect(diagnostics[0]).toMatchObject({
      code: 'shape/not-divisible',
      severity: 'error',
      file: 'a.mm',
      line: 2,
      column: 18,
      endLine: 2,
      endColumn: 27,
    });
    expect(JSON.parse(mm(folder, ['check', '--format', 'json', 'b.mm']).stdout)).toEqual({ diagnostics: [] });
  });

  it.each([
    [['check', 'nowhere.mm'], /nowhere\.mm is not there/],
    [['check', '--formt', 'json'], /unknown option '--formt'/],
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['a.mm'], /'a\.mm' is a file, and a command comes first/],
    [['check', '--watch', '-'], /--watch needs files/],
    [['check', '--fix', '-'], /--fix needs files/],
    [['check', '--fix', '--watch', 'a.mm'], /--watch only reads/],
    [['check', '--fix-dry-run', '--format', 'json', 'a.mm'], /goes without --format json/],
    [['check', '--budget', 'parms=3', 'a.mm'], /wants params=, memory= or macs=/],
  ])('calls %j wrong use', (args, message) => {
    const { status, stderr } = mm(folderWith({ 'a.mm': good }), args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['sarif', 'github'])('prints %s, for clean files as well', (form) => {
    const folder = folderWith({ 'a.mm': bad, 'b.mm': 'input x[4]\nmodel linear 3\n' });
    const [wrong, right] = ['a.mm', 'b.mm'].map((file) => mm(folder, ['check', '--format', form, file]));
    expect([wrong?.status, right?.status]).toEqual([1, 0]);
    if (form === 'github') {
      expect(wrong?.stdout).toMatch(
        /^::error file=a\.mm,line=2,col=18,endLine=2,endColumn=27,title=shape\/not-divisible::/,
      );
      expect(right?.stdout).toBe('');
    } else {
      expect(JSON.parse(wrong?.stdout ?? '').runs[0].results[0].ruleId).toBe('shape/not-divisible');
      expect(JSON.parse(right?.stdout ?? '').runs[0].results).toEqual([]);
    }
  });

  describe('--fix', () => {
    const slips = 'input x[4]\nmodel Dense units=3 | tahn\n# 7 of them\n';
    const mended = 'input x[4]\nmodel linear out=3 | tanh\n# 7 of them\n';

    it('mends the file, and is content with it then', () => {
      const folder = folderWith({ 'a.mm': slips });
      const { status, stdout } = mm(folder, ['check', '--fix', 'a.mm']);
      expect(stdout).toBe('checked 1 file: no mistakes left, 3 changes made\n');
      expect(status).toBe(0);
      expect(readFileSync(join(folder, 'a.mm'), 'utf8')).toBe(mended);
      expect(readdirSync(folder)).toEqual(['a.mm']);
      expect(mm(folder, ['check', 'a.mm']).stdout).toBe('checked 1 file: no mistakes\n');
    });

    it('reports what it leaves', () => {
      const folder = folderWith({ 'a.mm': 'input x[4]\nmodel Dense 3 : [B, 4]\n' });
      const { status, stdout } = mm(folder, ['check', '--fix']);
      expect(status).toBe(1);
      expect(stdout).toContain('error[shape/assertion]');
      expect(stdout).toMatch(/checked 1 file: 1 error left, 1 change made\n$/);
    });

    it('shows what it would do as a diff that patch reads', () => {
      const folder = folderWith({ 'a.mm': slips });
      const { status, stdout } = mm(folder, ['check', '--fix-dry-run', 'a.mm']);
      expect(status).toBe(1);
      expect(stdout).toBe(
        [
          '--- a/a.mm',
          '+++ b/a.mm',
          '@@ -1,3 +1,3 @@',
          ' input x[4]',
          '-model Dense units=3 | tahn',
          '+model linear out=3 | tanh',
          ' # 7 of them',
          '',
          'checked 1 file: 3 errors; --fix would make 3 changes',
          '',
        ].join('\n'),
      );
      expect(readFileSync(join(folder, 'a.mm'), 'utf8')).toBe(slips);
    });

    it('keeps rights, links and a byte-order mark, and touches no other file', () => {
      const folder = folderWith({ 'real.mm': `\uFEFF${slips}`, 'b.mm': good });
      chmodSync(join(folder, 'real.mm'), 0o640);
      symlinkSync('real.mm', join(folder, 'a.mm'));
      const before = statSync(join(folder, 'b.mm')).mtimeMs;
      mm(folder, ['check', '--fix', 'a.mm', 'b.mm']);
      expect(readFileSync(join(folder, 'real.mm'), 'utf8')).toBe(`\uFEFF${mended}`);
      expect(statSync(join(folder, 'real.mm')).mode & 0o777).toBe(0o640);
      expect(lstatSync(join(folder, 'a.mm')).isSymbolicLink()).toBe(true);
      expect(statSync(join(folder, 'b.mm')).mtimeMs).toBe(before);
    });

    it('leaves a file alone whose bytes are no text', () => {
      const bytes = Buffer.concat([Buffer.from(slips), Buffer.from([0x23, 0xff, 0x0a])]);
      const folder = folderWith({ 'a.mm': bytes });
      const { status, stderr } = mm(folder, ['check', '--fix', 'a.mm']);
      expect(status).toBe(2);
      expect(stderr).toContain('not valid UTF-8');
      expect(readFileSync(join(folder, 'a.mm'))).toEqual(bytes);
    });
  });

  it('takes warnings for errors when it is told to', () => {
    const folder = folderWith({ 'a.mm': 'input x[4]\nmodel repeat 0 ( tanh ) | linear 3\n' });
    expect(mm(folder, ['check', 'a.mm']).status).toBe(0);
    expect(mm(folder, ['check', '--strict', 'a.mm']).status).toBe(1);
  });

  it('watches through errors, and through the loss of the file', { timeout: 60_000 }, async () => {
    const folder = folderWith({ 'a.mm': bad });
    const child = spawn(process.execPath, [command, 'check', '--watch', 'a.mm'], { cwd: folder });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    const shows = async (wanted: RegExp) => {
      while (!wanted.test(text)) await new Promise((resume) => setTimeout(resume, 30));
      text = '';
    };
    await shows(/1 error[\s\S]*watching/);
    writeFileSync(join(folder, 'a.mm'), 'input x[4]\nmodel linear 3\n');
    await shows(/no mistakes[\s\S]*watching/);
    rmSync(join(folder, 'a.mm'));
    await shows(/not there[\s\S]*watching/);
    writeFileSync(join(folder, 'a.mm'), bad);
    await shows(/1 error[\s\S]*watching/);
    child.kill();
  });
});
