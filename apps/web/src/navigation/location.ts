import { useSyncExternalStore } from 'react'
import { createEmitter } from '../client/emitter.ts'

/**
 * How the address came to be what it is: a new entry of the history, the same entry changed, or another entry come back
 * to.
 */
export type NavigationKind = 'push' | 'replace' | 'traverse'

/** The address has changed. Listeners run in the order in which they began to listen, before anything renders. */
export const navigated = createEmitter<NavigationKind>()

/** The reader chose a link to the page they are on. */
export const reselected = createEmitter<void>()

/** Begins to follow the browser's own navigation: back, forward, and links to a part of the page. */
export function startNavigation(): void {
  addEventListener('popstate', () => navigated.emit('traverse'))
}

type NavigateOptions = {
  /** Changes the entry of the history instead of adding one. */
  replace?: boolean
  /** What the entry remembers (`history.state`). */
  state?: unknown
}

/** Goes to an address of this app without loading the page. */
export function navigate(href: string, { replace = false, state = null }: NavigateOptions = {}): void {
  if (replace) history.replaceState(state, '', href)
  else history.pushState(state, '', href)
  navigated.emit(replace ? 'replace' : 'push')
}

/** The path of the address, still encoded: `/@worf`. */
export function usePathname(): string {
  return useSyncExternalStore(navigated.listen, () => location.pathname)
}

/** The query of the address with its question mark, or nothing: `?term=prune`. */
export function useSearch(): string {
  return useSyncExternalStore(navigated.listen, () => location.search)
}
