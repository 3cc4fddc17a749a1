/** A hash of the handle (FNV-1a). */
function seedOf(handle: string): number {
  let seed = 0x811c9dc5
  for (const letter of handle) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193)
  return seed >>> 0
}

/**
 * A picture made from the handle alone: its letter on two colours. It is hidden from screen readers, because the name
 * stands beside it.
 */
export function Avatar({ handle }: { handle: string }) {
  const seed = seedOf(handle)
  const hue = seed % 360
  const turn = (seed >>> 9) % 360
  return (
    <svg className="avatar" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" fill={`hsl(${hue} 58% 34%)`} />
      <path d="M0 20a20 20 0 0 0 40 0z" fill={`hsl(${(hue + 42) % 360} 62% 40%)`} transform={`rotate(${turn} 20 20)`} />
      <text x="20" y="26.5" textAnchor="middle" fontSize="19" fontWeight="700" fill="#fff">
        {handle.charAt(0).toUpperCase()}
      </text>
    </svg>
  )
}
