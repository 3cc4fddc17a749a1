import type { Remembered, Stored, Wanted } from '../src/model/change.ts'
import type { PackedMap } from '../src/packed/packed-map.ts'
import { packedRemembered } from '../src/snapshot/remembered-objects.ts'
import { packedStored } from '../src/snapshot/stored-objects.ts'
import type { LocalFile } from '../src/snapshot/walk-folder.ts'
import { findWanted } from '../src/snapshot/wanted.ts'

/** What a run gathers bit by bit, at once. */
export function storedFrom(objects: Iterable<Stored>): PackedMap<Stored> {
  const stored = packedStored()
  for (const object of objects) stored.set(object.key, object)
  return stored
}

export function rememberedFrom(entries: Iterable<readonly [string, Remembered]>): PackedMap<Remembered> {
  const remembered = packedRemembered()
  for (const [key, one] of entries) remembered.set(key, one)
  return remembered
}

export function wantedFrom(files: LocalFile[], settings: Parameters<typeof findWanted>[0]): PackedMap<Wanted> {
  const finder = findWanted(settings)
  finder.add(files)
  finder.finish()
  return finder.wanted
}
