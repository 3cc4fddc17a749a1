import { whenIdle } from '../client/when-idle.ts'

/** Who needs a part of the app. */
export type Audience = 'everybody' | 'members' | 'visitors'

type Waiting = { audience: Audience; load: () => Promise<unknown> }

let waiting: Waiting[] = []

/** Sets what to fetch when the browser is idle. A part may add parts of its own when it is there. */
export function addToPreload(audience: Audience, load: () => Promise<unknown>): void {
  waiting.push({ audience, load })
}

/** Fetches the parts that a reader needs, one after the other while the browser is idle. Ends when the network does; call it again then. */
export async function preloadParts(isMember: boolean): Promise<void> {
  const others = isMember ? 'visitors' : 'members'
  for (;;) {
    const next = waiting.find(({ audience }) => audience !== others)
    if (!(next && navigator.onLine)) return
    waiting = waiting.filter((part) => part !== next)
    await new Promise<void>(whenIdle)
    await next.load()
  }
}
