import { md5Row } from '../packed/etags.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { PackedRows } from '../packed/packed-rows.ts'
import type { HashedFile } from './hash-file.ts'

/** What files of a list were found to hold, without their bytes. */
export type Hashes = {
  set(key: string, file: HashedFile): void
  get(key: string): HashedFile | undefined
}

const md5At = 1
const sizeAt = md5At + md5Row.width

/** @param list whose keys they have, those that are in it already */
export function packedHashes(list: PackedMap<unknown>): Hashes {
  const rows = new PackedRows(sizeAt + 8)
  return {
    set(key, { md5, size }) {
      const number = list.numberOf(key)
      const [row, at] = [rows.pieceOf(number), rows.at(number)]
      row[at] = 1
      md5Row.write(row, at + md5At, md5)
      row.writeDoubleLE(size, at + sizeAt)
    },
    get(key) {
      const number = list.numberOf(key)
      const [row, at] = [rows.pieceOf(number), rows.at(number)]
      if (row[at] !== 1) return undefined
      return { md5: md5Row.read(row, at + md5At, key), size: row.readDoubleLE(at + sizeAt) }
    },
  }
}
