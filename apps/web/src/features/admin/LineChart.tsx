import type { MetricsSample } from '@cruddur/contract/admin/metrics'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
import { formatAmount } from './amounts.ts'
import type { Chart } from './charts.ts'
import { drawing, linePath, topOf } from './line-path.ts'
import { Numbers } from './Numbers.tsx'

/** As many samples as the server keeps: a quarter of an hour, one every five seconds. */
const places = 180
/** The table has one row a minute. */
const samplesPerRow = 12

const list = new Intl.ListFormat(locale, { type: 'unit' })
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** A chart of the last minutes, with the same numbers as a table. */
export function LineChart({ chart, samples }: { chart: Chart; samples: readonly MetricsSample[] }) {
  const { title, unit, lines } = chart
  const series = lines.map((line) => ({ name: line.words, values: samples.map(line.read) }))
  const top = topOf(series.flatMap(({ values }) => values))
  const now = series.map(({ name, values }) => `${name} ${formatAmount(values.at(-1) ?? null, unit)}`)
  const rows = samples.filter((_, index) => (samples.length - 1 - index) % samplesPerRow === 0).toReversed()
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <ul>
          {now.map((text, index) => (
            <li key={lines[index]?.words} data-line={index}>
              {text}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="chart-drawing">
        <span className="chart-top" aria-hidden="true">
          {formatAmount(top, unit)}
        </span>
        <svg
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.admin.chart(title, list.format(now))}
        >
          {series.map(({ name, values }, index) => (
            <path key={name} data-line={index} d={linePath(values, places, top)} />
          ))}
        </svg>
      </div>
      <Numbers
        caption={words.admin.chartTable(title)}
        heads={[words.admin.time, ...lines.map((line) => line.words)]}
        rows={rows.map((sample) => [
          clock.format(new Date(sample.at)),
          ...lines.map(({ read }) => formatAmount(read(sample), unit)),
        ])}
      />
    </figure>
  )
}
