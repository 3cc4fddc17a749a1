import { useLayoutEffect, useRef } from 'react'
import { lastArrival, returnTo } from './return.ts'

/**
 * When the path changes: a page that is come to anew begins at its top with its heading in focus, one that is come
 * back to stands where it was left. The first page is left to the browser, but for a reload's place.
 */
export const useArrival = (path: string): void => {
  const shown = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    const { kind, place } = lastArrival()
    returnTo(place?.scroll ?? 0)
    if (kind === 'first') return
    const last = kind === 'back' && place?.focus ? document.getElementById(place.focus) : null
    const target = last ?? document.getElementById('page-heading') ?? document.getElementById('main')
    target?.focus({ preventScroll: true })
  }, [path])
}
