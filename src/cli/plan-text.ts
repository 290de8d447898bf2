/** The plan of a fused engine as tables. */
import type { Plan } from '../compile.ts';
import type { KernelReport } from '../fused/kernel-report.ts';
import { numberOf, toText } from '../shapes/dim.ts';
import type { Summary } from '../summary/summary.ts';
import { columns } from './columns.ts';
import { bold, dim } from './terminal.ts';

export function planText({ report, batch }: Plan, shown: { readonly kernels: boolean }): string {
  const { memory, module, macs, predicted, kernels } = report;
  const table = facts([
    ['weights', bytesText(memory.weights)],
    ['buffers', bytesText(memory.buffers)],
    ['state', bytesText(memory.state), 'what the optimiser remembers'],
    ['minibatch', bytesText(memory.minibatch), `${batch} examples with their targets`],
    ['passing', bytesText(memory.passing), 'activations, gradients and copies, at their most'],
    ['memory', bytesText(memory.all), 'all of it, with room for a measurement'],
    ['module', bytesText(module), `${kernels.length} kernels: ${countsOf(kernels)}`],
    ['work', macs.toLocaleString('en-US'), 'multiply-adds in a step, forwards and backwards'],
    ['time', timeText(predicted), 'a step, as predicted for a core at 4 GHz'],
  ]);
  return shown.kernels ? `${table}\n${kernelTable(kernels)}\n` : table;
}

/** What is known of a model without an engine. */
export function knownText({ params, macs, memory, batch }: Summary): string {
  const count = numberOf(params);
  return facts([
    ['weights', count === undefined ? `${toText(params)} numbers` : bytesText(4 * count)],
    ...(memory ? [['memory', sizeText(memory), `a step of TensorFlow.js with ${batch} examples, at least`]] : []),
    ['work', numberOf(macs)?.toLocaleString('en-US') ?? toText(macs), 'multiply-adds of an example, forwards'],
  ]);
}

function sizeText(bytes: NonNullable<Summary['memory']>): string {
  const count = numberOf(bytes);
  return count === undefined ? `${toText(bytes)} B` : bytesText(count);
}

function facts(rows: readonly (readonly string[])[]): string {
  return `${columns(
    rows.map(([name = '', value = '', about = '']) => [bold(name), value, dim(about)]),
    [1],
  )}\n`;
}

function kernelTable(kernels: readonly KernelReport[]): string {
  const head = ['', 'kernel', 'places', 'sums over', 'multiply-adds', 'reads', 'writes', 'time', 'for'].map(bold);
  const rows = kernels.map((kernel, at) => {
    const { kind, domain, summed, macs, read, written, predicted } = kernel;
    return [
      `${at}`,
      kind,
      `[${domain.join(', ')}]`,
      summed.length > 0 ? `[${summed.join(', ')}]` : '',
      macs > 0 ? macs.toLocaleString('en-US') : '',
      bytesText(read),
      bytesText(written),
      timeText(predicted),
      purposeOf(kernel),
    ];
  });
  return columns([head, ...rows], [0, 4, 5, 6, 7]);
}

/** `linear, tanh; gradient of bn; update of linear.weight`. */
export function purposeOf({
  forward,
  backward,
  update,
}: Pick<KernelReport, 'forward' | 'backward' | 'update'>): string {
  const parts = [
    forward.join(', '),
    backward.length > 0 ? `gradient of ${backward.join(', ')}` : '',
    update.length > 0 ? `update of ${update.join(', ')}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function countsOf(kernels: readonly KernelReport[]): string {
  const names = ['product', 'loops', 'scatter', 'concat'] as const;
  return names
    .map((name) => [name, kernels.filter(({ kind }) => kind === name).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1000).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function timeText(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toFixed(1)} µs` : `${(microseconds / 1000).toFixed(2)} ms`;
}
