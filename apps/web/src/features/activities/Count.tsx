import { useState } from 'react'
import { compactCount } from '../../ui/compact-count.ts'

/**
 * How many did something with a crud, for the eye; none is not shown. It slides in when it changes, and not when a list
 * shows it first: the browser would keep three animations for each crud of a long list, and look at them in each frame.
 */
export function Count({ count }: { count: number }) {
  const [known, setKnown] = useState({ count, isNews: false })
  if (known.count !== count) setKnown({ count, isNews: true })
  return (
    // A new key makes a new element, which is animated as it appears.
    <span key={count} className="crud-count" data-news={known.isNews || undefined} aria-hidden="true">
      {count > 0 && compactCount(count)}
    </span>
  )
}
