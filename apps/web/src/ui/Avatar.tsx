import type { Face } from '@cruddur/contract/users/face'
import { hueOf, seedOf, toneOf, tones } from './face-tones.ts'

/**
 * The face that a person chose, or one made from their handle: a letter on two colours. It is hidden from screen readers,
 * because the name stands beside it.
 */
export function Avatar({ handle, face }: { handle: string; face?: Face | null | undefined }) {
  const hue = face?.hue ?? hueOf(handle)
  const turn = (seedOf(handle) >>> 9) % 360
  return (
    <svg className="avatar" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" fill={toneOf(hue, tones[0])} />
      <path d="M0 20a20 20 0 0 0 40 0z" fill={toneOf(hue, tones[1])} transform={`rotate(${turn} 20 20)`} />
      <text x="20" y="26.5" textAnchor="middle" fontSize="19" fontWeight="700" fill="#fff">
        {face?.letter ?? handle.charAt(0).toUpperCase()}
      </text>
    </svg>
  )
}
