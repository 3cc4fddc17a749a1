import { expect, it } from 'vitest'
import { createRouteLines, valuesOf } from './embedded-routes.ts'
import { observe } from './instruments.ts'
import { createMetrics, durationBounds } from './metrics.ts'

it('tells for each route what was observed since the last time', () => {
  const metrics = createMetrics()
  const tell = createRouteLines(metrics, 'Cruddur', 'api')
  const home = metrics.requestDuration.series(['/api/activities/home', 'GET', '2xx'])
  metrics.requestDuration.series(['/api/trends', 'GET', '2xx'])
  observe(home, durationBounds, 0.003)
  observe(home, durationBounds, 0.2)
  const [line, ...others] = tell().map((text) => JSON.parse(text))
  expect(others).toEqual([])
  const [{ Dimensions, Metrics }] = line._aws.CloudWatchMetrics
  expect(Metrics).toEqual([{ Name: 'RouteDuration', Unit: 'Seconds' }])
  expect(Dimensions).toEqual([['Service', 'Route', 'Status']])
  expect(line).toMatchObject({ Service: 'api', Route: 'GET /api/activities/home', Status: '2xx', Count: 2 })
  expect(line.RouteDuration).toEqual([0.00375, 0.175])
  expect(tell()).toEqual([])
  observe(home, durationBounds, 60)
  expect(tell().map((text) => JSON.parse(text).RouteDuration)).toEqual([[5]])
})

it('fits any number of requests into a line, and leaves no bucket out', () => {
  const counts = durationBounds.map((_, bucket) => 10 ** (bucket % 6)).concat(1)
  const values = valuesOf(counts)
  expect(values.length).toBeLessThanOrEqual(100)
  expect(new Set(values).size).toBe(counts.length)
  expect(valuesOf([3, 0, 1])).toHaveLength(4)
})
