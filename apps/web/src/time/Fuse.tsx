import { useTime } from '../client/clock/ticker.ts'

type FuseProps = { from: string; until: string }

/** The share of its life that a crud has left, as a line that burns down. The words beside it say the same to those who cannot see it. */
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
