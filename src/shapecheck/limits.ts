/** How large a model may grow. Every limit is stated in the report of a model that passes it. */

/** Stages once repeats are unrolled and blocks stand in place of their calls. */
export const maxStages = 100_000;

/** How deep stacks may stand in each other, blocks put in place of their calls. */
export const maxDepth = 400;

/** Stages that the proofs of one file's blocks walk; the blocks beyond are checked at each use. */
export const maxProved = 20_000;
