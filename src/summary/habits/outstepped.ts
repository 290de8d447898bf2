/** Weights that a single step would carry further than they are large, in a model of several layers. */
import type { Init } from '../../registry/training.ts';
import type { CheckedModel, CheckedTrain, LayerStage } from '../../shapecheck/checked.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { placesOf } from '../places.ts';

/** A layer, as it is called in a report, and the deviation with which its weights start. */
interface Outstepped {
  readonly stage: string;
  readonly deviation: number;
}

/** With less, steps of 0.1 are in use: small nets of one hidden layer, tables. */
const LEAST = 0.1;

/** Above it the steps of weights with small gradients are much smaller than the rate. */
const MOST_EPS = 1e-4;

/**
 * The layer with the smallest weights that steps of a rate go beyond, where the model is deep enough for it to matter:
 * what one layer gives is taken in by others, which it throws out of place at each step.
 */
export function outsteppedIn(
  models: readonly CheckedModel[],
  { optimiser, settings }: CheckedTrain,
  rate: number,
): Outstepped | undefined {
  const { eps = 0 } = settings as { readonly eps?: number };
  if (!optimiser.stepsByRate || rate < LEAST || eps > MOST_EPS) return undefined;
  const found = models.map((model) => smallestOf(layersOf(model)));
  const [first] = found;
  return found.every((one) => one !== undefined && one.deviation < rate) ? first : undefined;
}

/** Those that mix all numbers of a position. */
function layersOf(model: CheckedModel): LayerStage[] {
  const layers = [...placesOf(model).values()].flatMap(({ stage }) =>
    stage.kind === 'layer' && stage.weights.some(({ shape }) => shape.length > 1) ? [stage] : [],
  );
  return layers.filter(({ def }) => def.group !== 'tokens');
}

function smallestOf(layers: readonly LayerStage[]): Outstepped | undefined {
  const isMixed = layers.some(({ def }) => def.name !== 'linear');
  if (layers.length < (isMixed ? 2 : 3)) return undefined;
  // The head may well start small.
  const starts = layers.slice(0, -1).flatMap(({ text, weights }) =>
    weights.flatMap(({ shape, init }) => {
      const deviation = shape.length > 1 ? deviationOf(init) : undefined;
      return deviation === undefined ? [] : [{ stage: text, deviation }];
    }),
  );
  return starts.toSorted((a, b) => a.deviation - b.deviation)[0];
}

/** Undefined of what starts with one number, or with a number of inputs that is not known. */
function deviationOf(init: Init): number | undefined {
  if (init.kind !== 'normal' && init.kind !== 'uniform') return undefined;
  const { gain, fan } = init.kind === 'normal' ? init.std : init.bound;
  const inputs = fan === undefined ? 1 : numberOf(fan as Dim);
  if (inputs === undefined || gain === 0) return undefined;
  return gain / Math.sqrt(inputs) / (init.kind === 'uniform' ? Math.sqrt(3) : 1);
}
