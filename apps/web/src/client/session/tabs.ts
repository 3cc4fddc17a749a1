import type { SignedIn } from '@cruddur/contract/identity'

/** What the tabs of one browser tell each other. Tokens pass from memory to memory; nothing is stored. */
export type TabNews = { kind: 'signed-in'; signedIn: SignedIn } | { kind: 'signed-out' }

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('cruddur.session')

export function tellTabs(news: TabNews): void {
  channel?.postMessage(news)
}

export function onTabNews(listener: (news: TabNews) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<TabNews>) => listener(event.data))
}

/**
 * Runs one task at a time among all tabs, so that two never spend the same refresh cookie. Only secure contexts have
 * locks.
 */
export function oneTabAtATime<T>(task: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks ? navigator.locks.request('cruddur.refresh', task) : task()
}
