/** Prints a syntax tree as text, as compactly as a reader can bear: for tests. */
import type * as A from '../../src/parser/ast.ts';

/** One line for each item. */
export function printTree(spec: A.Spec): string {
  return spec.items.map((item) => [...item.doc.map((line) => `## ${line}`), printItem(item)].join('\n')).join('\n');
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}

function printItem(item: A.Item): string {
  switch (item.kind) {
    case 'use':
      return `(use ${printValue(item.path)})`;
    case 'input':
    case 'target': {
      const dims = item.dimsSpan.end > item.dimsSpan.start && `[${item.dims.map(printDim).join(' ')}]`;
      return `(${words(item.kind, name(item.name), dims, item.of && `of ${printDim(item.of)}`)})`;
    }
    case 'data':
      return `(${words('data', name(item.reader), printArgs(item.args))})`;
    case 'let':
      return `(let ${name(item.name)} ${printValue(item.value)})`;
    case 'default':
      return `(${words('default', name(item.layer), printArgs(item.args))})`;
    case 'block': {
      const type = item.type && `: ${printType(item.type.input)} -> ${printType(item.type.output)}`;
      const params = item.params.length > 0 && `(${item.params.map(printParam).join(' ')})`;
      return `(${words('block', name(item.name), params, type, printStack(item.body))})`;
    }
    case 'model':
      return `(${words(item.bare ? 'bare' : 'model', item.name && name(item.name), printStack(item.body))})`;
    case 'train':
      return `(${words('train', name(item.optimiser), printArgs(item.args))})`;
    case 'sweep':
      return `(${words('sweep', name(item.strategy), printArgs(item.args))})`;
    case 'budget':
      return `(${words('budget', printArgs(item.args))})`;
  }
}

function name({ text }: A.Name): string {
  return text || '?';
}

function printDim({ name: key, value }: A.InputDim): string {
  return (key ? `${name(key)}=` : '') + printValue(value);
}

function printParam({ tap, name: param, default: value }: A.BlockParam): string {
  return (tap ? '@' : '') + name(param) + (value ? `=${printValue(value)}` : '');
}

function printType({ int, dims, of }: A.TypeExpr): string {
  return words(`${int ? 'int' : ''}[${dims.map(printValue).join(' ')}]`, of && `of ${printValue(of)}`);
}

/** `{ (embed 10) | (tanh) }`. */
export function printStack({ stages }: A.Stack): string {
  return `{ ${stages.map(printStage).join(' | ')} }`;
}

function printStage(stage: A.Stage): string {
  if (stage.kind === 'missing') return '?';
  return words(printBare(stage), stage.assertion && `: ${printType(stage.assertion)}`);
}

function printBare(stage: Exclude<A.Stage, A.Missing>): string {
  switch (stage.kind) {
    case 'layer':
      return `(${words(name(stage.name), printArgs(stage.args))})`;
    case 'group':
      return printStack(stage.body);
    case 'repeat': {
      const variables = stage.variables.length > 0 && `${stage.variables.map(name).join(' ')} in`;
      return `(${words('repeat', variables, printValue(stage.over), printSettings(stage.settings), printStack(stage.body))})`;
    }
    case 'residual':
      return `(${words('residual', printSettings(stage.settings), printStack(stage.body))})`;
    case 'join': {
      const { branches } = stage;
      const parts = 'kind' in branches ? printValue(branches) : branches.map(printStack).join(' ');
      return `(${words(stage.join, printSettings(stage.settings), parts)})`;
    }
    case 'tap':
      return `(${words('tap', printValue(stage.tap), stage.branch && printStack(stage.branch))})`;
    case 'read':
      return printValue(stage.tap);
  }
}

function printArgs({ positionals, settings }: A.Args): string {
  return words(positionals.map(printValue).join(' '), printSettings(settings));
}

function printSettings(settings: readonly A.Setting[]): string {
  return settings.map(({ key, value }) => `${name(key)}=${printValue(value)}`).join(' ');
}

/** An expression in prefix form; `<stack …>`, `<value …>` and `<either …>` are parentheses among arguments. */
export function printValue(value: A.Value): string {
  switch (value.kind) {
    case 'number':
      return `${value.value}${value.unit ? `'${value.unit}` : ''}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'name-expr':
      return value.name;
    case 'negation':
      return `(neg ${printValue(value.operand)})`;
    case 'binary':
      return `(${value.operator} ${printValue(value.left)} ${printValue(value.right)})`;
    case 'range':
      return `(.. ${printValue(value.from)} ${printValue(value.to)})`;
    case 'call':
      return `(${words('call', name(value.name), printArgs(value.args))})`;
    case 'list':
      return `[${value.items.map(printValue).join(' ')}]`;
    case 'hole':
      return '_';
    case 'missing':
      return '?';
    case 'tap-name':
      return `@${name(value.name)}`;
    case 'paren': {
      if (value.stack && value.expr) return `<either ${printValue(value.expr)}>`;
      if (value.stack) return `<stack ${printStack(value.stack)}>`;
      return value.expr ? `<value ${printValue(value.expr)}>` : '<nothing>';
    }
  }
}
