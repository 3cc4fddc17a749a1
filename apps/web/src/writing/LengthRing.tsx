import { words } from '../words/words.ts'

type LengthRingProps = { length: number; max: number }

const radius = 10
const circumference = 2 * Math.PI * radius
/** From so many characters left on, the number is shown too. */
const nearLimit = 20

/** From so many characters too many on, their number has no room in the ring. */
const farOver = 100

function spoken(left: number): string {
  if (left < 0) return words.writing.tooMany(-left)
  return left <= nearLimit ? words.writing.left(left) : ''
}

/** How much of its limit a text takes, in code points: a ring that fills, and a number near the limit. */
export function LengthRing({ length, max }: LengthRingProps) {
  const left = max - length
  const state = left < 0 ? 'over' : left <= nearLimit ? 'near' : 'fine'
  return (
    <span className="length-ring" data-state={state}>
      {left > -farOver && (
        <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false">
          <circle cx="13" cy="13" r={radius} className="length-track" />
          <circle
            cx="13"
            cy="13"
            r={radius}
            className="length-used"
            strokeDasharray={circumference}
            strokeDashoffset={circumference * (1 - Math.min(1, length / max))}
          />
        </svg>
      )}
      {state !== 'fine' && (
        <span className="length-left" aria-hidden="true">
          {left}
        </span>
      )}
      <span className="unseen" role="status">
        {spoken(left)}
      </span>
    </span>
  )
}
