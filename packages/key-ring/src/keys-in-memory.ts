import { createHmac } from 'node:crypto'
import { KeyGone, type KeyRing, KeyTooFar, type RingMark } from './key-ring.port.ts'
import { createLivingKeys, type LivingKeys } from './living-keys.ts'
import { dayNamed, daysOfRing, minuteOf, minutesOfRing, nameOfDay, nameOfMinute } from './minutes.ts'
import { minuteOfSealed, openWords, sealWords } from './sealed.ts'

/** What needs no disk and no network, the same in every adapter. */
export type KeysInMemory = Pick<KeyRing, 'seal' | 'open' | 'searchKey' | 'searchDays' | 'mark' | 'markOf'> & {
  minutes: LivingKeys
  days: LivingKeys
}

export function createKeysInMemory(id: string): KeysInMemory {
  const minutes = createLivingKeys(minutesOfRing)
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
      const key = minutes.keyOf(minuteOfSealed(sealed, place))
      return key && openWords(key, sealed, place)
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

/** @throws KeyGone, KeyTooFar */
function keyOf(keys: LivingKeys, unit: number, nameOf: (unit: number) => string): Buffer {
  const key = keys.keyOf(unit)
  if (key) return key
  throw unit > keys.last() ? new KeyTooFar(nameOf(unit)) : new KeyGone(nameOf(unit))
}
