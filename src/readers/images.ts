/** images: two IDX files, as MNIST has them: images and their labels. */
import { type IdxFacts, inspectIdx } from '../data/idx.ts';
import { count as times } from '../diagnostics/row.ts';
import { defineReader } from '../registry/reader.ts';
import { sourceParam } from '../registry/source-param.ts';
import { seedParam, splitDisagreement, splitParam, tooFew, trainingShare } from '../registry/splitting.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, type Dim, symbol } from '../shapes/dim.ts';

export const images = defineReader({
  name: 'images',
  summary: 'two IDX files, as those of MNIST: images with pixels of one byte, scaled to 0..1, and a label for each',
  sources: [
    { param: 'source', form: 'the images, IDX' },
    { param: 'labels', form: 'their labels, IDX' },
  ],
  params: {
    source: sourceParam('the path of the images in quotes'),
    labels: sourceParam('the path of the labels in quotes'),
    ...splitParam,
    ...seedParam,
  },
  examples: ['images "digits.idx3" "digits.idx1"', 'images "train-images" labels="train-labels" split=[0.9, 0.1, 0]'],
  builtin: {},
  inspect: inspectIdx,
  disagreement: splitDisagreement,
  describe(_, [pixels, labels]) {
    const [, h, w, c = 1] = pixels && isImages(pixels) ? pixels.shape : [];
    const H = known(h, 'H');
    const W = known(w, 'W');
    const C = pixels ? constant(c) : known(undefined, 'C');
    const K = known(labels && isLabels(labels) ? labels.largest + 1 : undefined, 'K');
    return {
      input: { dtype: 'float', dims: [BATCH, H, W, C] },
      dims: { H, W, C, K },
      origins: {},
      target: { kind: 'class', type: { dtype: 'int', dims: [BATCH], vocab: K } },
    };
  },
  shortage: (settings, [pixels]) => tooFew(settings, pixels?.shape[0] ?? 0, 'images'),
  trainedOn: (settings, [pixels]) => trainingShare(settings, pixels?.shape[0]),
  likeness: (_, [pixels]) => pixels?.likeness,
  faults(_, [pixels, labels]) {
    if (!pixels || !labels) return [];
    if (!isImages(pixels)) {
      const why = `has numbers of the shape [${pixels.shape.join(', ')}], but images have the shape [count, height, width] or [count, height, width, channels]`;
      return [{ kind: 'unfit', param: 'source', why, help: 'the images come first, then the labels' }];
    }
    if (!isLabels(labels)) {
      const why = `has numbers of the shape [${labels.shape.join(', ')}], but labels are one number for each image`;
      return [{ kind: 'unfit', param: 'labels', why, help: 'the images come first, then the labels' }];
    }
    const [count = 0, others = 0] = [pixels.shape[0], labels.shape[0]];
    return count === others
      ? []
      : [{ kind: 'unfit', param: 'labels', why: `has ${times(others, 'label')} for ${times(count, 'image')}` }];
  },
  program(_, [, labels]) {
    return {
      part: 'images',
      samples: undefined,
      purpose: 'learns the classes of the images of',
      constants: [{ name: 'CLASSES', value: (labels?.largest ?? 0) + 1, about: 'labels count from 0' }],
    };
  },
});

function known(size: number | undefined, name: string): Dim {
  return size === undefined ? symbol({ id: `data.${name}`, name, min: 1 }) : constant(size);
}

function isImages({ shape }: IdxFacts): boolean {
  return shape.length === 3 || shape.length === 4;
}

function isLabels({ shape }: IdxFacts): boolean {
  return shape.length === 1;
}
