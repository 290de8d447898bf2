/** Drawing: a token by its probability */

/** The token whose share of softmax(logits / temperature) holds u, a number in [0, 1). */
export function draw(logits: Float32Array, temperature: number, u: number): number {
  const top = Math.max(...logits);
  const shares = Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  let left = u * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return Math.max(0, found);
}
