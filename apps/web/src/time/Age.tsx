import { useTime } from '../client/clock/ticker.ts'
import { ageWords, instantWords } from './words.ts'

/** How long ago something was written. */
export function Age({ since }: { since: string }) {
  const start = Date.parse(since)
  const words = useTime((now) => ageWords(now - start))
  return (
    <time dateTime={since} title={instantWords(start)}>
      {words}
    </time>
  )
}
