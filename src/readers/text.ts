/** text: one long text, a character a token. */
import { inspectText } from '../data/text.ts';
import { defineReader } from '../registry/reader.ts';
import { splitDisagreement, splitParam } from '../registry/splitting.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, symbol } from '../shapes/dim.ts';

export const text = defineReader({
  name: 'text',
  summary: 'one long text; each character is a token, and training takes windows of `context` at random places',
  sources: [{ param: 'source', form: 'one long text' }],
  params: {
    source: {
      kind: 'value',
      type: 'string',
      positional: true,
      source: true,
      description: 'the path of a text file in quotes',
    },
    context: {
      kind: 'value',
      type: 'integer',
      minimum: 1,
      default: 64,
      description: 'how many characters the model sees: the dim T',
    },
    split: {
      ...splitParam.split,
      default: [0.9, 0.05, 0.05],
      description: 'shares of the text for training, validation and test, which follow each other in it',
    },
  },
  examples: ['text "shakespeare.txt" context=64', 'text "opticks.txt" context=32 split=[0.9, 0.1, 0]'],
  builtin: {},
  inspect: inspectText,
  disagreement: splitDisagreement,
  describe({ context }, [facts]) {
    const T = constant(context);
    const V = facts ? constant([...facts.vocabulary].length) : symbol({ id: 'data.V', name: 'V', min: 1 });
    return {
      input: { dtype: 'int', dims: [BATCH, T], vocab: V },
      dims: { T, V },
      origins: { T: 'context', V: undefined },
      target: { kind: 'tokens', type: { dtype: 'int', dims: [BATCH], vocab: V } },
    };
  },
  shortage({ split: [share = 0] }, [facts]) {
    const characters = facts?.characters ?? 0;
    const none = Math.floor(share * characters) < 2;
    return none
      ? `needs a longer text: a share of ${share} of ${characters} leaves too little for training`
      : undefined;
  },
  conflicts({ context, split: [share = 0] }, [facts]) {
    const length = Math.floor(share * (facts?.characters ?? 0));
    const why = `the part for training has ${length} characters, and one must follow`;
    return length >= 2 && context > length - 1 ? [{ param: 'context', most: length - 1, why }] : [];
  },
  program({ context }, [facts]) {
    const vocabulary = facts?.vocabulary ?? '';
    return {
      part: 'text',
      samples: 'text',
      purpose: 'learns to make up text like that of',
      constants: [
        { name: 'VOCABULARY', value: vocabulary, about: 'each character is a token, the first one is 0' },
        { name: 'V', value: [...vocabulary].length, about: 'characters' },
        { name: 'T', value: context, about: 'characters that the model sees' },
      ],
    };
  },
});
