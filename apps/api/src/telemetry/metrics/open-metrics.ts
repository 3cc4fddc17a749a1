import type { AnyFamily, Distribution, Histogram } from './instruments.ts'

/** Of OpenMetrics 1.0, section "Protocol Negotiation". */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

/** The text of OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/). */
export function formatOpenMetrics(families: Iterable<AnyFamily>): string {
  const lines: string[] = []
  for (const family of families) {
    const { name, type, unit, help } = family
    lines.push(`# TYPE ${name} ${type}`)
    if (unit) lines.push(`# UNIT ${name} ${unit}`)
    lines.push(`# HELP ${name} ${escaped(help)}`)
    if (family.type === 'histogram') for (const series of family.read()) lines.push(...bucketLines(family, series))
    else for (const { values, value } of family.read()) lines.push(line(sampleName(family), family, values, value))
  }
  return `${lines.join('\n')}\n# EOF\n`
}

const suffixes = { counter: '_total', gauge: '', info: '_info', histogram: '' }

/** The name that samples of a family have, and queries use. */
export function sampleName({ name, type }: Pick<AnyFamily, 'name' | 'type'>): string {
  return name + suffixes[type]
}

function bucketLines(
  family: Histogram,
  { values, value }: { values: readonly string[]; value: Distribution },
): string[] {
  const { name, labels, bounds } = family
  const withLe = { labels: [...labels, 'le'] }
  let upTo = 0
  const buckets = value.counts.map((count, index) => {
    upTo += count
    const bound = bounds[index]
    return line(`${name}_bucket`, withLe, [...values, bound === undefined ? '+Inf' : canonical(bound)], upTo)
  })
  return [...buckets, line(`${name}_count`, family, values, upTo), line(`${name}_sum`, family, values, value.sum)]
}

function line(
  name: string,
  { labels }: { labels: readonly string[] },
  values: readonly string[],
  value: number,
): string {
  const pairs = labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

function number(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

/** Bounds are written as floats: `1.0`, so that all producers write the same. */
const canonical = (bound: number) => (Number.isInteger(bound) ? `${bound}.0` : String(bound))
