/** Whether a tensor can be computed in a kernel that is there already: where both go through the same places. */
import { sizeOf, type Tensor } from '../tensors/tensor.ts';
import { axesWithoutOnes, definitionOf, indexOf, loopsOf, withoutOnes } from './domains.ts';
import { type Expression, expressions, type Memory, partsOf, placeIn, stridesOf } from './expression.ts';
import type { Kernel, LoopsKernel, Member, ProductKernel, Sources } from './kernels.ts';
import { keyOf, type Loop, type Place, strideOf } from './places.ts';

/** What is known where a tensor looks for a kernel. */
export interface Surroundings {
  readonly sources: Sources;
  readonly memory: Memory;
  readonly placeOf: ReadonlyMap<Tensor, number>;
  /** Readers of what a tensor replaces. */
  readonly after: ReadonlyMap<Tensor, readonly Tensor[]>;
  /** The leaf that a tensor replaces. */
  readonly leaves: ReadonlyMap<Tensor, Tensor>;
}

/** How many kernels back a tensor looks for one to join. */
const FAR = 12;

/** The kernel that a tensor joins, where there is one; it is added to it. */
export function joins(
  tensor: Tensor,
  kernels: readonly Kernel[],
  from: number,
  around: Surroundings,
): number | undefined {
  if (tensor.of.kind === 'contract' || tensor.of.kind === 'scatter' || tensor.of.kind === 'concat') return undefined;
  for (let at = Math.max(from, kernels.length - FAR); at < kernels.length; at++) {
    const kernel = kernels[at] as Kernel;
    const canGrow = kernel.kind === 'loops' || kernel.kind === 'product';
    const member = canGrow ? asMember(tensor, kernel, at, around) : undefined;
    if (member) {
      kernel.members.push(member);
      return at;
    }
  }
  return undefined;
}

/** A tensor as a member of a kernel, if it can be one. */
function asMember(
  tensor: Tensor,
  kernel: LoopsKernel | ProductKernel,
  at: number,
  around: Surroundings,
): Member | undefined {
  const { sources, memory, placeOf } = around;
  const role = roleIn(tensor, kernel);
  if (!role) return undefined;
  const reads = sources.get(tensor) ?? [];
  const within = reads.filter((source) => placeOf.get(source) === at);
  if (within.length === 0 && !sharesReads(reads, kernel, sources)) return undefined;
  const axes = kernel.kind === 'product' ? [] : axesWith(tensor, kernel, role);
  const loops = loopsOf(kernel.domain);
  const own = ownIndex(tensor, kernel, role, loops, axes);
  const places = loadsIn(expressions(memory).at(...own));
  if (kernel.kind === 'product' && !isAffine(places, loops)) return undefined;
  let pass = 0;
  for (const source of within) {
    const member = kernel.kind === 'product' && source === kernel.product ? undefined : memberOf(source, kernel);
    const index = indexOf(source, kernel.domain, member?.role === 'every' || !member ? [] : axes, loops);
    const wanted = keyOf(placeIn({ offset: 0, strides: stridesOf(source.shape) }, index));
    if (places.some((each) => each.source === source && keyOf(each.place) !== wanted)) return undefined;
    if (member) pass = Math.max(pass, member.role === 'reduced' ? member.pass + 1 : member.pass);
  }
  const earliest = passAfterReaders(tensor, kernel, at, { axes, loops, role, around });
  if (earliest === undefined) return undefined;
  if (kernel.kind === 'loops') kernel.axes = axes;
  return { tensor, role, pass: Math.max(pass, earliest) };
}

/**
 * The first pass in which a tensor may replace a leaf that other members read; undefined where one of them would read
 * another place than the one that was just replaced.
 */
function passAfterReaders(
  tensor: Tensor,
  kernel: LoopsKernel | ProductKernel,
  at: number,
  own: {
    readonly axes: readonly number[];
    readonly loops: readonly Loop[];
    readonly role: Member['role'];
    readonly around: Surroundings;
  },
): number | undefined {
  const { axes, loops, role, around } = own;
  const leaf = around.leaves.get(tensor);
  const readers = (around.after.get(tensor) ?? []).filter((reader) => around.placeOf.get(reader) === at);
  if (!leaf || readers.length === 0) return 0;
  const index = indexOf(tensor, kernel.domain, role === 'kept' ? axes : [], loops);
  const wanted = keyOf(placeIn({ offset: 0, strides: stridesOf(leaf.shape) }, index));
  let pass = 0;
  for (const reader of readers) {
    const member = memberOf(reader, kernel);
    if (!member || member.role !== role) return undefined;
    const read = loadsIn(expressions(around.memory).at(...ownIndex(reader, kernel, role, loops, axes)));
    if (read.some(({ source, place }) => source === leaf && keyOf(place) !== wanted)) return undefined;
    pass = Math.max(pass, member.pass);
  }
  return pass;
}

function memberOf(source: Tensor, kernel: Kernel): Member | undefined {
  return kernel.members.find(({ tensor }) => tensor === source);
}

/** Whether a tensor reads something, of some size, that the kernel reads as well. */
function sharesReads(reads: readonly Tensor[], kernel: LoopsKernel | ProductKernel, sources: Sources): boolean {
  if (kernel.kind === 'product') return false;
  const size = sizeOf(kernel.domain);
  return kernel.members.some(({ tensor }) =>
    (sources.get(tensor) ?? []).some((source) => sizeOf(source.shape) >= size && reads.includes(source)),
  );
}

/** What a tensor would be in a kernel; undefined where their shapes differ. */
function roleIn({ of, shape }: Tensor, kernel: LoopsKernel | ProductKernel): Member['role'] | undefined {
  const own = `${withoutOnes(shape)}`;
  if (kernel.kind === 'product') return of.kind !== 'reduce' && own === `${kernel.domain}` ? 'every' : undefined;
  if (of.kind === 'reduce') {
    if (`${withoutOnes(of.input.shape)}` !== `${kernel.domain}`) return undefined;
    const axes = axesWithoutOnes(of.input.shape, of.axes);
    return kernel.axes.length === 0 || `${axes}` === `${kernel.axes}` ? 'reduced' : undefined;
  }
  if (own === `${kernel.domain}`) return 'every';
  const kept = kernel.domain.filter((_, axis) => !kernel.axes.includes(axis));
  return kernel.axes.length > 0 && own === `${kept}` ? 'kept' : undefined;
}

/** The axes that a kernel reduces once a tensor has joined it. */
function axesWith({ of }: Tensor, { axes }: LoopsKernel, role: Member['role']): readonly number[] {
  return role === 'reduced' && of.kind === 'reduce' ? axesWithoutOnes(of.input.shape, of.axes) : axes;
}

/** What is computed at the places of a kernel for a tensor: itself, or what it sums over. */
function ownIndex(
  tensor: Tensor,
  { domain }: LoopsKernel | ProductKernel,
  role: Member['role'],
  loops: readonly Loop[],
  axes: readonly number[],
): readonly [Tensor, readonly Place[]] {
  if (role === 'reduced' && tensor.of.kind === 'reduce')
    return [tensor.of.input, indexOf(tensor.of.input, domain, [], loops)];
  return definitionOf(tensor, indexOf(tensor, domain, role === 'kept' ? axes : [], loops));
}

type Load = Extract<Expression, { readonly kind: 'load' }>;

/** Everything that an expression reads. */
function loadsIn(expression: Expression): readonly Load[] {
  return partsOf(expression).filter((part): part is Load => part.kind === 'load');
}

/** Whether all that is read moves by fixed strides. */
function isAffine(loads: readonly Load[], loops: readonly Loop[]): boolean {
  return loads.every(
    ({ place, guards }) =>
      guards.length === 0 &&
      loops.every((loop) => strideOf(place, loop) !== undefined) &&
      place.terms.every(({ atom }) => atom.kind === 'loop'),
  );
}
