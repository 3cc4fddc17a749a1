/** Seconds. Erasure comes round about once a second, and a pass takes a while. */
const usualLag = 5

/**
 * The lag of erasure as anybody may see it, in whole seconds. A usual lag is no lag: it comes and goes with single rows, and
 * would show whoever watches that somebody's message has just ended.
 *
 * @param seconds the age of the oldest row that should be gone
 */
export function publicLag(seconds: number): number {
  return seconds <= usualLag ? 0 : Math.ceil(seconds)
}
