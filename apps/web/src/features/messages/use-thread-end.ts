import { type RefObject, useState } from 'react'

/** Nearer than this to its end, in pixels, a thread counts as seen to the end. */
const near = 80

/** Whether the end of a thread is in view, and the way there. The thread grows upwards: its end is at 0. */
export const useThreadEnd = (thread: RefObject<HTMLElement | null>) => {
  const [isAtEnd, setAtEnd] = useState(true)
  return {
    isAtEnd,
    onScroll: () => setAtEnd((thread.current?.scrollTop ?? 0) > -near),
    goToEnd: () => thread.current?.scrollTo({ top: 0 }),
  }
}
