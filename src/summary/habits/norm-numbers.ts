/** Numbers of a norm that leave it no norm: running statistics that stay put, an eps as large as the variance, a scale of 0. */
import { roleOf } from '../../analyses/role.ts';
import { isOnlyWay } from '../../analyses/wiring.ts';
import { type Diagnostic, diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { Setting } from '../../parser/ast.ts';
import { everywhere, type ModelHabit, named, type Sight, statedFor } from './sight.ts';

/** Sound norms go up to 0.01. */
const MOST_EPS = 0.1;

/** Batch norm whose running statistics are never those of any batch. */
export const stillStatistics: ModelHabit = (sight) => {
  const isStill = ({ op }: OpNode) => (op.kind === 'batch_norm' && op.momentum === 0 ? true : undefined);
  return bySetting('momentum', isStill, sight).map(({ norm, setting, span }) => {
    const help = ['momentum is the share of each batch, as in PyTorch: 0.1 is usual'];
    const fixes = numberFix(setting, '0.1');
    return diagnostic('lint/still-statistics', span, { norm }, { help, fixes });
  });
};

export const largeEps: ModelHabit = (sight) => {
  const epsOf = ({ op }: OpNode) =>
    (op.kind === 'batch_norm' || op.kind === 'normalise') && op.eps >= MOST_EPS ? op.eps : undefined;
  return bySetting('eps', epsOf, sight).map(({ node, norm, found, setting, span }) => {
    const kept = node.op.kind === 'batch_norm' && found >= 0.5 && found < 1 && setting?.value.kind === 'number';
    const momentum = `momentum=${Number((1 - found).toPrecision(6))}`;
    const turned =
      kept && !statedFor(node, 'momentum', sight)
        ? [replace(`write ${momentum}, if that was meant`, setting.span, momentum)]
        : [];
    const help = ['eps keeps from a division by zero: 1e-5 is usual'];
    return diagnostic(
      'lint/eps',
      span,
      { norm, eps: found },
      { help, fixes: [...turned, ...numberFix(setting, '1e-5')] },
    );
  });
};

/** A scale of 0 is sound at the end of a residual, which then begins as its shortcut; here nothing goes around it. */
export const zeroNorm: ModelHabit = (sight) => {
  const inits = new Map(sight.graph.weights.map(({ value, weight }) => [value.id, weight.init]));
  const startOf = (value: Value | undefined) => {
    const init = value && inits.get(value.id);
    return init?.kind === 'constant' ? init.value : undefined;
  };
  const isShut = (node: OpNode) =>
    roleOf(node.op) === 'norm' && startOf(node.inputs[1]) === 0 && isOnlyWay(node, sight.wiring)
      ? (startOf(node.inputs[2]) ?? 0)
      : undefined;
  return bySetting('init', isShut, sight).map(({ node, norm, found, setting, span }) => {
    const offset = found === 1 ? statedFor(node, 'bias_init', sight) : undefined;
    const swapped = setting && offset ? [swap(setting, offset)] : [];
    const plain = setting && !offset ? [replace('write init=ones', setting.value.span, 'ones')] : [];
    const help = ['the scale starts with ones and the offset with zeros'];
    return diagnostic('lint/zero-norm', span, { norm }, { help, fixes: [...swapped, ...plain] });
  });
};

function swap(scale: Setting, offset: Setting): Fix {
  const edits = [
    { span: scale.value.span, text: 'ones' },
    { span: offset.value.span, text: 'zeros' },
  ];
  return { title: 'write init=ones bias_init=zeros', safe: false, edits };
}

interface Found<T> {
  readonly node: OpNode;
  readonly found: T;
  readonly norm: string;
  /** What says it, in the layer or in a default, which is told of once. */
  readonly setting: Setting | undefined;
  readonly span: Diagnostic['span'];
}

function bySetting<T>(key: string, find: (node: OpNode) => T | undefined, sight: Sight): readonly Found<T>[] {
  const norms = sight.graph.nodes.filter(({ op }) => roleOf(op) === 'norm');
  const all = everywhere(norms, find, sight).map(({ node, found }) => {
    const { text, span } = named(node, sight);
    const setting = statedFor(node, key, sight);
    return { node, found, norm: text.split(' ')[0] ?? text, setting, span: setting?.span ?? span };
  });
  return [...new Map(all.toReversed().map((one) => [one.span.start, one])).values()];
}

function numberFix(setting: Setting | undefined, number: string): Fix[] {
  return setting?.value.kind === 'number'
    ? [replace(`write ${setting.key.text}=${number}`, setting.value.span, number)]
    : [];
}
