import { expect, it } from 'vitest'
import { KeyGone, type KeyRing, KeyTooFar, SealBroken } from './key-ring.port.ts'
import { minuteOf } from './minutes.ts'

/** A ring on storage of its own, which other rings can share. */
export type RingUnderTest = {
  /** Opens the ring, and makes it if it is missing. The suite closes it. */
  open(now: Date): Promise<KeyRing>
}

const start = new Date('2026-11-27T10:15:30.500Z')
const msOfDay = 86_400_000
const after = (ms: number, from = start) => new Date(from.getTime() + ms)
const place = 'messages.message:0197'

/** Which ring is to be prepared. A `copy` may begin with what is stored of a ring that was made at `start`. */
export type WantedRing = { kind: 'copy' | 'another'; start: Date }

/** What every ring does. */
export function keyRingSuite(prepare: (wanted: WantedRing) => Promise<RingUnderTest>): void {
  async function opened(
    kind: WantedRing['kind'] = 'copy',
  ): Promise<{ ring: KeyRing; again: (now?: Date) => Promise<KeyRing> } & AsyncDisposable> {
    const stack = new AsyncDisposableStack()
    const under = await prepare({ kind, start })
    const again = async (now = start) => {
      const ring = await under.open(now)
      stack.defer(() => ring.close())
      return ring
    }
    return { ring: await again(), again, [Symbol.asyncDispose]: () => stack.disposeAsync() }
  }

  it('opens what it sealed, at its place only, and never twice the same bytes', async () => {
    await using test = await opened()
    const { ring } = test
    const sealed = ring.seal('wörter 🖖', after(3_600_000), place)
    expect(ring.open(sealed, place)).toBe('wörter 🖖')
    expect(ring.seal('wörter 🖖', after(3_600_000), place).equals(sealed)).toBe(false)
    expect(sealed.includes('rter')).toBe(false)
    expect(() => ring.open(sealed, 'messages.message:0198')).toThrow(SealBroken)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] as number) ^ 1
      // Another minute may be one that is over, or not made yet: then there is no key to try.
      const outcome = attempt(() => ring.open(changed, place))
      expect(outcome).not.toBe('wörter 🖖')
      if (at === 0 || at > 4) expect(outcome).toBeInstanceOf(SealBroken)
    }
    expect(() => ring.open(Buffer.from('short'), place)).toThrow(SealBroken)
  })

  it('a minute stays readable until it is over, and is then gone for good, also after a restart', async () => {
    await using test = await opened()
    const { ring, again } = test
    const endsAt = after(5 * 60_000)
    const sealed = ring.seal('words', endsAt, place)
    const later = ring.seal('later words', after(60_000, endsAt), place)
    await ring.destroyPast(new Date(endsAt.setUTCSeconds(59, 999)))
    expect(ring.open(sealed, place)).toBe('words')
    const minute = minuteOf(endsAt)
    const destroyed = await ring.destroyPast(new Date((minute + 1) * 60_000))
    expect(destroyed).toEqual([minute])
    for (const each of [ring, await again()]) {
      expect(each.open(sealed, place)).toBeUndefined()
      expect(() => each.seal('words', endsAt, place)).toThrow(KeyGone)
      expect(each.open(later, place)).toBe('later words')
    }
    expect(await ring.destroyPast(new Date((minute + 1) * 60_000))).toEqual([])
  })

  it('reaches 30 days ahead at any time, and no farther than 31', async () => {
    await using test = await opened()
    const { ring } = test
    for (const now of [start, after(3 * msOfDay), after(40 * msOfDay)]) {
      await ring.destroyPast(now)
      const sealed = ring.seal('words', after(30 * msOfDay, now), place)
      expect(ring.open(sealed, place)).toBe('words')
      expect(() => ring.seal('words', after(31 * msOfDay, now), place)).toThrow(KeyTooFar)
    }
  })

  it('a server that stood still destroys everything that is over', async () => {
    await using test = await opened()
    const { ring } = test
    const sealed = [1, 90, 3_000].map((minutes) => ring.seal('words', after(minutes * 60_000), place))
    const destroyed = await ring.destroyPast(after(2 * msOfDay))
    expect(destroyed).toHaveLength(2 * 24 * 60)
    expect(destroyed[0]).toBe(minuteOf(start))
    expect(sealed.map((each) => ring.open(each, place))).toEqual([undefined, undefined, 'words'])
  })

  it('a clock that is set back brings no key back, and after more than a day gives its minutes new ones', async () => {
    await using test = await opened()
    const { ring } = test
    const sealed = ring.seal('words', after(3 * msOfDay), place)
    await ring.destroyPast(after(4 * msOfDay))
    await ring.destroyPast(after(3.5 * msOfDay))
    expect(ring.open(sealed, place)).toBeUndefined()
    expect(() => ring.seal('words', after(3 * msOfDay), place)).toThrow(KeyGone)
    expect(await ring.destroyPast(start)).toEqual([])
    expect(ring.open(ring.seal('new words', after(3 * msOfDay), place), place)).toBe('new words')
    expect(attempt(() => ring.open(sealed, place))).not.toBe('words')
  })

  it('says up to when keys are destroyed where they are stored, from its first turn on', async () => {
    await using test = await opened()
    const { again } = test
    const ring = await again(after(90 * 60_000))
    expect(ring.destroyedUpTo()).toBeUndefined()
    for (const now of [after(90 * 60_000), after(95 * 60_000)]) {
      await ring.destroyPast(now)
      expect(ring.destroyedUpTo()).toBe(minuteOf(now))
    }
    await ring.destroyPast(start)
    expect(ring.destroyedUpTo()).toBe(minuteOf(after(95 * 60_000)))
  })

  it('has a search key for each living day, another one each', async () => {
    await using test = await opened()
    const { ring, again } = test
    const days = ring.searchDays()
    expect(days[0]).toBe('2026-11-27')
    expect(days).toContain('2026-12-28')
    const keys = days.map((day) => ring.searchKey(day).toString('hex'))
    expect(new Set(keys).size).toBe(days.length)
    await ring.destroyPast(after(msOfDay))
    expect(ring.searchDays()[0]).toBe('2026-11-28')
    const restarted = await again()
    for (const each of [ring, restarted]) {
      expect(() => each.searchKey('2026-11-27')).toThrow(KeyGone)
      expect(each.searchKey('2026-11-28').toString('hex')).toBe(keys[1])
      expect(() => each.searchKey('2027-02-27')).toThrow(KeyTooFar)
      expect(() => each.searchKey('tomorrow')).toThrow(RangeError)
    }
  })

  it('servers that share a ring have the same keys, whoever destroys first', async () => {
    await using test = await opened()
    const { ring, again } = test
    const other = await again()
    expect(other.id).toBe(ring.id)
    const sealed = ring.seal('words', after(60 * 60_000), place)
    expect(other.open(sealed, place)).toBe('words')
    const both = await Promise.all([ring.destroyPast(after(30 * 60_000)), other.destroyPast(after(30 * 60_000))])
    expect(both.flat().sort()).toEqual(Array.from({ length: 30 }, (_, n) => minuteOf(start) + n))
    expect(other.mark()).toEqual(ring.mark())
    const far = ring.seal('far words', new Date(ring.mark().minute * 60_000), place)
    expect(other.open(far, place)).toBe('far words')
    expect([ring, other].map((each) => each.open(sealed, place))).toEqual(['words', 'words'])
  })

  it('its marks show which ring it is, and end with their minutes', async () => {
    await using test = await opened()
    await using stranger = await opened('another')
    const { ring } = test
    const mark = ring.mark()
    expect(ring.markOf(mark.minute)).toEqual(mark)
    expect(stranger.ring.markOf(mark.minute)?.check).not.toEqual(mark.check)
    expect(ring.markOf(mark.minute + 1)).toBeUndefined()
    await ring.destroyPast(after(32 * msOfDay))
    expect(ring.markOf(mark.minute)).toBeUndefined()
  })
}

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
