/** Verbs: what the command line understands */
import { DATA_HELP, type Given, LENGTH_OPTION, OPTIONS, OTHER_HELP, SAMPLE_OPTIONS, TRAIN_HELP } from './arguments.ts';
import { type Caller, loadRun, runCommand, runEval, runTrain } from './commands.ts';
import { Problem } from './problem.ts';
import { NAME, PURPOSE, RUNNER } from './spec.ts';
import { strangerIn, unknown } from './text.ts';
import { sample } from './text-sampling.ts';

export const HELP = `${NAME}: ${PURPOSE}

  ${RUNNER} [train]   train, show the losses and a sample
  ${RUNNER} eval      the loss on each split of the data
  ${RUNNER} sample    make up text

${TRAIN_HELP}
sample
  -n N                 how many texts (1)
  --length N           characters of a text (500)
  --temperature X      below 1 more common ones, above 1 stranger ones (1)
  --prompt TEXT        what every text begins with
  --seed N             other texts
train, eval${DATA_HELP}
${OTHER_HELP}`;

/** Runs a command. */
export async function main(args: string[], caller?: Caller): Promise<void> {
  const commands = { train: trainAndSample, eval: runEval, sample: runSample };
  const options = { ...OPTIONS, ...SAMPLE_OPTIONS, ...LENGTH_OPTION };
  await runCommand(args, { commands, options, help: HELP }, caller);
}

async function trainAndSample(given: Given, caller: Caller): Promise<void> {
  const trained = await runTrain(given, caller);
  if (trained) console.log(`\n${sample(trained.model, { n: 1, seed: trained.settings.seed })[0]}`);
}

async function runSample({ n = 1, length = 500, temperature = 1, prompt = '', ...given }: Given): Promise<void> {
  const stranger = strangerIn(prompt);
  if (stranger !== undefined) throw new Problem(`--prompt: ${unknown(stranger)}`);
  const { model, settings } = await loadRun(given);
  console.log(sample(model, { n, length, temperature, prompt, seed: settings.seed }).join('\n\n'));
}
