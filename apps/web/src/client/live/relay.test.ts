import { afterEach, expect, it, vi } from 'vitest'

/** What passes between tabs: a message to all other channels of the name, at once. */
class Channel {
  static all = new Set<Channel>()
  readonly name: string
  private listener: ((event: { data: unknown }) => void) | undefined
  constructor(name: string) {
    this.name = name
    Channel.all.add(this)
  }
  addEventListener(_: string, listener: (event: { data: unknown }) => void): void {
    this.listener = listener
  }
  postMessage(data: unknown): void {
    for (const other of Channel.all) if (other !== this && other.name === this.name) other.listener?.({ data })
  }
}

/** The module as a tab loads it. */
async function openTab() {
  vi.resetModules()
  vi.stubGlobal('BroadcastChannel', Channel)
  return import('./relay.ts')
}
afterEach(() => {
  vi.unstubAllGlobals()
  Channel.all.clear()
})

const at = (position: string) => ({ reader: 'worf', received: { event: undefined, position } })

it('a tab gets what was relayed since it began to keep, in order, although its listener comes later', async () => {
  const [one, other] = [await openTab(), await openTab()]
  one.relay(at('1-1'))
  other.startRelay()
  one.relay(at('2-2'))
  one.relay({ reader: 'worf', since: '1-1' })
  const heard: unknown[] = []
  other.onRelayed((relayed) => heard.push(relayed))
  one.relay(at('3-3'))
  expect(heard).toEqual([at('2-2'), { reader: 'worf', since: '1-1' }, at('3-3')])
})

it('a tab whose listener does not come keeps a bounded number, and is told to load its page anew', async () => {
  const [one, other] = [await openTab(), await openTab()]
  other.startRelay()
  for (let n = 1; n <= 1_001; n++) one.relay(at(`${n}-${n}`))
  const heard: unknown[] = []
  other.onRelayed((relayed) => heard.push(relayed))
  expect(heard).toEqual([{ reader: 'worf', received: { event: { kind: 'resync' }, position: undefined } }])
})
