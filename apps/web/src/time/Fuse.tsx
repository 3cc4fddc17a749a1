import { useTime } from '../client/clock/ticker.ts'

type FuseProps = { from: string; until: string }

/** A line that burns down with the time a crud has left. Screen readers have the words above it. */
export function Fuse({ from, until }: FuseProps) {
  const end = Date.parse(until)
  const life = end - Date.parse(from)
  const left = useTime((now) => Math.round(Math.min(1, Math.max(0, (end - now) / life)) * 200) / 200)
  return (
    <div className="fuse" aria-hidden="true">
      <div className="fuse-left" style={{ transform: `scaleX(${left})` }} />
    </div>
  )
}
