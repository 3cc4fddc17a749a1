import type { ServerMetrics } from '@cruddur/contract/admin/metrics'
import { numberWords } from '../../words/plural.ts'
import { words } from '../../words/words.ts'
import { formatAmount } from './amounts.ts'
import { drawing, topOf } from './line-path.ts'
import { Numbers } from './Numbers.tsx'

/** How many cruds and messages expire in each of the next hours. */
export function DeathsChart({ deaths }: { deaths: ServerMetrics['deaths_ahead'] }) {
  const totals = deaths.map(({ cruds, messages }) => cruds + messages)
  const top = topOf(totals)
  const width = drawing.width / Math.max(1, deaths.length)
  const all = totals.reduce((sum, count) => sum + count, 0)
  return (
    <figure className="chart wide">
      <figcaption>
        <h3>{words.admin.deathsAhead}</h3>
        <ul>
          <li>{words.admin.deathsInHours(formatAmount(all, 'count'), deaths.length)}</li>
        </ul>
      </figcaption>
      <div className="chart-drawing">
        <span className="chart-top" aria-hidden="true">
          {formatAmount(top, 'count')}
        </span>
        <svg
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.admin.deathsChart(numberWords(all), deaths.length)}
        >
          {totals.map((count, index) => {
            const height = (count / top) * drawing.height
            const hour = deaths[index]?.hour
            return (
              <rect key={hour} x={index * width + 1} y={drawing.height - height} width={width - 2} height={height} />
            )
          })}
        </svg>
      </div>
      <Numbers
        caption={words.admin.deathsTable}
        heads={[words.admin.hour, words.admin.cruds, words.admin.messages]}
        rows={deaths.map(({ hour, cruds, messages }) => [
          String(hour),
          formatAmount(cruds, 'count'),
          formatAmount(messages, 'count'),
        ])}
      />
    </figure>
  )
}
