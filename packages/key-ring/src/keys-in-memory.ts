import { createHmac } from 'node:crypto'
import { KeyGone, type KeyRing, KeyTooFar, type RingMark } from './key-ring.port.ts'
import { createLivingKeys, type LivingKeys } from './living-keys.ts'
import { dayNamed, daysOfRing, minuteOf, minutesOfRing, nameOfDay, nameOfMinute } from './minutes.ts'
import { createOpenedWords, type OpenedWords } from './opened-words.ts'
import { minuteOfSealed, openWords, sealWords } from './sealed.ts'

/** What needs no disk and no network, the same in every adapter. */
export type KeysInMemory = Pick<KeyRing, 'seal' | 'open' | 'searchKey' | 'searchDays' | 'mark' | 'markOf'> & {
  minutes: LivingKeys
  days: LivingKeys
}

/** Words that are kept open at most: with what V8 takes for each, some 50 MB. Those of common cruds take 35. */
const openedLimit = { count: 100_000, bytes: 32 * 1024 * 1024 }

export function createKeysInMemory(id: string): KeysInMemory {
  const opened = createOpenedWords(openedLimit.count, openedLimit.bytes)
  const minutes = withOpenedWords(createLivingKeys(minutesOfRing), opened)
  const days = createLivingKeys(daysOfRing)
  const markOf = (minute: number): RingMark | undefined => {
    const key = minutes.keyOf(minute)
    if (!key) return undefined
    return { ring: id, minute, check: createHmac('sha256', key).update(`${id} ${minute}`).digest() }
  }
  return {
    minutes,
    days,
    seal(words, endsAt, place) {
      const minute = minuteOf(endsAt)
      return sealWords(keyOf(minutes, minute, nameOfMinute), words, minute, place)
    },
    open(sealed, place) {
      const minute = minuteOfSealed(sealed, place)
      const key = minutes.keyOf(minute)
      if (!key) return undefined
      const known = opened.get(sealed, place)
      if (known !== undefined) return known
      const words = openWords(key, sealed, place)
      opened.put(sealed, place, minute, words)
      return words
    },
    searchKey: (day) => Buffer.from(keyOf(days, dayNamed(day), nameOfDay)),
    searchDays: () => days.units().map(nameOfDay),
    mark() {
      const mark = markOf(minutes.last())
      if (!mark) throw new KeyGone('every minute')
      return mark
    },
    markOf,
  }
}

/** Opened words are forgotten with their key. */
function withOpenedWords(minutes: LivingKeys, opened: OpenedWords): LivingKeys {
  return {
    ...minutes,
    put(minute, key) {
      if (minutes.keyOf(minute)) opened.forgetMinute(minute)
      minutes.put(minute, key)
    },
    forgetBefore(minute) {
      opened.forgetBefore(minute)
      minutes.forgetBefore(minute)
    },
    forgetAll() {
      opened.forgetAll()
      minutes.forgetAll()
    },
  }
}

/** @throws KeyGone, KeyTooFar */
function keyOf(keys: LivingKeys, unit: number, nameOf: (unit: number) => string): Buffer {
  const key = keys.keyOf(unit)
  if (key) return key
  throw unit > keys.last() ? new KeyTooFar(nameOf(unit)) : new KeyGone(nameOf(unit))
}
