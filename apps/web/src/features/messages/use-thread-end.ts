import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { findAnchor, restoreAnchor, type ScrollAnchor } from './scroll-anchor.ts'

/** In pixels. A thread that is scrolled nearer to its end than this counts as read to the end. */
const nearPx = 80

/**
 * Whether the end of a thread is in view, and how to scroll there. CSS reverses the thread: its end is at `scrollTop` 0
 * and stays in view by itself. For those who read further up, the message they read stays where it is when others come
 * or go.
 */
export function useThreadEnd(thread: RefObject<HTMLElement | null>) {
  const [isAtEnd, setAtEnd] = useState(true)
  const anchor = useRef<ScrollAnchor>(undefined)
  const look = useCallback(() => {
    if (!thread.current) return
    const atEnd = thread.current.scrollTop > -nearPx
    anchor.current = atEnd ? undefined : findAnchor(thread.current)
    setAtEnd(atEnd)
  }, [thread])
  useEffect(() => {
    if (!thread.current) return
    const watch = new ResizeObserver(() => {
      if (!(thread.current && anchor.current)) return
      restoreAnchor(thread.current, anchor.current)
      look()
    })
    for (const part of [thread.current, ...thread.current.children]) watch.observe(part)
    return () => watch.disconnect()
  }, [thread, look])
  const goToEnd = useCallback(() => {
    anchor.current = undefined
    thread.current?.scrollTo({ top: 0 })
  }, [thread])
  return { isAtEnd, onScroll: look, goToEnd }
}
