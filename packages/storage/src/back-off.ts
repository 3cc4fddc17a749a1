/** How long to wait between tries, in milliseconds: `first` after the first failure, twice as long after each next, at most `longest`. */
export type BackOff = { first: number; longest: number }

/**
 * Milliseconds to wait before trying again.
 *
 * @param failures how many tries in a row have failed, from 1 on
 */
export function backOffMs({ first, longest }: BackOff, failures: number): number {
  return Math.min(first * 2 ** (failures - 1), longest)
}
