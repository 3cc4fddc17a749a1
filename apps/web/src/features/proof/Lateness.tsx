import type { Proof } from '@cruddur/contract/proof/proof'
import { serverClock } from '../../client/clock/server-clock.ts'
import { spanWords } from '../../time/words.ts'
import { numberWords } from '../../words/plural.ts'
import { words } from '../../words/words.ts'
import { LagGraph } from './LagGraph.tsx'
import { rangeWords } from './range-words.ts'

/** What erasure measured: now, the worst of 30 days, and the last full hour. */
export function Lateness({ proof }: { proof: Proof }) {
  const w = words.proofDetails
  const { hours, lag_seconds } = proof
  const worst = Math.max(0, ...hours.map((hour) => hour.lag_seconds))
  const full = hours.findLast(({ rows }) => rows !== null)
  const facts = [
    [w.now, lag_seconds >= 1 ? spanWords(lag_seconds * 1000) : w.notLate],
    [w.worst, hours.length > 0 ? spanWords(worst * 1000) : w.noHour],
    [w.erasedHour, full?.rows ? rangeWords(full.rows) : w.noHour],
    [w.keysHour, full ? numberWords(full.keys) : w.noHour],
  ] as const
  return (
    <>
      <dl className="proof-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hours.length > 0 ? <LagGraph hours={hours} now={serverClock.now()} /> : <p>{w.noHours}</p>}
      <p>{w.lateWords}</p>
      <p>{w.bucketWords}</p>
    </>
  )
}
