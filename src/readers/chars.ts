/** chars: one document a line, a character a token. */
import { builtinChars } from '../data/builtin.ts';
import { type CharFacts, inspectChars } from '../data/chars.ts';
import { defineReader } from '../registry/reader.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, symbol } from '../shapes/dim.ts';

export const chars = defineReader({
  name: 'chars',
  summary: 'one document a line; each character is a token, `.` (token 0) stands before and after each document',
  sources: ['source'],
  params: {
    source: {
      kind: 'value',
      type: 'string',
      positional: true,
      source: true,
      description: 'names (32,033 given names, built in), or the path of a text file in quotes',
    },
    context: {
      kind: 'value',
      type: 'integer',
      minimum: 1,
      default: 8,
      description: 'how many tokens the model sees: the dim T',
    },
    split: {
      kind: 'value',
      type: 'array',
      items: { type: 'number', minimum: 0, maximum: 1 },
      minItems: 3,
      maxItems: 3,
      default: [0.8, 0.1, 0.1],
      description: 'shares of the documents for training, validation and test',
    },
    seed: {
      kind: 'value',
      type: 'integer',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 42,
      description: "shuffles the documents before the split, as CPython's random.seed and random.shuffle do",
    },
  },
  examples: ['chars names context=8', 'chars "poems.txt" context=16 split=[0.9, 0.05, 0.05] seed=1'],
  builtin: builtinChars,
  inspect: inspectChars,
  disagreement({ split }) {
    const total = split.reduce((sum, share) => sum + share, 0);
    if (Math.abs(total - 1) > 1e-9)
      return `needs shares that add up to 1, but ${split.join(' + ')} is ${Number(total.toFixed(9))}`;
    return split[0] === 0 ? 'needs a share for training above 0' : undefined;
  },
  describe({ context }, facts) {
    const T = constant(context);
    const V = facts ? constant([...facts.vocabulary].length) : symbol({ id: 'data.V', name: 'V', min: 1 });
    return {
      input: { dtype: 'int', dims: [BATCH, T], vocab: V },
      dims: { T, V },
      origins: { T: 'context', V: undefined },
      target: 'tokens',
    };
  },
  shortage({ split: [share = 0] }, { documents }: CharFacts) {
    const none = Math.floor(share * documents) === 0;
    return none ? `needs more documents: a share of ${share} of ${documents} leaves none for training` : undefined;
  },
  conflicts({ context }, { longest }: CharFacts) {
    const most = longest + 1;
    const why = `the longest document has ${longest} letters`;
    return context > most ? [{ param: 'context', most, why }] : [];
  },
});
