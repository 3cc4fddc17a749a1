import { useCallback } from 'react'
import { useTime } from '../client/clock/ticker.ts'
import { nextAge } from './rhythm.ts'
import { ageWords, instantWords } from './words.ts'

/** How long ago something was written. */
export function Age({ since }: { since: string }) {
  const start = Date.parse(since)
  const next = useCallback((now: number) => nextAge(start, now), [start])
  const words = useTime((now) => ageWords(now - start), next)
  return (
    <time dateTime={since} title={instantWords(start)}>
      {words}
    </time>
  )
}
