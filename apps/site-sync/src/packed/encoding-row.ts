import type { Encoding } from '../model/change.ts'
import type { Rows } from './packed-map.ts'

const encodings: (Encoding | null)[] = [null, 'br', 'gzip']

/** How bytes are packed, in one. */
export const encodingRow: Rows<Encoding | null> = {
  width: 1,
  write(row, at, encoding) {
    row[at] = encodings.indexOf(encoding)
  },
  read: (row, at) => encodings[row[at] ?? 0] ?? null,
}
