import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { embeddedMetricNames } from './embedded-metrics.ts'
import { createMetrics } from './metrics.ts'
import { sampleName } from './open-metrics.ts'

const docs = new URL('../../../../../docs/', import.meta.url)
const operate = readFileSync(new URL('operate.md', docs), 'utf8')
const dashboard = JSON.parse(readFileSync(new URL('grafana-dashboard.json', docs), 'utf8'))
const metrics = Object.values(createMetrics())

type Panel = { title: string; datasource?: { uid: string }; targets?: { expr: string }[] }
const panels: Panel[] = dashboard.panels
const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))

/** What queries call the samples of each metric. */
const labelsOf = new Map(
  metrics.flatMap((metric) => {
    const labels = ['job', 'instance', ...metric.labels]
    if (metric.type !== 'histogram') return [[sampleName(metric), labels]]
    return ['bucket', 'count', 'sum'].map((part): [string, string[]] => [`${metric.name}_${part}`, [...labels, 'le']])
  }) as [string, string[]][],
)
const namesIn = (query: string) => query.match(/\b(?:cruddur|process|nodejs)_\w+/g) ?? []

describe('the dashboard', () => {
  it.each(queries)('asks only for what there is: %s', (query) => {
    const names = namesIn(query)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect([...labelsOf.keys()]).toContain(name)
    const known = names.flatMap((name) => labelsOf.get(name) ?? [])
    const grouped = [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
    const matched = [...query.matchAll(/[{,](\w+)=~?"/g)].map(([, label = '']) => label)
    for (const label of [...grouped, ...matched]) expect(known).toContain(label)
    expect(query.split('(').length).toBe(query.split(')').length)
  })

  it('shows every metric', () => {
    const shown = new Set(queries.flatMap(namesIn))
    const missing = [...labelsOf.keys()].filter((name) => !shown.has(name) && !name.endsWith('_sum'))
    expect(missing).toEqual([])
  })

  it('has panels that do not overlap and ask the source that is chosen', () => {
    const cells = new Set<string>()
    for (const { gridPos, ...panel } of panels as (Panel & { gridPos: Record<'x' | 'y' | 'w' | 'h', number> })[]) {
      if (panel.targets) expect(panel.datasource?.uid, panel.title).toBe('$' + '{datasource}')
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x).toBeLessThan(24)
          expect(cells, panel.title).not.toContain(`${x} ${y}`)
          cells.add(`${x} ${y}`)
        }
      }
    }
  })
})

describe('docs/operate.md', () => {
  it.each(metrics.map((metric) => [metric.type === 'histogram' ? metric.name : sampleName(metric), metric] as const))(
    'says what %s means',
    (name, { labels }) => {
      const row = operate.split('\n').find((line) => line.startsWith(`| \`${name}\``))
      expect(row).toBeDefined()
      for (const label of labels) expect(row).toContain(label)
      // Meaning, what is normal, and what to do.
      expect(row?.split('|').filter((cell) => cell.trim())).toHaveLength(4)
    },
  )

  it('names no metric that there is not', () => {
    const known = new Set([...labelsOf.keys(), ...metrics.map(({ name }) => name)])
    expect(namesIn(operate).filter((name) => !known.has(name))).toEqual([])
  })

  it.each(embeddedMetricNames)('names what CloudWatch calls %s', (name) => {
    expect(operate).toContain(`\`${name}\``)
  })
})
