import { byBytes } from '../model/by-bytes.ts'
import type { Remembered } from '../model/change.ts'
import type { PackedMap } from '../packed/packed-map.ts'

type Entry = [key: string, remembered: Remembered]

/**
 * What is known of the objects, ordered by the bytes of their keys, whenever it is looked through: what was known before,
 * unless it is no longer true, and what was written since.
 */
export function knownObjects(
  before: PackedMap<Remembered>,
  since: PackedMap<Remembered>,
  isTrue: (entry: Entry) => boolean,
): Iterable<Entry> {
  function* stillTrue(): Generator<Entry> {
    for (const entry of before) if (isTrue(entry) && !since.has(entry[0])) yield entry
  }
  return { [Symbol.iterator]: () => merged(stillTrue(), since[Symbol.iterator]()) }
}

function* merged(one: Iterator<Entry>, other: Iterator<Entry>): Generator<Entry> {
  let [a, b] = [one.next(), other.next()]
  while (!a.done || !b.done) {
    if (b.done || (!a.done && byBytes(a.value[0], b.value[0]) < 0)) {
      yield a.value as Entry
      a = one.next()
    } else {
      yield b.value
      b = other.next()
    }
  }
}
