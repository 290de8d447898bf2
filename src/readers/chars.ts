/** chars: one document a line, a character a token. */
import { builtinChars } from '../data/builtin.ts';
import { tokenLikeness } from '../data/char-likeness.ts';
import { inspectChars } from '../data/chars.ts';
import { defineReader } from '../registry/reader.ts';
import { sourceParam } from '../registry/source-param.ts';
import { seedParam, splitDisagreement, splitParam, tooFew, trainingShare } from '../registry/splitting.ts';
import { tokenConstants, tokenWindows } from '../registry/token-windows.ts';

export const chars = defineReader({
  name: 'chars',
  summary: 'one document a line; each character is a token, `.` (token 0) stands before and after each document',
  sources: [{ param: 'source', form: 'one document a line' }],
  params: {
    source: sourceParam('names (32,033 given names, built in), or the path of a text file in quotes'),
    context: {
      kind: 'value',
      type: 'integer',
      minimum: 1,
      default: 8,
      description: 'how many tokens the model sees: the dim T',
    },
    split: { ...splitParam.split, description: 'shares of the documents for training, validation and test' },
    seed: {
      ...seedParam.seed,
      description: "shuffles the documents before the split, as CPython's random.seed and random.shuffle do",
    },
  },
  examples: ['chars names context=8', 'chars "poems.txt" context=16 split=[0.9, 0.05, 0.05] seed=1'],
  builtin: builtinChars,
  inspect: inspectChars,
  disagreement: splitDisagreement,
  describe: ({ context }, [facts]) => tokenWindows(context, facts),
  shortage: (settings, [facts]) => tooFew(settings, facts?.documents ?? 0, 'documents'),
  trainedOn(settings, [facts], target) {
    if (target === 'each' || !facts) return trainingShare(settings, facts?.documents);
    // An example for each letter and each end; how many of them the documents for training have is not counted.
    return { count: facts.characters + facts.documents, isMost: true };
  },
  likeness: ({ context }, [facts], target) => facts && tokenLikeness(facts, context, target),
  conflicts({ context }, [facts]) {
    const longest = facts?.longest ?? 0;
    const most = longest + 1;
    const why = `the longest document has ${longest} letters`;
    return context > most ? [{ param: 'context', most, why }] : [];
  },
  program({ context }, [facts]) {
    return {
      part: 'documents',
      samples: 'lines',
      purpose: 'learns to make up lines like those of',
      constants: tokenConstants(context, facts, 'tokens'),
    };
  },
});
