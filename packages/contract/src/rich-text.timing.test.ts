import { describe, expect, it } from 'vitest'
import { tokenize } from './rich-text.ts'

/** Milliseconds, the best of five. */
function timeOf(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now()
    tokenize(text)
    return performance.now() - began
  })
  return Math.min(...times)
}

const pieces = ['@', '#', '#a', 'http', 'https://a', 'https://a)', 'https://a.bb/(-', 'https://a.bb:99999/', '@aaa ']

describe('the time that a hostile text takes', () => {
  it.each(pieces)('grows with its length: %s', (piece) => {
    const textOf = (length: number) => piece.repeat(length / piece.length)
    timeOf(textOf(10_000))
    // Eight times the text; a quadratic parser would take 64 times as long.
    expect(timeOf(textOf(80_000))).toBeLessThan(24 * Math.max(timeOf(textOf(10_000)), 0.5))
  })
})
