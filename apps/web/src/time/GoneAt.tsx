import { useTime } from '../client/clock/ticker.ts'
import { words } from '../words/words.ts'
import { nextMinute } from './rhythm.ts'
import { momentWords } from './words.ts'

/** The exact end of something, in words: "gone Thu 14:00". */
export function GoneAt({ until }: { until: string }) {
  const end = Date.parse(until)
  const moment = useTime((now) => momentWords(end, now), nextMinute)
  return (
    <time className="gone-at" dateTime={until}>
      {words.time.goneAt(moment)}
    </time>
  )
}
