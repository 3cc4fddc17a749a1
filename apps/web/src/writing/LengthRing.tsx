type LengthRingProps = { length: number; max: number }

const radius = 10
const around = 2 * Math.PI * radius
const near = 20

function spoken(left: number): string {
  return left < 0 ? `${-left} characters too many` : left <= near ? `${left} characters left` : ''
}

/** How much of its room a text takes, in code points: a ring that fills, and a number when it matters. */
export function LengthRing({ length, max }: LengthRingProps) {
  const left = max - length
  const state = left < 0 ? 'over' : left <= near ? 'near' : 'fine'
  return (
    <span className="length-ring" data-state={state}>
      <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false">
        <circle cx="13" cy="13" r={radius} className="length-track" />
        <circle
          cx="13"
          cy="13"
          r={radius}
          className="length-used"
          strokeDasharray={around}
          strokeDashoffset={around * (1 - Math.min(1, length / max))}
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
