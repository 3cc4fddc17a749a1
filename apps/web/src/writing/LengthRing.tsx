type LengthRingProps = { length: number; max: number }

const radius = 10
const circumference = 2 * Math.PI * radius
/** From so many characters left on, the number is shown too. */
const nearLimit = 20

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`
}

function spoken(left: number): string {
  return left < 0 ? `${characters(-left)} too many` : left <= nearLimit ? `${characters(left)} left` : ''
}

/** How much of its limit a text takes, in code points: a ring that fills, and a number near the limit. */
export function LengthRing({ length, max }: LengthRingProps) {
  const left = max - length
  const state = left < 0 ? 'over' : left <= nearLimit ? 'near' : 'fine'
  return (
    <span className="length-ring" data-state={state}>
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
