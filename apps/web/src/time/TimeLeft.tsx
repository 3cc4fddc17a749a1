import { useCallback } from 'react'
import { useTime } from '../client/clock/ticker.ts'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import { nextTimeLeft } from './rhythm.ts'
import { instantWords, timeLeftWords, urgencyOf } from './words.ts'

/** How long something will live. */
export function TimeLeft({ until }: { until: string }) {
  const end = Date.parse(until)
  const next = useCallback((now: number) => nextTimeLeft(end, now), [end])
  const left = useTime((now) => timeLeftWords(end - now), next)
  const urgency = useTime((now) => urgencyOf(end - now), next)
  return (
    <time className="time-left" data-urgency={urgency} dateTime={until} title={words.time.goneOn(instantWords(end))}>
      <Icon name="clock" />
      {left}
    </time>
  )
}
