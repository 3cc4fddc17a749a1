/** Size of the drawing, in its own units. */
export const drawing = { width: 300, height: 80 }

/**
 * The path of a line of values, the newest at the right edge. A value that is not there makes a gap; one between two gaps is
 * a short stroke.
 *
 * @param places how many values the whole width has room for
 * @param top the value at the upper edge
 */
export function linePath(values: readonly (number | null)[], places: number, top: number): string {
  const step = drawing.width / (places - 1)
  const first = drawing.width - (values.length - 1) * step
  let penDown = false
  const parts = values.map((value, index) => {
    if (value === null) {
      penDown = false
      return ''
    }
    const x = rounded(first + index * step)
    const y = rounded(drawing.height * (1 - Math.min(1, value / top)))
    const part = penDown ? `L${x} ${y}` : `M${x} ${y}h0.1`
    penDown = true
    return part
  })
  return parts.join('')
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** A round number that is not below any of the values: 1, 2 or 5 times a power of ten. */
export function topOf(values: readonly (number | null)[]): number {
  const most = Math.max(0, ...values.map((value) => value ?? 0))
  if (most === 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return (([1, 2, 5].find((step) => step * power >= most) ?? 10) * power) as number
}
