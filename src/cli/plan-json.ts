/** The plan of a fused engine for programs; schemas/plan.schema.json states its form. */
import type { Plan } from '../compile.ts';
import type { KernelReport } from '../fused/kernel-report.ts';
import type { PlanReport } from '../fused/plan-report.ts';
import { type Count, countJson } from '../summary/json.ts';
import type { Summary } from '../summary/summary.ts';

export interface JsonPlan {
  /** Null for a model without a name. */
  readonly name: string | null;
  readonly batch: number;
  readonly params: Count;
  /** Multiply-adds of one example, forwards. */
  readonly macs: Count;
  /** Null where the model has no engine. */
  readonly engine: JsonEngine | null;
  /** Why it has none, as the end of a sentence about the spec. */
  readonly reason: string | null;
}

interface JsonEngine extends Omit<PlanReport, 'predicted' | 'kernels'> {
  readonly microseconds: number;
  readonly kernels: readonly JsonKernel[];
}

type JsonKernel = Omit<KernelReport, 'predicted'> & { readonly microseconds: number };

export function planJson({ name, batch, params, macs }: Summary, plan: Plan | { readonly reason: string }): JsonPlan {
  const known = { name: name ?? null, batch, params: countJson(params), macs: countJson(macs) };
  if ('reason' in plan) return { ...known, engine: null, reason: plan.reason };
  const { predicted, kernels, ...rest } = plan.report;
  return { ...known, engine: { ...rest, microseconds: predicted, kernels: kernels.map(kernelJson) }, reason: null };
}

function kernelJson({ predicted, ...rest }: KernelReport): JsonKernel {
  return { ...rest, microseconds: predicted };
}
