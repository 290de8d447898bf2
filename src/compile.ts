/** From a text to the files of its program: parse, resolve, check, lower, emit, and nothing else. */
import type { Language, OutputFile } from './codegen/target.ts';
import { tfjs } from './codegen/targets/tfjs/index.ts';
import { severityOf } from './diagnostics/catalog.ts';
import type { Outcome } from './diagnostics/diagnostic.ts';
import { type LoweredData, toIr } from './ir/ir.ts';
import type { Facts } from './resolve/facts.ts';
import type { CheckedModel, CheckedSpec } from './shapecheck/checked.ts';
import { check } from './summary/check.ts';
import type { Source } from './text/source.ts';

export interface CompileOptions {
  /** Which model, where the spec has several: the first one without a name. */
  readonly model?: string | undefined;
  readonly lang?: Language;
}

/**
 * The files of a spec's program. Pure: what it must know of the world stands in `facts`. There are no files when the spec
 * has errors or no such model.
 */
export function compile(source: Source, facts?: Facts, options: CompileOptions = {}): Outcome<readonly OutputFile[]> {
  const { value, diagnostics } = check(source, facts);
  const model = value.models.find(({ name }) => options.model === undefined || name === options.model);
  const isBroken = diagnostics.some((each) => severityOf(each) === 'error');
  return { value: model && !isBroken ? emitModel(value, model, options.lang) : [], diagnostics };
}

/** The files of one model of a spec without errors. */
export function emitModel(
  spec: CheckedSpec,
  model: CheckedModel,
  lang: Language = 'js',
  data?: LoweredData,
): readonly OutputFile[] {
  return tfjs.program(toIr(spec, model, data), { lang });
}
