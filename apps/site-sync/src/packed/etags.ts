import type { Rows } from './packed-map.ts'
import { PackedTexts } from './packed-texts.ts'

const bytes = 16
const md5 = /^[0-9a-f]{32}$/

/** An MD5 in hex as its bytes. */
export const md5Row: Rows<string> = {
  width: bytes,
  write: (row, at, value) => void row.write(value, at, bytes, 'hex'),
  read: (row, at) => row.toString('hex', at, at + bytes),
}

/** ETags: most are an MD5. Others, of what was uploaded in parts, stand in a list of their own. */
export function etagRow(): Rows<string> {
  const others = new PackedTexts()
  return {
    width: 1 + bytes,
    write(row, at, etag) {
      const isMd5 = md5.test(etag)
      row[at] = isMd5 ? 1 : 0
      if (isMd5) md5Row.write(row, at + 1, etag)
      else row.writeUInt32LE(others.add(etag), at + 1)
    },
    read: (row, at, key) => (row[at] === 1 ? md5Row.read(row, at + 1, key) : others.at(row.readUInt32LE(at + 1))),
  }
}
