import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'
import { ConfigError } from './config-error.ts'

function refusal(environment: Record<string, string>): string[] {
  try {
    parseConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ setting, problem }) => `${setting}: ${problem}`)
    throw error
  }
  return []
}

it('settings name the collectors, and what they are told', () => {
  const { tracing, rollbar } = parseConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example/otlp/',
    OTEL_EXPORTER_OTLP_HEADERS: 'X-Honeycomb-Team = a%3Db ,x-other=c=d',
    OTEL_TRACES_SAMPLER_ARG: '.25',
    ROLLBAR_ACCESS_TOKEN: 'token',
    RELEASE: 'abc1234',
  }).telemetry
  const headers = { 'x-honeycomb-team': 'a=b', 'x-other': 'c=d' }
  expect(tracing.collectors).toEqual([{ kind: 'otlp', url: 'https://collector.example/otlp/v1/traces', headers }])
  expect(tracing.sampling).toEqual({ sampler: 'traceidratio', ratio: 0.25 })
  expect(rollbar).toMatchObject({ token: 'token', release: 'abc1234', environment: 'production' })
})

it('settings send nothing anywhere unless they say so', () => {
  const { tracing, rollbar } = parseConfig({}).telemetry
  expect([tracing.collectors, rollbar]).toEqual([[], null])
})

describe('settings that cannot be obeyed are refused, each with a line that names it and repeats no secret', () => {
  it.each([
    ['LOG_FORMAT', 'pretty', 'JSON'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'api.honeycomb.io', 'grpc://a', 'https://u:p@a'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'SECRET', 'a=SECRET,c', 'a b=c', 'a=%zz', 'a=b%0d%0ac:d', '=b'],
    ['OTEL_TRACES_SAMPLER', 'sometimes', 'xray'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.1', '-0.1', '10%', 'all', '1e-1'],
    ['XRAY', 'true', 'ON'],
    ['ROLLBAR_ACCESS_TOKEN', 'a SECRET'],
    ['ROLLBAR_ENDPOINT', 'api.rollbar.com'],
  ])('%s', (name, ...texts) => {
    for (const text of texts) {
      const lines = refusal({ [name]: text })
      expect(lines, text).toHaveLength(1)
      expect(lines[0], text).toMatch(new RegExp(`^${name}: .{10}`))
      expect(lines[0]).not.toContain('SECRET')
    }
  })

  it.each([
    [{ XRAY: 'on' }, ['XRAY', 'AWS_DEFAULT_REGION']],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'a=b' }, ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_ENDPOINT']],
  ])('a contradiction, by naming both: %o', (environment, names) => {
    const lines = refusal(environment as Record<string, string>)
    expect(lines).toHaveLength(1)
    for (const name of names) expect(lines[0]).toContain(name)
  })
})
