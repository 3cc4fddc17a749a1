import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createPlaces, type PlaceLimits, type Places } from './places.ts'
import type { Release } from './wait-in-queue.ts'

let clock: number
let limits: { running: number; runningPerKind: number }
beforeEach(() => {
  clock = 0
  limits = { running: 2, runningPerKind: 2 }
})

const start = (more: Partial<PlaceLimits> = {}): Places =>
  createPlaces(
    {
      running: () => limits.running,
      runningPerKind: () => limits.runningPerKind,
      waiting: 10,
      waitingPerKind: 10,
      waitMs: 20,
      ...more,
    },
    () => clock,
  )

const taken = (release: Release | null): Release => {
  if (!release) throw new Error('there was no place')
  return release
}

/** Asks for a place and says in `log` when it has one. */
function ask(places: Places, kind: string, name: string, log: string[], signal?: AbortSignal): Promise<Release | null> {
  return places.take(kind, signal).then((release) => {
    log.push(release ? name : `${name} is late`)
    return release
  })
}

describe('places', () => {
  it('are given in order while a burst waits', async () => {
    const [places, log] = [start(), [] as string[]]
    const [one, two] = [taken(places.tryTake('a')), taken(places.tryTake('a'))]
    const asked = ['first', 'second'].map((name) => ask(places, 'a', name, log))
    one()
    two()
    expect((await Promise.all(asked)).every(Boolean)).toBe(true)
    expect(log).toEqual(['first', 'second'])
  })

  it('go to the newest under overload, and those that waited for too long are refused', async () => {
    const [places, log] = [start(), [] as string[]]
    const one = taken(places.tryTake('a'))
    taken(places.tryTake('a'))
    const old = ask(places, 'a', 'old', log)
    clock = 110
    const [newer, newest] = ['newer', 'newest'].map((name) => ask(places, 'a', name, log))
    expect(await old).toBeNull()
    one()
    expect(await newest).not.toBeNull()
    clock = 140
    expect(await newer).toBeNull()
    expect(log).toEqual(['old is late', 'newest', 'newer is late'])
    expect([places.running(), places.waiting()]).toEqual([2, 0])
  })

  it('are not waited for longer because the queue was empty for a moment, until the overload is over', async () => {
    const [places, log] = [start(), [] as string[]]
    const one = taken(places.tryTake('a'))
    taken(places.tryTake('a'))
    const old = ask(places, 'a', 'old', log)
    clock = 110
    expect(await old).toBeNull()
    expect(places.waiting()).toBe(0)
    const another = ask(places, 'a', 'another', log)
    clock = 140
    expect(await another).toBeNull()
    clock = 1_200
    const calm = ask(places, 'a', 'calm', log)
    clock = 1_250
    await ask(places, 'a', 'who gives up', log, AbortSignal.timeout(20))
    one()
    expect(await calm).not.toBeNull()
    expect(log).toEqual(['old is late', 'another is late', 'who gives up is late', 'calm'])
  })

  it('of one kind are not all that there are', async () => {
    limits = { running: 4, runningPerKind: 3 }
    const places = start()
    for (let n = 0; n < 3; n++) taken(places.tryTake('stuck'))
    const waiting = places.take('stuck', AbortSignal.timeout(60_000))
    const other = taken(places.tryTake('other'))
    expect(places.tryTake('third')).toBeNull()
    other()
    expect(places.waiting()).toBe(1)
    clock = 200
    expect(await waiting).toBeNull()
  })

  it('that are free are given even while the queue is full of another kind', async () => {
    limits = { running: 3, runningPerKind: 2 }
    const places = start({ waitingPerKind: 2 })
    for (let n = 0; n < 2; n++) taken(places.tryTake('stuck'))
    const late = [places.take('stuck'), places.take('stuck')]
    expect([places.isFull('stuck'), places.isFull('other')]).toEqual([true, false])
    taken(places.tryTake('other'))
    clock = 200
    expect(await Promise.all(late)).toEqual([null, null])
  })

  it('and the queue before them have an end', async () => {
    const places = start({ waiting: 1 })
    taken(places.tryTake('a'))
    taken(places.tryTake('a'))
    const gone = new AbortController()
    const waiting = places.take('a', gone.signal)
    expect(places.isFull('b')).toBe(true)
    expect(await places.take('b')).toBeNull()
    gone.abort()
    expect(await waiting).toBeNull()
    expect(places.isFull('b')).toBe(false)
  })

  it('are never more than the limit, none is lost, and all who wait have an answer, whatever happens', async () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('ask' as const), kind: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ do: fc.constant('release' as const), nth: fc.nat(9) }),
      fc.record({ do: fc.constant('limit' as const), to: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ do: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 150 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        clock = 0
        limits = { running: 3, runningPerKind: 2 }
        const places = start({ waiting: 5 })
        const held: Release[] = []
        const answers: Promise<unknown>[] = []
        for (const each of actions) {
          const before = places.running()
          if (each.do === 'ask') answers.push(places.take(each.kind).then((release) => release && held.push(release)))
          else if (each.do === 'release') held.splice(each.nth, 1)[0]?.()
          else if (each.do === 'limit') limits = { running: each.to, runningPerKind: Math.ceil(each.to * 0.75) }
          else clock += each.ms
          await Promise.resolve()
          expect(places.running()).toBeLessThanOrEqual(Math.max(before, limits.running))
          expect(places.waiting()).toBeLessThanOrEqual(5)
        }
        while (held.length > 0 || places.waiting() > 0) {
          held.pop()?.()
          clock += 200
          await new Promise(setImmediate)
        }
        await Promise.all(answers)
        for (const release of held.splice(0)) release()
        expect([places.running(), places.waiting()]).toEqual([0, 0])
      }),
      { numRuns: 60 },
    )
  })
})
