import type { Stored } from '../model/change.ts'
import { etagRow } from '../packed/etags.ts'
import { PackedMap } from '../packed/packed-map.ts'

/** A listing as it comes in, to be filled. */
export function packedStored(): PackedMap<Stored> {
  const etags = etagRow()
  return new PackedMap<Stored>({
    width: etags.width + 8,
    write(row, at, { etag, size }) {
      etags.write(row, at, etag)
      row.writeDoubleLE(size, at + etags.width)
    },
    read: (row, at, key) => ({ key, etag: etags.read(row, at, key), size: row.readDoubleLE(at + etags.width) }),
  })
}
