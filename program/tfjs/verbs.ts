/** Verbs: what the command line understands */
import { DATA_HELP, OPTIONS, OTHER_HELP, TRAIN_HELP } from './arguments.ts';
import { type Caller, runCommand, runEval, runTrain } from './commands.ts';
import { NAME, PURPOSE, RUNNER } from './spec.ts';

export const HELP = `${NAME}: ${PURPOSE}

  ${RUNNER} [train]   train and show the losses
  ${RUNNER} eval      the loss on each split of the data

${TRAIN_HELP}
train, eval${DATA_HELP}
${OTHER_HELP}`;

/** Runs a command. */
export async function main(args: string[], caller?: Caller): Promise<void> {
  await runCommand(args, { commands: { train: runTrain, eval: runEval }, options: OPTIONS, help: HELP }, caller);
}
