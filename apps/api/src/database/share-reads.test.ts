import { expect, it } from 'vitest'
import { shareReads } from './share-reads.ts'

/** Reads that end when they are told to. */
function heldReads(atOnce = 1) {
  const begun: PromiseWithResolvers<number>[] = []
  const read = () => {
    const held = Promise.withResolvers<number>()
    begun.push(held)
    return held.promise
  }
  const begins = async (count: number) => {
    while (begun.length < count) await new Promise(setImmediate)
  }
  return { begun, begins, shared: shareReads(read, atOnce) }
}

it('gives those who ask during a read the next one, and all of them the same', async () => {
  const { begun, begins, shared } = heldReads()
  const first = shared()
  await begins(1)
  const later = [shared(), shared(), shared()]
  await new Promise(setImmediate)
  expect(begun).toHaveLength(1)
  begun[0]?.resolve(1)
  await begins(2)
  const last = shared()
  begun[1]?.resolve(2)
  expect([await first, ...(await Promise.all(later))]).toEqual([1, 2, 2, 2])
  await begins(3)
  begun[2]?.resolve(3)
  expect(await last).toBe(3)
  expect(begun).toHaveLength(3)
})

it('tells those who share a read that it failed, and reads again for the next', async () => {
  const { begun, begins, shared } = heldReads()
  const first = shared()
  const failed = [shared(), shared()].map((read) => expect(read).rejects.toThrow('away'))
  begun[0]?.resolve(1)
  await begins(2)
  const next = shared()
  begun[1]?.reject(new Error('away'))
  await Promise.all(failed)
  await begins(3)
  begun[2]?.resolve(3)
  expect([await first, await next]).toEqual([1, 3])
})

it('shares only when as many reads run as may', async () => {
  const { begun, begins, shared } = heldReads(2)
  const first = shared()
  await begins(1)
  const second = shared()
  await begins(2)
  const later = [shared(), shared()]
  await new Promise(setImmediate)
  expect(begun).toHaveLength(2)
  begun[1]?.resolve(2)
  await begins(3)
  begun[2]?.resolve(3)
  begun[0]?.resolve(1)
  expect([await first, await second, ...(await Promise.all(later))]).toEqual([1, 2, 3, 3])
  // Nothing runs and nothing waits: what was read before is given to nobody.
  const fourth = shared()
  begun[3]?.resolve(4)
  expect(await fourth).toBe(4)
})
