/** A product with what follows from it number by number, as code. */
import type { Tensor } from '../tensors/tensor.ts';
import { type Code, type FunctionBuilder, get, i32, type Local, set, store, storeLane } from '../wasm/code.ts';
import { definitionOf, indexOf } from './domains.ts';
import { emitter } from './emitter.ts';
import { counters, type Expression, expressions, type Memory, placeIn } from './expression.ts';
import { toValue } from './expression-values.ts';
import type { Ground } from './ground.ts';
import { scratchSize } from './kernels/panel.ts';
import { type Axis, type Product, productCode, type Tile } from './kernels/product.ts';
import type { ProductKernel } from './kernels.ts';
import type { Lodgings } from './memory.ts';
import { allPlaces, mergeRow } from './merge.ts';
import type { Site } from './nest.ts';
import { addressOf, settled } from './place-values.ts';
import { counter, fixed, type Loop, type Place, plus, strideOf, withCounters, ZERO } from './places.ts';
import { type Value, valueTable } from './values.ts';

/** What is stored of a product: itself, or what its epilogue makes of it. */
interface Result {
  readonly tensor: Tensor;
  readonly expression: Expression;
  readonly store: { readonly owner: Tensor; readonly place: Place } | undefined;
}

export function productKernelCode(
  builder: FunctionBuilder,
  kernel: ProductKernel,
  memory: Memory,
  lodging: Lodgings,
  site: Site,
): Code {
  const plan = planOf(kernel, memory, lodging);
  const address = (operand: Operand): Code => {
    const { code, bytes } = site.baseOf(lodging.of(operand.source)?.owner as Tensor);
    const offset = bytes + 4 * operand.place.constant;
    return code ? (offset === 0 ? code : [code, i32(offset), { op: 'i32.add', args: [] }]) : i32(offset);
  };
  const emit = emitter(builder);
  const table = valueTable();
  const column = builder.local('i32');
  const finish = (tile: Tile): Code => {
    const running = [
      ...plan.outer.map((loop, at) => ({ loop, local: tile.outer[at] as Local })),
      { loop: plan.rows, local: tile.row },
      { loop: plan.columns, local: column },
    ];
    const ground = { ...site, table, loops: running, lanes: tile.scalar ? undefined : plan.columns };
    return emit.scope(() => [
      set(column, typeof tile.column === 'number' ? i32(tile.column) : get(tile.column)),
      ...tileResults(plan, tile, ground, { builder, emit }),
    ]);
  };
  const panel = scratchSize(plan.product);
  const pointers = {
    left: address(plan.left),
    right: address(plan.right),
    ...(panel > 0 && { scratch: i32(site.scratch(4 * panel)) }),
  };
  return productCode(builder, plan.product, pointers, finish);
}

interface Operand {
  readonly source: Tensor;
  readonly place: Place;
}

interface ProductPlan {
  readonly product: Product;
  readonly left: Operand;
  readonly right: Operand;
  readonly outer: readonly Loop[];
  readonly rows: Loop;
  readonly columns: Loop;
  readonly counters: ReadonlyMap<Loop, Place>;
  readonly results: readonly Result[];
  readonly tensor: Tensor;
}

/** Which loop of a product is which. */
function planOf({ product: tensor, members }: ProductKernel, memory: Memory, lodging: Lodgings): ProductPlan {
  const { of, shape } = tensor;
  if (of.kind !== 'contract') throw new Error('not a product');
  const { left, right, batch, summed } = of;
  const rowCount = left.shape.length - batch - summed;
  const own = shape.map((size, id): Loop => ({ id, size }));
  const sums = right.shape.slice(batch, batch + summed).map((size, at): Loop => ({ id: 50 + at, size }));
  const [groups, rows, columns] = [
    own.slice(0, batch),
    own.slice(batch, batch + rowCount),
    own.slice(batch + rowCount),
  ];
  const leftAt = operandAt(left, counters([...groups, ...rows, ...sums]), memory);
  const rightAt = operandAt(right, counters([...groups, ...sums, ...columns]), memory);
  const results = resultsOf(
    tensor,
    members.map((member) => member.tensor),
    own,
    memory,
    lodging,
  );
  const places = [
    leftAt.place,
    rightAt.place,
    ...results.flatMap(({ expression, store: at }) => [...allPlaces(expression), ...(at ? [at.place] : [])]),
  ];
  const together = new Map<Loop, Place>();
  const merge = (row: readonly Loop[]) =>
    mergeRow(
      row.filter(({ size }) => size > 1),
      places,
      together,
    );
  const [groupLoops, rowLoops, columnLoops, sumLoops] = [groups, rows, columns, sums].map(merge) as [
    readonly Loop[],
    readonly Loop[],
    readonly Loop[],
    readonly Loop[],
  ];
  const [leftPlace, rightPlace] = [leftAt.place, rightAt.place].map((place) => withCounters(place, together)) as [
    Place,
    Place,
  ];
  const axis = (loop: Loop): Axis => ({
    size: loop.size,
    left: strideOf(leftPlace, loop) as number,
    right: strideOf(rightPlace, loop) as number,
  });
  const tall = [...rowLoops].sort((a, b) => b.size - a.size)[0] ?? { id: 60, size: 1 };
  const wide = columnLoops.at(-1) ?? { id: 61, size: 1 };
  const outer = [...groupLoops, ...rowLoops, ...columnLoops].filter((loop) => loop !== tall && loop !== wide);
  const one = { size: 1, left: 0, right: 0 };
  return {
    product: {
      outer: outer.map(axis),
      rows: tall.size === 1 ? one : axis(tall),
      columns: wide.size === 1 ? { ...one, right: 1 } : axis(wide),
      summed: sumLoops.length === 0 ? [one] : sumLoops.map(axis),
    },
    left: { source: leftAt.source, place: leftPlace },
    right: { source: rightAt.source, place: rightPlace },
    outer,
    rows: tall,
    columns: wide,
    counters: together,
    results,
    tensor,
  };
}

function operandAt(tensor: Tensor, index: readonly Place[], memory: Memory): Operand {
  const found = expressions(memory).at(tensor, index);
  if (found.kind !== 'load') throw new Error('an operand of a product lies in memory');
  return { source: found.source, place: found.place };
}

/** The product and its members, each with where it goes. */
function resultsOf(
  product: Tensor,
  members: readonly Tensor[],
  loops: readonly Loop[],
  memory: Memory,
  lodging: Lodgings,
): readonly Result[] {
  const domain = loops.filter(({ size }) => size > 1);
  const index = (tensor: Tensor) =>
    indexOf(
      tensor,
      domain.map(({ size }) => size),
      [],
      domain,
    );
  const build = expressions(memory);
  const result = (tensor: Tensor, expression: Expression): Result => {
    const at = lodging.of(tensor);
    return { tensor, expression, store: at && { owner: at.owner, place: placeIn(at, index(tensor)) } };
  };
  const first = result(product, build.hold(product, index(product)));
  return [
    first,
    ...members.map((tensor) => {
      const made = result(tensor, build.at(...definitionOf(tensor, index(tensor))));
      build.hold(tensor, index(tensor));
      return made;
    }),
  ];
}

/** Everything that is stored of a tile. */
function tileResults(
  plan: ProductPlan,
  tile: Tile,
  ground: Omit<Ground, 'counters' | 'ownOf'>,
  { builder, emit }: { readonly builder: FunctionBuilder; readonly emit: ReturnType<typeof emitter> },
): readonly Code[] {
  const parts = tile.sums.flatMap((row, i) =>
    row.map((sum, j) => {
      const here = placed(plan, i, tile.scalar ? j : 4 * j);
      const own = new Map<Tensor, Value>([[plan.tensor, sumValue(sum, ground)]]);
      const full: Ground = { ...ground, counters: here, ownOf: (tensor) => own.get(tensor) as Value };
      return plan.results.flatMap(({ tensor, expression, store: at }) => {
        const value = tensor === plan.tensor ? (own.get(tensor) as Value) : toValue(expression, full);
        own.set(tensor, value);
        if (!at) return [];
        return [{ value, address: addressOf(at.owner, settled(at.place, full), full) }];
      });
    }),
  );
  emit.expect(parts.flat().flatMap(({ value, address }) => [value, address.value]));
  return parts.map((results) => {
    if (results.length === 1)
      return results.map(({ value, address }) =>
        stored(tile, emit.use(address.value), emit.use(value), address.bytes, builder),
      );
    const locals = results.map(({ value }) => builder.local(value.type));
    return [
      results.map(({ value }, at) => set(locals[at] as Local, emit.use(value))),
      results.map(({ address }, at) =>
        stored(tile, emit.use(address.value), get(locals[at] as Local), address.bytes, builder),
      ),
    ];
  });
}

/** What stands for the counters of loops at a row and a column of a tile. */
function placed(
  { counters: merged, rows, columns }: ProductPlan,
  row: number,
  column: number,
): ReadonlyMap<Loop, Place> {
  const here = new Map<Loop, Place>([
    [rows, rows.size === 1 ? ZERO : plus(counter(rows), fixed(row))],
    [columns, columns.size === 1 ? ZERO : plus(counter(columns), fixed(column))],
  ]);
  return new Map([...here, ...[...merged].map(([loop, place]) => [loop, withCounters(place, here)] as const)]);
}

function sumValue(sum: Local, { table }: Pick<Ground, 'table'>): Value {
  return table.value(`sum ${sum.index}`, sum.type as 'v128' | 'f32', [], () => get(sum), { level: 99, trivial: true });
}

/** A vector, or those of its lanes that no other tile has stored. */
function stored({ scalar, skip }: Tile, address: Code, value: Code, bytes: number, builder: FunctionBuilder): Code {
  if (scalar) return store('f32.store', address, value, bytes);
  if (skip === 0) return store('v128.store', address, value, bytes);
  if (skip === 3) return storeLane('v128.store32_lane', address, value, bytes + 12, 3);
  if (skip === 2) return storeLane('v128.store64_lane', address, value, bytes + 8, 1);
  const [at, vector] = [builder.local('i32'), builder.local('v128')];
  return [
    set(at, address),
    set(vector, value),
    storeLane('v128.store32_lane', get(at), get(vector), bytes + 4, 1),
    storeLane('v128.store64_lane', get(at), get(vector), bytes + 8, 1),
  ];
}
