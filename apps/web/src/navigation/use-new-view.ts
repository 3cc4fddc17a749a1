import { useLayoutEffect, useRef } from 'react'
import { scrollToArrival } from './scroll-restoration.ts'

/** For a page whose query says what it shows: a new view begins at its top, another at where the reader left it. */
export function useNewView(view: string): void {
  const shown = useRef(view)
  useLayoutEffect(() => {
    if (shown.current === view) return
    shown.current = view
    scrollToArrival()
  }, [view])
}
