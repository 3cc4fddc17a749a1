import './lag-graph.css'
import type { ProofHour } from '@cruddur/contract/proof/proof'
import { spanWords } from '../../time/words.ts'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
import { heightOf, periodsOf, scaleSteps, topOfScale } from './periods.ts'

const limitSeconds = 60
const size = { width: 600, height: 200 }
/** Of the graph's height: a bar of nothing is still seen. */
const leastBar = 4

const span = (seconds: number) => spanWords(seconds * 1000)
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const hourFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})

/** How long erasure made things wait: a bar for each day or hour, on a logarithmic scale, and the same as a table. */
export function LagGraph({ hours, now }: { hours: readonly ProofHour[]; now: number }) {
  const w = words.proofDetails
  const { unit, periods } = periodsOf(hours, now)
  const name = ({ at }: { at: number }) => (unit === 'day' ? dayFormat : hourFormat).format(at)
  const known = periods.flatMap(({ at, lagSeconds }) => (lagSeconds === null ? [] : [{ at, lagSeconds }]))
  const worst = Math.max(0, ...known.map(({ lagSeconds }) => lagSeconds))
  const top = topOfScale(worst)
  const above = (seconds: number) => size.height * (1 - heightOf(seconds, top))
  const width = size.width / periods.length
  const over = known.filter(({ lagSeconds }) => lagSeconds > limitSeconds).length
  const steps = scaleSteps.filter((step) => step <= top)
  return (
    <figure className="proof-graph">
      <figcaption>{unit === 'day' ? w.graphDays : w.graphHours}</figcaption>
      {/* Time runs from left to right, as in the drawing, in every language. */}
      <div className="proof-graph-drawing" dir="ltr">
        <div className="proof-graph-scale" aria-hidden="true">
          {steps.map((step) => (
            <span key={step} style={{ insetBlockStart: `${100 * (1 - heightOf(step, top))}%` }}>
              {span(step)}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${size.width} ${size.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={w.graph(known.length, span(worst), over)}
        >
          {steps.map((step) => (
            <line
              key={step}
              x1="0"
              x2={size.width}
              y1={above(step)}
              y2={above(step)}
              data-limit={step === limitSeconds || undefined}
            />
          ))}
          {periods.map(({ at, lagSeconds }, index) => {
            if (lagSeconds === null) return null
            const height = Math.max(leastBar, size.height - above(lagSeconds))
            return (
              <rect
                key={at}
                x={index * width + width * 0.12}
                width={width * 0.76}
                y={size.height - height}
                height={height}
                data-over={lagSeconds > limitSeconds || undefined}
              />
            )
          })}
        </svg>
      </div>
      <div className="proof-graph-times" dir="ltr" aria-hidden="true">
        <span>{name(periods[0] ?? { at: now })}</span>
        <span>{name(periods.at(-1) ?? { at: now })}</span>
      </div>
      <p className="proof-graph-limit">
        <span aria-hidden="true" />
        {w.limit}
      </p>
      <details>
        <summary>{w.table}</summary>
        <div className="proof-scroll">
          <table>
            <caption className="unseen">{unit === 'day' ? w.graphDays : w.graphHours}</caption>
            <thead>
              <tr>
                <th scope="col">{w.period}</th>
                <th scope="col">{w.wait}</th>
              </tr>
            </thead>
            <tbody>
              {known.toReversed().map((period) => (
                <tr key={period.at}>
                  <th scope="row">{name(period)}</th>
                  <td>{span(period.lagSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
