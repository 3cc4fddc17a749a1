import { useCallback } from 'react'
import { useTime } from '../client/clock/ticker.ts'

type FuseProps = { from: string; until: string }

/** How many steps it burns down in: one is at most three pixels. */
const steps = 200

/** A line that burns down with the time a crud has left. Screen readers have the words above it. */
export function Fuse({ from, until }: FuseProps) {
  const end = Date.parse(until)
  const step = (end - Date.parse(from)) / steps
  const left = useTime(
    (now) => Math.round(Math.min(steps, Math.max(0, (end - now) / step))) / steps,
    useCallback((now: number) => now + step / 2, [step]),
  )
  return (
    <div className="fuse" aria-hidden="true">
      <div className="fuse-left" style={{ transform: `scaleX(${left})` }} />
    </div>
  )
}
