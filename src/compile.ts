/** From a text to the files of its program: parse, resolve, check, lower, emit, and nothing else. */

import type { EngineName, Language, OutputFile } from './codegen/target.ts';
import { reasonAgainst } from './codegen/targets/tfjs/engine-code.ts';
import { tfjs } from './codegen/targets/tfjs/index.ts';
import { severityOf } from './diagnostics/catalog.ts';
import type { Outcome } from './diagnostics/diagnostic.ts';
import { compileEngine, type Unsupported } from './fused/engine.ts';
import { type PlanReport, planReport } from './fused/plan-report.ts';
import { type LoweredData, toIr } from './ir/ir.ts';
import type { Facts } from './resolve/facts.ts';
import type { CheckedModel, CheckedSpec } from './shapecheck/checked.ts';
import { check } from './summary/check.ts';
import type { Source } from './text/source.ts';
import { toWat } from './wasm/wat.ts';

export interface CompileOptions {
  /** Which model, where the spec has several: the first one without a name. */
  readonly model?: string | undefined;
  readonly lang?: Language;
  /** What trains the program: the fused engine where the model can be compiled for it, unless this says `tfjs`. */
  readonly engine?: EngineName;
}

/**
 * The files of a spec's program. Pure: what it must know of the world stands in `facts`. There are no files when the spec
 * has errors or no such model.
 */
export function compile(source: Source, facts?: Facts, options: CompileOptions = {}): Outcome<readonly OutputFile[]> {
  const { value, diagnostics } = check(source, facts);
  const model = value.models.find(({ name }) => options.model === undefined || name === options.model);
  const isBroken = diagnostics.some((each) => severityOf(each) === 'error');
  return { value: model && !isBroken ? emitModel(value, model, options) : [], diagnostics };
}

/** The files of one model of a spec without errors. */
export function emitModel(
  spec: CheckedSpec,
  model: CheckedModel,
  { lang = 'js', engine = 'fused' }: Pick<CompileOptions, 'lang' | 'engine'> = {},
  data?: LoweredData,
): readonly OutputFile[] {
  return tfjs.program(toIr(spec, model, data), { lang, engine });
}

/** Why the fused engine cannot train a model, as the end of a sentence about its spec. */
export function whyNotFused(spec: CheckedSpec, model: CheckedModel, data?: LoweredData): string | undefined {
  return reasonAgainst(toIr(spec, model, data));
}

/** What the fused engine of a model would be, or why there is none. */
export function planOf(spec: CheckedSpec, model: CheckedModel): Plan | Unsupported {
  const ir = toIr(spec, model);
  const engine = compileEngine(ir);
  if ('reason' in engine) return engine;
  return { report: planReport(engine), batch: engine.batch, wat: () => toWat(engine.compiled.module) };
}

export interface Plan {
  readonly report: PlanReport;
  readonly batch: number;
  /** The module as text. */
  wat(): string;
}
