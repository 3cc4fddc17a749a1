import { useLayoutEffect, useRef } from 'react'
import { scrollToArrival, settleFocus } from './scroll-restoration.ts'

/** When the path changes, scrolls the page to where the reader expects it, and moves the focus there. */
export function useArrival(path: string): void {
  const shown = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    scrollToArrival()
    settleFocus()
  }, [path])
}
