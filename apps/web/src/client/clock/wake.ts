import { tick } from './ticker.ts'

/**
 * Timers sleep with the page. Whenever it may have woken, time is looked at before anybody can look at the page; and a
 * page that is put away for "back" is put away blank, since it would be shown before any script runs.
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
