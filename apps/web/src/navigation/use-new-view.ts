import { useLayoutEffect, useRef } from 'react'
import { scrollToArrival } from './scroll-restoration.ts'

/** For a page whose address says in its query what it shows: another view begins at its top, one that is come back to where it was left. */
export function useNewView(view: string): void {
  const shown = useRef(view)
  useLayoutEffect(() => {
    if (shown.current === view) return
    shown.current = view
    scrollToArrival()
  }, [view])
}
