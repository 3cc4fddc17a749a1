import { randomInt } from 'node:crypto'

// Guarantee 6: from what is published nobody can tell whether one more crud ended. A range alone would not do: who wrote nine
// of the cruds themselves would see by `10-99` that there was a tenth.

const precision = 2 ** 40

/**
 * A random number with the two-sided geometric distribution (a discrete Laplace distribution): one row more or less changes
 * the odds of any sum by at most a fifth, e^(1/5) = 1.22.
 */
export function drawBlur(): number {
  return drawGeometric() - drawGeometric()
}

/** 5 on average. */
function drawGeometric(): number {
  const uniform = (randomInt(precision) + 1) / (precision + 1)
  return Math.floor(Math.log(uniform) / (-1 / 5))
}

/** The least number of the range of a blurred count: 0, 10, 100, 1000, 10000 or 100000. */
export function leastOfRange(count: number, blur: number): number {
  const blurred = count + blur
  if (blurred < 10) return 0
  return Math.min(10 ** (String(blurred).length - 1), 100_000)
}

/** The range that begins with this number: `0-9`, `10-99`, and so on to `100000+`. */
export function rangeFrom(least: number): string {
  if (least === 0) return '0-9'
  return least < 100_000 ? `${least}-${least * 10 - 1}` : `${least}+`
}
