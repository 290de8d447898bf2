/**
 * Matrix products of the fused engine against the limit of the machine's 128-bit instructions, which a loop of additions
 * and multiplications on registers alone measures. GFLOP per CPU second; a share is the median of those of all rounds.
 */
import { resolve } from 'node:path';
import { load } from '../scripts/docs/load.mjs';
import { inTurn, median, table } from './measure.mjs';

const ROUNDS = 15;
/** Seconds of one measurement. */
const SLICE = 0.004;
/** The share of the limit that the products of stage 5 are to reach. */
const BAR = 0.85;

/** [rows, numbers summed, columns], and whether the left operand lies transposed, as for gradients by weights. */
const stage5 = [
  ['forward 1', 128, 48, 128],
  ['forward 2', 64, 256, 128],
  ['forward 3', 32, 256, 128],
  ['forward, logits', 32, 128, 27],
  ['by input, logits', 32, 27, 128],
  ['by input 3', 32, 128, 256],
  ['by input 2', 64, 128, 256],
  ['by input 1', 128, 128, 48],
  ['by weight, logits', 128, 32, 27, true],
  ['by weight 3', 256, 32, 128, true],
  ['by weight 2', 256, 64, 128, true],
  ['by weight 1', 48, 128, 128, true],
].map(([name, rows, sum, columns, transposed = false]) => ({ name, rows, sum, columns, transposed, batch: 1 }));

const others = [
  ['large', 256, 256, 256],
  ['large', 512, 2048, 512],
  ['large', 1024, 1024, 1024],
  ['transformer, forward', 512, 64, 64],
  ['transformer, wide', 512, 64, 256],
  ['transformer, narrow', 512, 256, 64],
  ['transformer, by weight', 64, 512, 64, true],
  ['heads of attention', 16, 16, 16, false, 128],
  ['one row', 1, 256, 256],
  ['one column', 256, 256, 1],
].map(([name, rows, sum, columns, transposed = false, batch = 1]) => ({ name, rows, sum, columns, transposed, batch }));

export async function benchProducts() {
  const wasm = await load(
    resolve('.'),
    ['wasm/code', 'wasm/encode', 'fused/kernels/product', 'fused/kernels/panel', 'fused/kernels/store-sums']
      .map((file) => `export * from './src/${file}.ts'`)
      .join('\n'),
  );
  const sizes = [...stage5, ...others];
  const runs = [limitLoop(wasm), ...sizes.map((size) => product(wasm, size))];
  const [limits, ...rates] = inTurn(
    runs.map((run) => rateOf(run)),
    ROUNDS,
  );
  const shares = rates.map((own) => median(own.map((rate, round) => rate / limits[round])));
  const rows = sizes.map((size, i) => [nameOf(size), median(rates[i]).toFixed(1), percent(shares[i])]);
  const weighted = weightedMedian(stage5.map((size, i) => ({ value: shares[i], weight: flopOf(size) })));
  const title = `products: the limit is ${median(limits).toFixed(1)} GFLOP/s; median of ${ROUNDS} rounds`;
  const whole = ['stage 5, median weighted by FLOP', '', percent(weighted)];
  table(title, [['', 'GFLOP/s', 'of the limit'], ...rows.slice(0, stage5.length), whole, ...rows.slice(stage5.length)]);
  console.log(`  at least ${percent(BAR)} of the limit: ${percent(weighted)}, ${weighted >= BAR ? 'met' : 'NOT met'}`);
}

function nameOf({ name, rows, sum, columns, batch }) {
  return `${name}, ${batch > 1 ? `${batch} of ` : ''}${rows}x${sum}x${columns}`;
}

function flopOf({ rows, sum, columns, batch }) {
  return 2 * rows * sum * columns * batch;
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}

/** The least value at which half of the weight is reached. */
function weightedMedian(entries) {
  const sorted = [...entries].sort((a, b) => a.value - b.value);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { value, weight } of sorted) {
    left -= weight;
    if (left <= 0) return value;
  }
}

/**
 * Thirteen sums, as many as V8 has registers for: the latency of an addition and a multiplication, of up to four cycles
 * each, is hidden behind the others.
 */
function limitLoop({ f32x4, func, get, i32, ins, loopWhileBelow, set, store, ...wasm }) {
  const [sums, steps] = [13, 4000];
  const code = func('run', [], [], ({ local }) => {
    const [at, factor] = [local('i32'), local('v128')];
    const all = Array.from({ length: sums }, () => local('v128'));
    const step = (sum) => set(sum, ins('f32x4.add', ins('f32x4.mul', get(sum), get(factor)), get(factor)));
    return [
      set(factor, f32x4(0.5)),
      all.map((sum, i) => set(sum, f32x4(i))),
      loopWhileBelow(at, i32(0), i32(steps), 1, all.map(step)),
      all.map((sum) => store('v128.store', i32(0), get(sum))),
    ];
  });
  return { run: instance(wasm, code, 1).run, flop: 8 * sums * steps };
}

/** A product of numbers from -1 to 1. */
function product({ func, i32, ...wasm }, size) {
  const { rows, sum, columns, transposed, batch } = size;
  const numbers = [rows * sum, sum * columns, rows * columns];
  const axes = {
    outer: batch > 1 ? [{ size: batch, left: numbers[0], right: numbers[1] }] : [],
    rows: { size: rows, left: transposed ? 1 : sum, right: 0 },
    columns: { size: columns, left: 0, right: 1 },
    summed: [{ size: sum, left: transposed ? rows : 1, right: columns }],
  };
  const starts = [0];
  for (const count of [...numbers.map((each) => batch * each), wasm.scratchSize(axes)])
    starts.push(starts.at(-1) + 64 * Math.ceil(count / 16));
  const [left, right, out, scratch, end] = starts;
  const code = func('run', [], [], (builder) => {
    const pointers = { left: i32(left), right: i32(right), scratch: i32(scratch) };
    const target = { pointer: i32(out), outer: batch > 1 ? [numbers[2]] : [], row: columns };
    return wasm.productCode(builder, axes, pointers, wasm.storeSums(builder, target));
  });
  const { run, floats } = instance(wasm, code, Math.ceil(end / 65536));
  for (let at = 0; at < out / 4; at++) floats[at] = Math.sin(at);
  return { run, flop: flopOf(size) };
}

function instance({ encode }, code, pages) {
  const memory = new WebAssembly.Memory({ initial: pages });
  const bytes = encode({ imports: [], pages, functions: [code], exports: { run: 0 }, data: [] });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { run: exports.run, floats: new Float32Array(memory.buffer) };
}

/** Measures GFLOP per CPU second, in slices that are long enough to be told apart from nothing. */
function rateOf({ run, flop }) {
  const seconds = (times) => {
    const { user, system } = process.cpuUsage();
    for (let i = 0; i < times; i++) run();
    const now = process.cpuUsage();
    return (now.user - user + now.system - system) / 1e6;
  };
  // Calls until V8 has compiled it for speed.
  for (let spent = 0; spent < 0.05; ) spent += seconds(1);
  let times = 1;
  while (seconds(times) < SLICE) times *= 2;
  return () => (flop * times) / seconds(times) / 1e9;
}
