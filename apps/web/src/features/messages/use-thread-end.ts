import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type HeldPlace, holdPlace, placeIn } from './held-place.ts'

/** Nearer than this to its end, in pixels, a thread counts as seen to the end. */
const near = 80

/**
 * Whether the end of a thread is in view, and the way there. The thread grows upwards: its end is at 0, and stays in view
 * by itself. Whoever reads further up keeps the line they read where it is, whatever comes in or goes below.
 */
export function useThreadEnd(thread: RefObject<HTMLElement | null>) {
  const [isAtEnd, setAtEnd] = useState(true)
  const held = useRef<HeldPlace>(undefined)
  const look = useCallback(() => {
    if (!thread.current) return
    const atEnd = thread.current.scrollTop > -near
    held.current = atEnd ? undefined : placeIn(thread.current)
    setAtEnd(atEnd)
  }, [thread])
  useEffect(() => {
    if (!thread.current) return
    const watch = new ResizeObserver(() => {
      if (!(thread.current && held.current)) return
      holdPlace(thread.current, held.current)
      look()
    })
    for (const part of [thread.current, ...thread.current.children]) watch.observe(part)
    return () => watch.disconnect()
  }, [thread, look])
  const goToEnd = useCallback(() => {
    held.current = undefined
    thread.current?.scrollTo({ top: 0 })
  }, [thread])
  return { isAtEnd, onScroll: look, goToEnd }
}
