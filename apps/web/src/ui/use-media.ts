import { useSyncExternalStore } from 'react'

/** Whether a media query matches. Use it only if hidden content must not be loaded at all. Otherwise use CSS. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
