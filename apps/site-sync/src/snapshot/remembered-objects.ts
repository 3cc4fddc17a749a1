import type { Remembered } from '../model/change.ts'
import { encodingRow } from '../packed/encoding-row.ts'
import { etagRow, md5Row } from '../packed/etags.ts'
import { headersTable } from '../packed/headers-table.ts'
import { PackedMap } from '../packed/packed-map.ts'

/** What is known of objects, by key, to be filled. */
export function packedRemembered(): PackedMap<Remembered> {
  const etags = etagRow()
  const table = headersTable()
  const [md5At, encodingAt, headersAt] = [etags.width, etags.width + md5Row.width, etags.width + md5Row.width + 1]
  return new PackedMap<Remembered>({
    width: headersAt + 4,
    write(row, at, { etag, md5, encoding, headers }) {
      etags.write(row, at, etag)
      md5Row.write(row, at + md5At, md5)
      encodingRow.write(row, at + encodingAt, encoding)
      row.writeUInt32LE(table.indexOf(headers), at + headersAt)
    },
    read: (row, at, key) => ({
      etag: etags.read(row, at, key),
      md5: md5Row.read(row, at + md5At, key),
      encoding: encodingRow.read(row, at + encodingAt, key),
      headers: table.rows[row.readUInt32LE(at + headersAt)] ?? {},
    }),
  })
}
