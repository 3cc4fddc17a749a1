import { navigated } from './location.ts'

/** In milliseconds. */
const maxWaitMs = 3000

const actions = ['wheel', 'touchstart', 'keydown', 'pointerdown']

/**
 * Scrolls, and again each time the page's height changes, because cruds get their true heights when they are first drawn. Ends when
 * `scroll` says that it is where it should be, when the reader does something or goes to another page, or after 3 s.
 */
export function scrollWhileSettling(scroll: () => boolean): void {
  if (scroll()) return
  const watch = new ResizeObserver(() => scroll() && stop())
  const stop = () => {
    watch.disconnect()
    stopListening()
    for (const event of actions) removeEventListener(event, stop)
  }
  for (const event of actions) addEventListener(event, stop, { passive: true })
  const stopListening = navigated.listen((kind) => kind !== 'replace' && stop())
  watch.observe(document.body)
  setTimeout(stop, maxWaitMs)
}
