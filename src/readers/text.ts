/** text: one long text, a character a token. */
import { inspectText } from '../data/text.ts';
import { defineReader } from '../registry/reader.ts';
import { sourceParam } from '../registry/source-param.ts';
import { splitDisagreement, splitParam } from '../registry/splitting.ts';
import { tokenConstants, tokenWindows } from '../registry/token-windows.ts';

export const text = defineReader({
  name: 'text',
  summary: 'one long text; each character is a token, and training takes windows of `context` at random places',
  sources: [{ param: 'source', form: 'one long text' }],
  params: {
    source: sourceParam('the path of a text file in quotes'),
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
  describe: ({ context }, [facts]) => tokenWindows(context, facts),
  shortage({ split: [share = 0] }, [facts]) {
    const characters = facts?.characters ?? 0;
    const none = Math.floor(share * characters) < 2;
    return none
      ? `needs a longer text: a share of ${share} of ${characters} leaves too little for training`
      : undefined;
  },
  trainedOn({ context, split: [share = 0] }, [facts]) {
    // Windows that begin at another place each, with a character after them.
    return facts && { count: Math.max(1, Math.floor(share * facts.characters) - context), isMost: false };
  },
  conflicts({ context, split: [share = 0] }, [facts]) {
    const length = Math.floor(share * (facts?.characters ?? 0));
    const why = `the part for training has ${length} characters, and one must follow`;
    return length >= 2 && context > length - 1 ? [{ param: 'context', most: length - 1, why }] : [];
  },
  program({ context }, [facts]) {
    return {
      part: 'text',
      samples: 'text',
      purpose: 'learns to make up text like that of',
      constants: tokenConstants(context, facts, 'characters'),
    };
  },
});
