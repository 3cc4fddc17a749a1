import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'
import type { Release } from './wait-in-queue.ts'

const limits = { running: 2, runningPerClient: 1, waitingPerClient: 2, waitMs: 60_000 }

describe('turns', () => {
  it('are taken at once while there is room, and given back once', () => {
    const { tryTake } = createTurns(limits)
    const release = tryTake('a') as Release
    expect(tryTake('a')).toBeNull()
    expect(tryTake('b')).not.toBeNull()
    expect(tryTake('c')).toBeNull()
    release()
    release()
    expect(tryTake('c')).not.toBeNull()
    expect(tryTake('d')).toBeNull()
  })

  it('go round the clients that wait, one request each', async () => {
    const { take } = createTurns({ ...limits, running: 1, waitingPerClient: 9 })
    const order: string[] = []
    const holder = (await take('holder')) as Release
    const waiting = ['a1', 'a2', 'a3', 'b1', 'c1'].map(async (name) => {
      const release = (await take(name.slice(0, 1))) as Release
      order.push(name)
      release()
    })
    holder()
    await Promise.all(waiting)
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'a3'])
  })

  it('are refused when too many of one client wait, and others still wait', async () => {
    const { take } = createTurns({ ...limits, running: 1 })
    const holder = (await take('a')) as Release
    const first = take('a')
    const second = take('a')
    expect(await take('a')).toBeNull()
    const other = take('b')
    holder()
    ;((await first) as Release)()
    ;((await other) as Release)()
    ;((await second) as Release)()
  })

  it('are refused after the wait, and at once when the client has gone', async () => {
    const { take } = createTurns({ ...limits, running: 1, waitMs: 1 })
    const holder = (await take('a')) as Release
    expect(await take('b')).toBeNull()
    expect(await take('c', AbortSignal.abort())).toBeNull()
    const gone = new AbortController()
    const patient = createTurns({ ...limits, running: 1 })
    const held = (await patient.take('a')) as Release
    const waiting = patient.take('b', gone.signal)
    gone.abort()
    expect(await waiting).toBeNull()
    held()
    holder()
  })

  it('never exceed their limits, and everything that waits gets its turn', async () => {
    const clients = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(clients, async (names) => {
        const { take } = createTurns({ running: 3, runningPerClient: 2, waitingPerClient: 100, waitMs: 60_000 })
        const running: string[] = []
        await Promise.all(
          names.map(async (name) => {
            const release = (await take(name)) as Release
            running.push(name)
            expect(running.length).toBeLessThanOrEqual(3)
            expect(running.filter((one) => one === name).length).toBeLessThanOrEqual(2)
            await Promise.resolve()
            running.splice(running.indexOf(name), 1)
            release()
          }),
        )
        expect(running).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
