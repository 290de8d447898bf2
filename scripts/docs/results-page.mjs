/** docs/results.md: what was measured by `npm run repro`, beside what is published. */

const SPLITS = ['train', 'val'];

/**
 * The page of published losses and of recorded results, which are as `bench/repro` has them: `results` maps the spec of
 * each stage to its losses and how long it took.
 */
export function resultsPage({ source, tolerance, stages }, { machine, node, mm, minutes, results }) {
  const rows = stages.map((stage) => row(stage, results[stage.spec]));
  const furthest = Math.max(...stages.flatMap((stage) => differences(stage, results[stage.spec])));
  return `# Results

<!-- This page is written by \`npm run repro\`, which trains all that it tells of, from what is kept in bench/repro. -->

The five stages of makemore part 5, trained on the names that come with mm as the lecture trains them: 200,000 steps of
plain gradient descent on minibatches of 32, at a learning rate of 0.1, and of 0.01 from step 150,000 on. Each is one file
of [specs/makemore](../specs/makemore). Losses are means over the whole training and validation data, in evaluation
mode, as training loss / validation loss.

| stage | parameters | published | PyTorch | mm | time |
|---|---|---|---|---|---|
${rows.join('\n')}

- **Published**: [${source.title}](${source.url}).
- **PyTorch**: the notebook run anew with the same split of the names, torch 1.13; one seed.
- **mm**: \`mm train\` with the fused engine, the seed of the specs. Another seed makes a difference of about 0.01. No
  number here is further than ${furthest.toFixed(3)} from the published one; more than ${tolerance} would be a failure.
- **Time**: of the whole command, with its losses over the whole data and twenty samples; two at a time, on
  ${machine}, with Node ${node} and mm ${mm}. All of them together took ${minutes} minutes.

\`\`\`sh
npm run repro   # trains them anew and writes this page
\`\`\`
`;
}

function row({ spec, title, parameters, published, pytorch }, result) {
  const own = `**${losses(result, 4)}**`;
  const cells = [
    `[${title}](../specs/makemore/${spec}.mm)`,
    parameters.toLocaleString('en-US'),
    losses(published, 3),
    losses(pytorch, 4),
    own,
    `${result.seconds} s`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function losses(values, digits) {
  return SPLITS.map((name) => values[name].toFixed(digits)).join(' / ');
}

/** How far the losses of a stage are from the published ones. */
export function differences({ published }, result) {
  return SPLITS.map((name) => Math.abs(result[name] - published[name]));
}
