/** The plan of a fused engine as tables. */
import type { KernelReport, PlanReport } from '../fused/plan-report.ts';
import { columns } from './columns.ts';
import { bold, dim } from './terminal.ts';

export function planText(report: PlanReport, shown: { readonly batch: number; readonly kernels: boolean }): string {
  const { memory, module, macs, predicted, kernels } = report;
  const kinds = countsOf(kernels);
  const rows = [
    ['weights', bytesText(memory.weights)],
    ['buffers', bytesText(memory.buffers)],
    ['state', bytesText(memory.state), 'what the optimiser remembers'],
    ['minibatch', bytesText(memory.minibatch), `${shown.batch} examples with their targets`],
    ['passing', bytesText(memory.passing), 'activations, gradients and copies, at their most'],
    ['memory', bytesText(memory.all), 'all of it, with room for a measurement'],
    ['module', bytesText(module), `${kernels.length} kernels: ${kinds}`],
    ['work', `${macs.toLocaleString('en-US')}`, 'multiply-adds in a step, forwards and backwards'],
    ['time', timeText(predicted), 'a step, as predicted for a core at 4 GHz'],
  ];
  const table = columns(
    rows.map(([name = '', value = '', about = '']) => [bold(name), value, dim(about)]),
    [1],
  );
  return `${table}\n${shown.kernels ? `\n${kernelTable(kernels)}\n` : ''}`;
}

function kernelTable(kernels: readonly KernelReport[]): string {
  const head = ['', 'kernel', 'places', 'sums over', 'multiply-adds', 'time'].map(bold);
  const rows = kernels.map(({ kind, domain, summed, macs, predicted }, at) => [
    `${at}`,
    kind,
    `[${domain.join(', ')}]`,
    summed.length > 0 ? `[${summed.join(', ')}]` : '',
    macs > 0 ? macs.toLocaleString('en-US') : '',
    timeText(predicted),
  ]);
  return columns([head, ...rows], [0, 4, 5]);
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
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function timeText(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toFixed(1)} µs` : `${(microseconds / 1000).toFixed(2)} ms`;
}
