/** Codes about habits that cost something or mean something else than was meant. */
import { both, count, warning } from '../row.ts';

export const lintRows = {
  'lint/bias-before-norm': warning<{ stage: string; norm: string }>(
    'A bias that the norm right after it takes out again.',
    ({ stage, norm }) => `the bias of ${stage} has no effect: ${norm} takes the mean of each channel out`,
    {
      more: 'A norm takes the mean away, and with it any bias; its own offset takes the place of that. The bias costs parameters and learns nothing: write bias=false.',
    },
  ),
  'lint/two-linears': warning<{ first: string; second: readonly string[]; between: string }>(
    'Linear layers with nothing between them, which are no more than one.',
    ({ first, second, between }) =>
      `${first} goes ${between === 'nothing' ? 'straight ' : ''}into ${both(second)}, and linear layers with ${between} between them are no more than one`,
    {
      more: 'A product of two matrices is a matrix, so two linear layers are one, with more weights to train. Dropout is there in training alone, and parts them no more than a reshape does. Put an activation between them. A narrow layer before a wide one, as a factorisation, is meant now and then.',
    },
  ),
  'lint/two-activations': warning<{ second: string; first: string; why: string }>(
    'An activation of what an activation made.',
    ({ second, first, why }) => `${second} takes in what ${first} made, ${why}`,
    {
      more: 'What an activation gives lies in a part of the line where the next one does nothing, or nearly the same again. Most likely a layer with weights is missing between them.',
    },
  ),
  'lint/softmax-before-loss': warning<{ stage: string; loss: string; own: string; why: string }>(
    'A softmax or sigmoid before a loss that has its own.',
    ({ stage, loss, own, why }) => `${loss} applies ${own} itself, so ${stage} before it ${why}`,
    {
      more: 'cross_entropy takes scores and applies log softmax itself, in a form that does not overflow. A softmax before it squeezes the scores into 0 to 1 first: the loss cannot get small then, and gradients are weak. End with linear.',
    },
  ),
  'lint/after-head': warning<{ stage: string; head: string; loss: string; why: string }>(
    'A norm, an activation or dropout between the last layer with weights and the loss.',
    ({ stage, head, loss, why }) => `${stage} stands between ${head} and ${loss}: ${why}`,
    {
      more: 'The last layer with weights gives the scores that the loss needs, of any size and sign. What stands behind it takes part of that away: dropout deletes answers, a norm or an activation limits them.',
    },
  ),
  'lint/dropout-before-bn': warning<{ dropout: string; norm: string }>(
    'Dropout right before batch norm, whose running variance then does not fit evaluation.',
    ({ dropout, norm }) =>
      `${norm} learns the variance of what ${dropout} leaves, which in evaluation, without dropout, is another`,
    {
      more: 'With dropout the variance is larger in training than in evaluation, but batch norm keeps one running variance for both (Li et al., Understanding the disharmony between dropout and batch normalization, 2019). Put dropout behind the norm.',
    },
  ),
  'lint/one-row': warning<{ norm: string }>(
    'Batch norm with a batch of 1 and one position, whose output does not hang on its input.',
    ({ norm }) => `${norm} has a single row to take its statistics of, so each number is its own mean and becomes 0`,
    {
      more: 'Batch norm compares the examples of a batch with each other. With one row there is nothing to compare: each number is its own mean and comes out as the offset alone. Take a larger batch, or ln.',
    },
  ),
  'lint/unused': warning<{ what: string; name: string }>(
    'A constant, a block, a default, a tap or a used file that nothing uses.',
    ({ what, name }) => `${what} ${name} is never used`,
    {
      no: { cause: 'the place is the cause' },
      more: 'What nothing uses is most likely left over, or stands for something that has another name where it was meant.',
    },
  ),
  'lint/no-effect': warning<{ what: string; why: string }>(
    'An argument or a stage that changes nothing.',
    ({ what, why }) => `${what} has no effect: ${why}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'The model is the same without it, so either it can go, or another argument is not what it should be.',
    },
  ),
  'lint/learning-rate': warning<{ rate: string; why: string }>(
    'A learning rate out of all proportion.',
    ({ rate, why }) => `a learning rate of ${rate} is ${why}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'What is named here lies far beyond all that the optimiser is used with: the loss would blow up in the first steps, or not move at all. Percentages and swapped settings are the usual reasons.',
    },
  ),
  'lint/decay': warning<{ decay: number; optimiser: string }>(
    'A weight decay out of all proportion.',
    ({ decay, optimiser }) => `a decay of ${decay} in ${optimiser} pulls the weights to zero faster than they learn`,
    {
      no: { cause: 'the place is the cause' },
      more: 'decay is the weight decay of PyTorch: decay times each weight is added to its gradient. In Keras of old decay was about the learning rate, and 0.9 is a usual momentum.',
    },
  ),
  'lint/share': warning<{ what: string; kept: string; of: string }>(
    'A share that keeps next to nothing of a running mean, most likely counted the other way round.',
    ({ what, kept, of }) => `${what} keeps ${kept} of ${of} at each step, where nearly all is usual`,
    {
      no: { cause: 'the place is the cause' },
      more: 'Some frameworks count the share that is kept, others that of what is new. momentum of bn is the share of the new, as in PyTorch, which is 1 minus that of Keras; betas, alpha and ema are what is kept.',
    },
  ),
  'lint/scrambled': warning<{ stage: string; before: string; after: string }>(
    'A reshape to the same sizes in another order.',
    ({ stage, before, after }) =>
      `${stage} swaps no dims: it cuts the row of numbers of ${before} anew, so that ${after} holds them mixed`,
    {
      more: 'A reshape cuts one long row of numbers anew. To the same sizes in another order it puts numbers of different rows side by side, so that none of the dims is what it was. What makes dims change places is transpose.',
    },
  ),
  'lint/slow-mean': warning<{ what: string; of: string; steps: number; share: string }>(
    'A running mean that at the end of training is still mostly what it was at its start.',
    ({ what, of, steps, share }) =>
      `with ${what} ${of} is still ${share} what it was at the start, as training ends after ${count(steps, 'step')}`,
    {
      more: 'Evaluation and samples take the mean. Each step keeps the share ema of it, so ema^steps of it is what the weights were after the first step, which have learnt nothing. A mean over a tenth of the steps is usual: ema = 0.999 goes with 10,000 of them.',
    },
  ),
  'lint/schedule': warning<{ what: readonly string[]; steps: number }>(
    'A part of a schedule, or a measurement, that training never comes to.',
    ({ what, steps }) =>
      `${both(what)} ${what.length > 1 ? 'are' : 'is'} never reached, as training ends after ${count(steps, 'step')}`,
    {
      more: 'A schedule counts steps of training. Where these end earlier, the part behind is never reached, and the rate at the end is another than it seems.',
    },
  ),
  'lint/few-steps': warning<{ steps: number; seen: number; examples: number }>(
    'So few steps that they are most likely epochs.',
    ({ steps, seen, examples }) =>
      `${count(steps, 'step')} of training ${steps === 1 ? 'sees' : 'see'} ${seen.toLocaleString('en-US')} of ${examples.toLocaleString('en-US')} examples`,
    {
      more: 'A step is a batch. Other frameworks count epochs, of which each is a pass through all examples: their number times the examples, divided by the batch, is that of the steps.',
    },
  ),
  'lint/yes-or-no': warning<{ loss: string; target: string }>(
    'Targets that are all 0 or 1, with a loss for sizes.',
    ({ loss, target }) => `${loss} takes the numbers of ${target} for sizes, but each is 0 or 1`,
    {
      more: 'Behind a sigmoid the gradient of mse fades where the model is sure and wrong, so that it hardly learns from its worst mistakes. bce_with_logits is made for a yes or no: the model ends with linear, and predictions are probabilities.',
    },
  ),
  'lint/batch-size': warning<{ batch: number; examples: number; bound: string; what: string }>(
    'A batch larger than the training examples.',
    ({ batch, examples, bound, what }) =>
      `a batch of ${batch} is drawn from ${bound}${count(examples, what)}, so some stand in it more than once`,
    {
      more: 'Examples are drawn at random, so a batch beyond their number holds some of them twice, which costs time and brings nothing.',
    },
  ),
  'lint/skips-inputs': warning<{ stage: string; skipped: number; of: number; what: string; why: string }>(
    'A window that moves on further than it sees, so that some inputs are never looked at.',
    ({ stage, skipped, of, what, why }) => `${stage} never looks at ${skipped} of ${of} ${what}: ${why}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'With a stride beyond its window a layer passes over inputs that nothing else looks at. Take a stride up to the window, or a larger window.',
    },
  ),
  'lint/only-padding': warning<{ stage: string; some: number; of: number; what: string }>(
    'A convolution that is padded so much that some outputs see nothing of the input.',
    ({ stage, some, of, what }) =>
      `of the ${of} ${what} that ${stage} gives, ${some} ${some === 1 ? 'sees' : 'see'} nothing but padding`,
    {
      no: { cause: 'the place is the cause' },
      more: 'An output that sees nothing but padding is the bias alone. It costs time and tells later layers nothing.',
    },
  ),
  'lint/dropout-rate': warning<{ stage: string; percent: string; of: string }>(
    'Dropout of nearly everything.',
    ({ stage, percent, of }) => `${stage} drops ${percent} % of ${of}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'p is the share that is dropped, as in PyTorch and Keras, not the share that is kept, as in the paper and in old TensorFlow.',
    },
  ),
  'lint/two-dropouts': warning<{ second: string; first: string; percent: string }>(
    'Dropout of what dropout left.',
    ({ second, first, percent }) => `${second} drops some of what ${first} left: together they drop ${percent} %`,
    {
      more: 'Two dropouts with no weights between them are one with a larger share. Most likely one of them is left over, or stands in a block and behind it as well.',
    },
  ),
  'lint/drop-path': warning<{ stage: string }>(
    'drop_path where no shortcut goes around it.',
    ({ stage }) => `nothing goes around ${stage}, so an example that it drops is all zeros from there on`,
    {
      no: { cause: 'the place is the cause' },
      more: 'Stochastic depth (Huang et al., 2016) leaves the layers of a residual out for some examples, and the shortcut carries these on. Without a shortcut nothing of the example is left, and the model learns to guess its target from nothing.',
    },
  ),
  'lint/still-statistics': warning<{ norm: string }>(
    'Batch norm whose running statistics never move.',
    ({ norm }) => `the running statistics of ${norm} stay at mean 0 and variance 1, and evaluation goes by them`,
    {
      no: { cause: 'the place is the cause' },
      more: 'In training batch norm goes by each batch, in evaluation by its running statistics, which each batch moves by the share momentum. With momentum=0 they stay where they started, so that evaluation has next to nothing to do with what was trained.',
    },
  ),
  'lint/eps': warning<{ norm: string; eps: number }>(
    'An eps as large as the variance that it is added to.',
    ({ norm, eps }) =>
      `${norm} adds ${eps} to the variance, which is often no larger itself, so it hardly brings it to 1`,
    {
      no: { cause: 'the place is the cause' },
      more: 'eps is there against a division by zero. The second argument of nn.BatchNorm2d is eps, so BatchNorm2d(64, 0.8), with which a momentum was meant, is a norm that halves small numbers.',
    },
  ),
  'lint/zero-norm': warning<{ norm: string }>(
    'A norm that starts with a scale of 0, where no shortcut goes around it.',
    ({ norm }) => `${norm} starts with a scale of 0, so what it gives is its offset, whatever comes in`,
    {
      no: { cause: 'the place is the cause' },
      more: 'A norm multiplies by its scale and adds its offset. A scale of 0 at the end of a residual is a good start, as the shortcut carries the numbers on; where there is none, nothing of the input comes through, and no gradient reaches what stands before.',
    },
  ),
  'lint/class-token': warning<{ stage: string; token: string }>(
    'A class token in front, and the last position is read.',
    ({ stage, token }) => `${stage} keeps the last position, but the vector of ${token} is the first`,
    {
      more: 'A class token is a learned vector before the positions, to which attention brings what the classes hang on. The last position is the last patch or word, and nothing reads the token then.',
    },
  ),
  'lint/slope': warning<{ stage: string; slope: number }>(
    'A leaky_relu that is steeper below zero than above.',
    ({ stage, slope }) => `${stage} is steeper below zero than above, by a factor of ${slope}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'The slope of leaky_relu is the factor below zero, such as 0.01. Some descriptions state the number by which to divide.',
    },
  ),
  'lint/one-class': warning<Record<never, string>>(
    'Classes of which there is a single one, so that the loss is always 0.',
    () => 'the target has a single class, so whatever the model gives is right and the loss is 0',
    {
      no: { cause: 'the place is the cause' },
      more: 'A softmax over one score is always 1, so that its loss is always 0. A yes or no is a number, with bce_with_logits, or two classes.',
    },
  ),
  'lint/channel-place': warning<{ stage: string; takes: string; most: string }>(
    'Channels that do not stand last, or are left out, under a window.',
    ({ stage, takes, most }) => `${stage} takes this for ${takes}; most likely ${most}`,
    {
      more: 'Windows slide over all dims but the last, which is that of the channels: an image is [height, width, channels], a sequence [positions, channels]. PyTorch has the channels first. Padded windows fit either way, and learn from rows and columns that are none. An embedding has its numbers last already, and needs no transpose before conv.',
    },
  ),
  'lint/hidden-softmax': warning<{ stage: string; next: string }>(
    'A softmax between layers.',
    ({ stage, next }) =>
      `${stage} stands between layers: what it hands to ${next} is small and adds up to 1, however many there are`,
    {
      more: 'A softmax makes shares of scores, which is what an output for classes or a choice by attention needs. Between layers it ties all numbers together, and the more there are the smaller they get, and their gradients. relu, gelu or tanh work on each number by itself.',
    },
  ),
  'lint/unused-ignore': warning<{ code: string }>(
    'A comment that ignores what is not reported.',
    ({ code }) => `nothing is reported here as ${code}, so there is nothing to ignore`,
    {
      no: { cause: 'the place is the cause' },
      more: 'The comment would hide a later warning that nobody has thought about. Leave it out.',
    },
  ),
};
