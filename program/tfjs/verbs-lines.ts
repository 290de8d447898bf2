/** Verbs: what the command line understands */
import { DATA_HELP, type Given, OPTIONS, OTHER_HELP, SAMPLE_OPTIONS, TRAIN_HELP } from './arguments.ts';
import { type Caller, loadRun, runCommand, runEval, runTrain } from './commands.ts';
import { strangerIn, unknown } from './documents.ts';
import { Problem } from './problem.ts';
import { sample } from './sampling.ts';
import { NAME, PURPOSE, RUNNER } from './spec.ts';

export const HELP = `${NAME}: ${PURPOSE}

  ${RUNNER} [train]   train, show the losses and twenty samples
  ${RUNNER} eval      the loss on each split of the data
  ${RUNNER} sample    make up lines

${TRAIN_HELP}
sample
  -n N                 how many lines (20)
  --temperature X      below 1 more common ones, above 1 stranger ones (1)
  --prompt TEXT        what every line begins with
  --seed N             other lines
train, eval${DATA_HELP}
${OTHER_HELP}`;

/** Runs a command. */
export async function main(args: string[], caller?: Caller): Promise<void> {
  const commands = { train: trainAndSample, eval: runEval, sample: runSample };
  await runCommand(args, { commands, options: { ...OPTIONS, ...SAMPLE_OPTIONS }, help: HELP }, caller);
}

async function trainAndSample(given: Given, caller: Caller): Promise<void> {
  const trained = await runTrain(given, caller);
  if (trained) console.log(`\n${sample(trained.model, { n: 20, seed: trained.settings.seed }).join('\n')}`);
}

async function runSample({ n = 20, temperature = 1, prompt = '', ...given }: Given): Promise<void> {
  const stranger = strangerIn(prompt);
  if (stranger !== undefined) throw new Problem(`--prompt: ${unknown(stranger)}`);
  const { model, settings } = await loadRun(given);
  console.log(sample(model, { n, temperature, prompt, seed: settings.seed }).join('\n'));
}
