/** How far the scales that mm predicts are from those that emitted programs have when they start. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLoss } from '../../src/analyses/scale/first-loss.ts';
import { inputSpread, targetMoments } from '../../src/analyses/scale/input.ts';
import { deviationOf } from '../../src/analyses/scale/spread.ts';
import { scalesOf } from '../../src/analyses/scale.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { summarise } from '../../src/summary/summary.ts';
import { type Draws, specOf, start } from './at-start.ts';

/** What a model costs, and the batch that its spec asks for. */
export interface Size {
  /** Multiply-adds of an example. */
  readonly macs: number;
  readonly params: number;
  readonly batch: number;
}

export interface Compared {
  readonly ops: readonly ComparedOp[];
  readonly losses: readonly [expected: number | undefined, found: number | undefined];
}

export interface ComparedOp {
  /** The path of its stage and its kind. */
  readonly place: string;
  /** How far off its deviation is, as a share of the measured one; below 0 it is predicted too small. */
  readonly off: number;
}

/** Starts a spec that stands at a path so often, if at all, and holds the deviation of each op against the predicted one. */
export async function compared(
  path: string,
  drawsOf: (size: Size) => Draws | undefined,
): Promise<Compared | undefined> {
  const [spec, model] = specOf(path);
  const { macs, params } = summarise(model, { batch: 1 }, spec);
  const draws = drawsOf({ macs: numberOf(macs) ?? 0, params: numberOf(params) ?? 0, batch: spec.train?.batch ?? 32 });
  if (!draws) return undefined;
  const { ir, measured, firstLoss: found } = await start(path, [spec, model], draws);
  const input = inputSpread(spec, model);
  const { spreads } = scalesOf(ir.graph, { batch: draws.batch, ...(input && { input }) });
  const ops = ir.graph.nodes
    .filter(({ output }) => output.type.dtype === 'float')
    .map(({ op, output, path: stage }) => {
      const spread = spreads.get(output.id);
      if (!spread) throw new Error(`${path}: nothing is known of ${stage}`);
      const [expected, is] = [deviationOf(spread), measured.get(output.id)?.deviation ?? Number.NaN];
      return { place: `${stage} ${op.kind}`, off: expected === is ? 0 : expected / is - 1 };
    });
  const expected =
    ir.loss && firstLoss(ir.loss.graph, spreads.get(ir.graph.output.id), targetMoments(spec, model))?.expected;
  return { ops, losses: [expected, found] };
}

/** A spec of the same text but for the size of its input, in a folder of its own. */
export function smaller(path: string, from: string, to: string): string {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  const file = join(mkdtempSync(join(tmpdir(), 'mm-')), 'smaller.mm');
  writeFileSync(file, text.replace(from, to));
  return file;
}
