/** Walks syntax trees: which keys of each kind of node hold other nodes, and helpers that follow them. */
import type {
  Args,
  BlockParam,
  BlockType,
  Call,
  Expr,
  InputDim,
  Item,
  Name,
  Paren,
  Setting,
  Spec,
  Stack,
  Stage,
  TapName,
  TypeExpr,
} from './ast.ts';

/** Every node of the tree. `Args` has no kind of its own; its parts count as children of the node that has it. */
export type Node =
  | Spec
  | Item
  | Name
  | InputDim
  | BlockParam
  | BlockType
  | TypeExpr
  | Stack
  | Stage
  | Setting
  | Paren
  | TapName
  | Expr
  | Call;

export type Kind = Node['kind'];
export type NodeOf<K extends Kind> = Extract<Node, { readonly kind: K }>;

/** What a key must hold to be a child: a node, nodes, arguments, or nothing. */
type Child = Node | readonly Node[] | Args | undefined;
type ChildKey<N> = {
  [K in keyof N]-?: N[K] extends Child ? (Extract<N[K], object> extends never ? never : K) : never;
}[keyof N];

/** The keys that hold children, in the order of the text. A kind without its row does not compile. */
export const childKeys: { readonly [K in Kind]: readonly Exclude<ChildKey<NodeOf<K>>, 'doc'>[] } = {
  spec: ['items'],
  name: [],
  use: ['path'],
  input: ['name', 'dims', 'of'],
  target: ['name', 'dims', 'of'],
  'input-dim': ['name', 'value'],
  data: ['reader', 'args'],
  let: ['name', 'value'],
  default: ['layer', 'args'],
  block: ['name', 'params', 'type', 'body'],
  'block-param': ['name', 'default'],
  'block-type': ['input', 'output'],
  type: ['dims', 'of'],
  model: ['name', 'body'],
  train: ['optimiser', 'args'],
  sweep: ['strategy', 'args'],
  budget: ['args'],
  stack: ['stages'],
  layer: ['name', 'args', 'assertion'],
  group: ['body', 'assertion'],
  repeat: ['variables', 'over', 'settings', 'body', 'assertion'],
  residual: ['settings', 'body', 'assertion'],
  join: ['settings', 'branches', 'assertion'],
  tap: ['tap', 'branch', 'assertion'],
  read: ['tap', 'assertion'],
  setting: ['key', 'value'],
  paren: ['stack', 'expr'],
  'tap-name': ['name'],
  number: [],
  string: [],
  'name-expr': [],
  negation: ['operand'],
  binary: ['left', 'right'],
  call: ['name', 'args'],
  list: ['items'],
  range: ['from', 'to'],
  hole: [],
  missing: [],
};

/**
 * The children of a node in the order of the text. Where parentheses can be read in two ways, both readings are children
 * of the same text.
 */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const key of childKeys[node.kind]) add((node as unknown as Readonly<Record<string, Child>>)[key], found);
  return node.kind === 'paren' ? found : found.sort((a, b) => a.span.start - b.span.start);
}

function add(child: Child, found: Node[]): void {
  if (child === undefined) return;
  if (isList(child)) for (const one of child) found.push(one);
  else if ('kind' in child) found.push(child);
  else for (const one of [...child.positionals, ...child.settings]) found.push(one);
}

function isList(child: Child): child is readonly Node[] {
  return Array.isArray(child);
}

/** What to do on entering a node; `false` leaves its children out. */
export type Visitor = { readonly [K in Kind]?: (node: NodeOf<K>, parent: Node | undefined) => unknown };

/** Visits a node and all below it, parents first, with the functions that are given for their kinds. */
export function visit(root: Node, visitor: Visitor): void {
  walk(root, (node, parent) => {
    const enter = visitor[node.kind] as ((node: Node, parent: Node | undefined) => unknown) | undefined;
    return enter?.(node, parent);
  });
}

/** Calls a function for a node and all below it, parents first; `false` leaves the children of a node out. */
export function walk(root: Node, enter: (node: Node, parent: Node | undefined) => unknown): void {
  const open: { readonly node: Node; readonly parent: Node | undefined }[] = [{ node: root, parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, parent } = next;
    if (enter(node, parent) === false) continue;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) open.push({ node: children[at] as Node, parent: node });
  }
}
