import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyRing } from '../key-ring.port.ts'
import { minuteOf } from '../minutes.ts'
import { newRing, openRingOn } from './file-key-ring.ts'
import { decodeSlot, minuteRegion, slotBytes } from './ring-layout.ts'
import { createFaultyDisk, type FaultyDisk, type Remains } from './testing/faulty-disk.ts'

const start = new Date('2026-11-27T23:58:00Z')
const atMinute = (minute: number) => new Date(start.getTime() + minute * 60_000)
const place = 'messages.message:0197'
const template = newRing(start)

/** Words that end in one minute, counted from the start, and the key of that minute. */
type Sealed = { minute: number; bytes: Buffer; key: Buffer }

const open = (on: FaultyDisk, damaged: number[] = []): Promise<KeyRing> =>
  openRingOn(on.disk, (work) => work(), { path: 'ring', onDamage: (minutes) => void damaged.push(...minutes) })

function keyOnDisk({ bytes }: FaultyDisk, minute: number): Buffer {
  const slot = (minuteOf(start) + minute) % minuteRegion.size
  const at = minuteRegion.offset + slot * slotBytes
  return Buffer.from(decodeSlot(bytes.subarray(at, at + slotBytes))?.key as Buffer)
}

const seal = (ring: KeyRing, on: FaultyDisk, minutes: number[]): Sealed[] =>
  minutes.map((minute) => ({ minute, bytes: ring.seal('words', atMinute(minute), place), key: keyOnDisk(on, minute) }))

/** Nothing that lives is lost; and if destroying has ended, nothing that is over is left, in memory or on the disk. */
function expectRight(ring: KeyRing, on: FaultyDisk, sealed: Sealed[], now: number, isDone: boolean): void {
  for (const { minute, bytes, key } of sealed) {
    if (minute >= now) expect(ring.open(bytes, place), `minute ${minute} at ${now}`).toBe('words')
    else if (isDone) {
      expect(ring.open(bytes, place), `minute ${minute} at ${now}`).toBeUndefined()
      expect(on.bytes.includes(key), `key of minute ${minute} on the disk at ${now}`).toBe(false)
    }
  }
  if (isDone) {
    const far = atMinute(now + 30 * 24 * 60)
    expect(ring.open(ring.seal('far', far, place), place)).toBe('far')
  }
}

const remainders: [string, Remains][] = [
  ['none of it', () => 'old'],
  ['all of it', () => 'new'],
  ['half of each sector', () => 'half'],
  ['every other sector, and half of the rest', (sector) => (sector % 2 ? 'half' : 'new')],
]

describe('a key is never lost while something lives, and never kept too long', () => {
  it.each(remainders)('whatever step the machine dies at, when the disk kept %s', async (_name, remains) => {
    // To 00:03 of the next day: minutes and a day are over.
    const [now, minutes] = [5, [0, 4, 5, 6, 100, 40_000]]
    for (let step = 0, died = true; died; step++) {
      const on = createFaultyDisk(Buffer.from(template))
      const before = await open(on)
      const sealed = seal(before, on, minutes)
      on.failAt(step, 'for good')
      died = await before.destroyPast(atMinute(now)).then(
        () => false,
        () => true,
      )
      // Forgotten, though it is on the disk.
      expect(before.open((sealed[0] as Sealed).bytes, place)).toBeUndefined()
      on.crash(remains)
      const damaged: number[] = []
      const after = await open(on, damaged)
      expect(damaged).toEqual([])
      expectRight(after, on, sealed, now, false)
      await after.destroyPast(atMinute(now))
      expectRight(after, on, sealed, now, true)
    }
  })

  it('a disk that is full for a while delays the destruction, and loses nothing', async () => {
    for (let step = 0, failed = true; failed; step++) {
      const on = createFaultyDisk(Buffer.from(template))
      const ring = await open(on)
      const sealed = seal(ring, on, [0, 1, 2, 3, 50])
      on.failAt(step, 'once')
      failed = await ring.destroyPast(atMinute(2)).then(
        () => false,
        () => true,
      )
      expectRight(ring, on, sealed, 2, !failed)
      expect(ring.open((sealed[1] as Sealed).bytes, place)).toBeUndefined()
      await ring.destroyPast(atMinute(2))
      expectRight(ring, on, sealed, 2, true)
    }
  })

  it('through any sequence of turns, deaths and failures', { timeout: 60_000 }, async () => {
    const turn = fc.record({
      minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5_000 })),
      failsAt: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      dies: fc.boolean(),
      remains: fc.array(fc.constantFrom<'old' | 'new' | 'half'>('old', 'new', 'half'), { minLength: 1, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 6 }), async (turns) => {
        const on = createFaultyDisk(Buffer.from(template))
        let ring = await open(on)
        let now = 0
        const sealed: Sealed[] = []
        for (const { minutes, failsAt, dies, remains } of turns) {
          if (now > 0) await ring.destroyPast(atMinute(now))
          sealed.push(...seal(ring, on, [now, now + minutes - 1, now + minutes, now + minutes + 7, now + 40_000]))
          now += minutes
          if (failsAt !== undefined) on.failAt(failsAt, dies ? 'for good' : 'once')
          const isDone = await ring.destroyPast(atMinute(now)).then(
            () => true,
            () => false,
          )
          expectRight(ring, on, sealed, now, isDone)
          on.failAt(Number.POSITIVE_INFINITY, 'once')
          if (dies) {
            on.crash((sector) => remains[sector % remains.length] ?? 'old')
            const damaged: number[] = []
            ring = await open(on, damaged)
            expect(damaged).toEqual([])
            expectRight(ring, on, sealed, now, false)
          }
        }
        await ring.destroyPast(atMinute(now))
        expectRight(ring, on, sealed, now, true)
      }),
      { numRuns: 25 },
    )
  })

  it('a slot that the disk damaged is reported, is no key for anything else, and is made new when it is over', async () => {
    const on = createFaultyDisk(Buffer.from(template))
    const before = await open(on)
    const sealed = seal(before, on, [9, 10, 11])
    const slot = (minuteOf(start) + 10) % minuteRegion.size
    on.bytes.fill(0xff, minuteRegion.offset + slot * slotBytes, minuteRegion.offset + (slot + 1) * slotBytes)
    on.crash(() => 'old')
    const damaged: number[] = []
    const after = await open(on, damaged)
    expect(damaged).toEqual([minuteOf(start) + 10])
    await after.destroyPast(atMinute(1))
    expect(sealed.map(({ bytes }) => after.open(bytes, place))).toEqual(['words', undefined, 'words'])
    await after.destroyPast(atMinute(11))
    expect(after.markOf(minuteOf(start) + 10 + minuteRegion.size)).toBeDefined()
  })
})
