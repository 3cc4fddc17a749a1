import { useLayoutEffect, useRef } from 'react'
import { scrollToArrival, settleFocus } from './scroll-restoration.ts'

/** When the path changes, the page that is come to stands where a reader expects it, and reading goes on there. */
export function useArrival(path: string): void {
  const shown = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    scrollToArrival()
    settleFocus()
  }, [path])
}
