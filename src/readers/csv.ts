/** csv: a table with a head; one column is the label, the others are the input. */
import type { Likeness } from '../data/likeness.ts';
import { type ColumnFacts, inspectTable, MOST_KINDS, type TableFacts } from '../data/table.ts';
import { type DataFault, defineReader, type Json } from '../registry/reader.ts';
import { sourceParam } from '../registry/source-param.ts';
import { seedParam, splitDisagreement, splitParam, tooFew, trainingShare } from '../registry/splitting.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, type Dim, symbol } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';

const columnList = {
  kind: 'value',
  type: 'array',
  items: { type: 'string' },
  default: [] as readonly string[],
} as const;

export const csv = defineReader({
  name: 'csv',
  summary: 'a table with a head: numbers are standardised on the rows for training, words become a 1 among zeros',
  sources: [{ param: 'source', form: 'a table with a head, CSV' }],
  params: {
    source: sourceParam('the path of a CSV file in quotes'),
    label: {
      kind: 'value',
      type: 'string',
      description: 'the column to predict: a class where it holds words, a value where it holds numbers',
    },
    categories: { ...columnList, description: 'columns whose numbers are names of kinds, such as postcodes' },
    skip: { ...columnList, description: 'columns to leave out, such as row numbers' },
    ...splitParam,
    ...seedParam,
  },
  examples: ['csv "iris.csv" label=species', 'csv "houses.csv" label="price" categories=["zip"] skip=["id"]'],
  builtin: {},
  inspect: inspectTable,
  disagreement({ label, skip, ...settings }) {
    if (!skip.includes(label)) return splitDisagreement(settings);
    return { param: 'skip', why: `cannot both predict ${label} and skip it`, help: `leave ${label} out of skip` };
  },
  describe(settings, [facts]) {
    const { inputs, label } = layoutOf(settings, facts);
    const F = facts ? constant(Math.max(1, widthOf(inputs))) : unknown('F');
    const K = label?.kinds && constant(label.kinds.length);
    return {
      input: { dtype: 'float', dims: [BATCH, F] },
      dims: K || !label ? { F, K: K ?? unknown('K') } : { F },
      origins: {},
      target: label && (K ? { kind: 'class', type: { dtype: 'int', dims: [BATCH], vocab: K } } : values),
    };
  },
  shortage: (settings, [facts]) => tooFew(settings, facts?.rows ?? 0, 'rows'),
  trainedOn: (settings, [facts]) => trainingShare(settings, facts?.rows),
  likeness: (settings, [facts]) => facts && likenessOf(layoutOf(settings, facts).inputs),
  targetMoments({ label }, [facts]) {
    const column = facts?.columns.find(({ name }) => name === label);
    return column && column.words === 0 ? { mean: column.mean, variance: column.variance } : undefined;
  },
  faults: (settings, [facts]) => (facts ? faultsOf(settings, facts) : []),
  outsiders({ label }, [facts]) {
    const { outsiders: count = 0, outsider } = facts?.columns.find(({ name }) => name === label) ?? {};
    const within = `column ${label} of `;
    return outsider && { param: 'source', within, count, first: outsider.text, place: `line ${outsider.line}` };
  },
  limits({ label }, [facts]) {
    const column = facts?.columns.find(({ name }) => name === label);
    if (!column || column.words > 0) return undefined;
    return { param: 'source', within: `column ${label} of `, least: column.least, most: column.most };
  },
  program(settings, [facts]) {
    const { inputs, label } = layoutOf(settings, facts);
    return {
      part: 'csv',
      samples: undefined,
      purpose: `learns ${settings.label} from the other columns of`,
      constants: [
        { name: 'COLUMNS', value: inputs.map(columnJson), about: 'the input, in this order' },
        { name: 'LABEL', value: label ? columnJson(label) : {}, about: 'what is predicted' },
        { name: 'SEPARATOR', value: facts?.separator ?? ',', about: 'between cells' },
      ],
    };
  },
});

/** Columns of numbers are standardised; one of kinds is a 1 among zeros, and its kinds are taken for as likely. */
function likenessOf(inputs: readonly Column[]): Likeness {
  const width = Math.max(1, widthOf(inputs));
  const kinds = inputs.flatMap((column) => (column.kinds ? [column.kinds.length] : []));
  const mean = kinds.length / width;
  const square = inputs.length / width;
  const means = kinds.reduce((sum, count) => sum + 1 / count, 0) / width;
  return { mean, self: square - mean ** 2, near: 0, far: 0, examples: means - mean ** 2, both: 0 };
}

const values = { kind: 'value', type: { dtype: 'float', dims: [BATCH, constant(1)] } } as const;

function unknown(name: string): Dim {
  return symbol({ id: `data.${name}`, name, min: 1 });
}

interface Settings {
  readonly label: string;
  readonly categories: readonly string[];
  readonly skip: readonly string[];
}

interface Column {
  readonly name: string;
  /** The words of a column of kinds, in order. */
  readonly kinds: readonly string[] | undefined;
}

interface Layout {
  readonly inputs: readonly Column[];
  readonly label: Column | undefined;
}

/** The columns as they are used. A label that does not exist is taken for the one that was most likely meant. */
function layoutOf({ label, categories, skip }: Settings, facts: TableFacts | undefined): Layout {
  const columns = facts?.columns ?? [];
  const names = columns.map(({ name }) => name);
  const meant = names.includes(label) ? label : nearest(label, names)[0];
  const used = columns.filter(({ name }) => !skip.includes(name)).map((column) => columnOf(column, categories));
  return { inputs: used.filter(({ name }) => name !== meant), label: used.find(({ name }) => name === meant) };
}

function columnOf({ name, words, kinds }: ColumnFacts, categories: readonly string[]): Column {
  return { name, kinds: words > 0 || categories.includes(name) ? (kinds ?? []) : undefined };
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { kinds }) => sum + (kinds?.length ?? 1), 0);
}

function columnJson({ name, kinds }: Column): Json {
  return kinds ? { name, kinds } : { name };
}

/** Names that are no columns, and columns that cannot be used as they are. */
function faultsOf(settings: Settings, { columns }: TableFacts): DataFault[] {
  const { label, categories, skip } = settings;
  const known = columns.map(({ name }) => name);
  const named = [
    ['label', [label]],
    ['categories', categories],
    ['skip', skip],
  ] as const;
  const strangers = named.flatMap(([param, list]): DataFault[] => {
    const unknownOnes = list.filter((column) => !known.includes(column));
    return unknownOnes.length > 0 ? [{ kind: 'no-column', param, columns: unknownOnes, known }] : [];
  });
  const used = columns.filter(({ name }) => !skip.includes(name));
  if (used.every(({ name }) => name === label))
    return [
      { kind: 'unfit', param: 'source', why: `has no column besides ${label}, so nothing is left for the input` },
    ];
  return [...strangers, ...used.flatMap((column) => columnFault(column, settings))];
}

function columnFault(facts: ColumnFacts, settings: Settings): DataFault[] {
  const { name, missing, gap, words, word, numbers, number, kinds } = facts;
  const isKinds = settings.categories.includes(name);
  const column = { name, isLabel: name === settings.label };
  if (gap) return [{ kind: 'gap', column, first: gap, cells: missing }];
  if (word && number && !isKinds)
    return [{ kind: 'mixed', column, first: words > numbers ? number : word, words, numbers }];
  if (words === 0 && !isKinds) return [];
  if (!kinds) return [{ kind: 'kinds', column, why: `has more than ${MOST_KINDS} different words` }];
  if (column.isLabel && kinds.length === 1)
    return [{ kind: 'kinds', column, why: `is ${kinds[0]} in every row, so there is nothing to learn` }];
  return [];
}
