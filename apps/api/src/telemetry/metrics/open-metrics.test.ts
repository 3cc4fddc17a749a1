import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCounter, createGauge, createHistogram, observe, quantile } from './instruments.ts'
import { formatOpenMetrics } from './open-metrics.ts'
import { parseOpenMetrics } from './testing/parse-open-metrics.ts'

it('whatever labels and numbers hold, a parser of OpenMetrics reads them back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '{', '}', ',', '=', ' ', 'é', '#', '💣') })
  fc.assert(
    fc.property(
      text,
      text,
      // Without a negative zero, which is written as 0.
      fc.double().map((value) => value + 0),
      fc.array(fc.double({ min: 0, max: 9, noNaN: true })),
      (one, other, value, seen) => {
        const gauge = createGauge({ name: 'g', help: `help ${one}`, labels: ['x', 'y'] })
        gauge.set(value, [one, other])
        const counter = createCounter({ name: 'c', help: 'a count' })
        counter.add([], 3)
        const histogram = createHistogram(
          { name: 'h_seconds', help: 'times', unit: 'seconds', labels: ['x'] },
          [0.5, 1, 5],
        )
        for (const each of seen) observe(histogram.series([one]), histogram.bounds, each)
        const families = parseOpenMetrics(formatOpenMetrics([gauge, counter, histogram]))
        expect(families.get('g')?.samples).toEqual([{ name: 'g', labels: { x: one, y: other }, value }])
        expect(families.get('c')?.samples).toEqual([{ name: 'c_total', labels: {}, value: 3 }])
        const buckets = families.get('h_seconds')?.samples.filter(({ name }) => name === 'h_seconds_bucket') ?? []
        for (const { labels, value: count } of buckets) {
          const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le'])
          expect(count).toBe(seen.filter((each) => each <= bound).length)
        }
      },
    ),
  )
})

describe('the parser of these tests refuses', () => {
  it.each([
    ['no end', '# TYPE a gauge\na 1\n'],
    ['something after the end', '# TYPE a gauge\na 1\n# EOF\na 2\n'],
    ['a counter without _total', '# TYPE a counter\na 1\n# EOF\n'],
    ['a name without its unit', '# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n'],
    ['a series twice', '# TYPE a gauge\na{b="1"} 1\na{b="1"} 2\n# EOF\n'],
    ['a family in two pieces', '# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# HELP a x\n# EOF\n'],
    ['a raw quote in a label', '# TYPE a gauge\na{b="""} 1\n# EOF\n'],
    ['an empty line', '# TYPE a gauge\n\na 1\n# EOF\n'],
    [
      'buckets that fall',
      '# TYPE a histogram\na_bucket{le="1.0"} 2\na_bucket{le="+Inf"} 1\na_count 1\na_sum 1\n# EOF\n',
    ],
    ['a histogram without infinity', '# TYPE a histogram\na_bucket{le="1.0"} 1\na_count 1\na_sum 1\n# EOF\n'],
  ])('%s', (_what, text) => {
    expect(() => parseOpenMetrics(text)).toThrow()
  })
})

it('a quantile lies on the straight line between two bounds', () => {
  expect(quantile([0, 10, 0], [1, 2], 0.5)).toBe(1.5)
  expect(quantile([10, 0, 10], [1, 2], 0.99)).toBe(2)
  expect(quantile([0, 0, 0], [1, 2], 0.5)).toBeNull()
})
