import { etagRow, md5Row } from '../packed/etags.ts'
import { headersTable } from '../packed/headers-table.ts'
import { PackedMap } from '../packed/packed-map.ts'
import type { Encoding, Remembered } from '../plan/change.ts'

const encodings: (Encoding | null)[] = [null, 'br', 'gzip']

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
      row[at + encodingAt] = encodings.indexOf(encoding)
      row.writeUInt32LE(table.indexOf(headers), at + headersAt)
    },
    read: (row, at, key) => ({
      etag: etags.read(row, at, key),
      md5: md5Row.read(row, at + md5At, key),
      encoding: encodings[row[at + encodingAt] ?? 0] ?? null,
      headers: table.rows[row.readUInt32LE(at + headersAt)] ?? {},
    }),
  })
}
