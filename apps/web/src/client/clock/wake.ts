import { tick } from './ticker.ts'

/**
 * Timers sleep with the page. Whenever the page may have woken, the ticker runs before anybody can see the page. A page
 * that the browser keeps for "back" is kept blank, because it would be shown again before any script runs.
 */
export function watchForWaking(): void {
  document.addEventListener('visibilitychange', tick)
  addEventListener('focus', tick)
  addEventListener('online', tick)
  addEventListener('pagehide', (event) => {
    if (event.persisted) document.documentElement.dataset['asleep'] = ''
  })
  addEventListener('pageshow', () => {
    tick()
    delete document.documentElement.dataset['asleep']
  })
}
