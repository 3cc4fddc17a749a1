import type { ReactNode } from 'react'

/** A part of a sentence that only screen readers say: `rich(text, { unseen })`. */
export function unseen(text: string): ReactNode {
  return <span className="unseen">{text}</span>
}
