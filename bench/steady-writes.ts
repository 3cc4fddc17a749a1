import { setInterval as every } from 'node:timers/promises'

/** Publishes cruds at a steady rate, as one person. `stop` returns how many were published a second. */
export function publishSteadily(address: string, token: string, perSecond: number) {
  const stopping = new AbortController()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const startedAt = performance.now()
  let published = 0
  let due = 0
  const running = new Set<Promise<void>>()

  async function publish(): Promise<void> {
    const body = JSON.stringify({ message: `crud ${published}`, ttl: '1-day' })
    const reply = await fetch(`${address}/api/activities`, { method: 'POST', headers, body })
    await reply.arrayBuffer()
    if (reply.status === 200) published++
  }

  const ticking = (async () => {
    try {
      for await (const _ of every(5, undefined, { signal: stopping.signal })) {
        for (; due < ((performance.now() - startedAt) / 1_000) * perSecond; due++) {
          const one = publish().finally(() => running.delete(one))
          running.add(one)
        }
      }
    } catch {
      // Stopped.
    }
  })()

  return {
    async stop(): Promise<number> {
      stopping.abort()
      await ticking
      await Promise.all(running)
      return Math.round((published / (performance.now() - startedAt)) * 1_000)
    },
  }
}
