import type { Wanted } from '../model/change.ts'
import { encodingRow } from '../packed/encoding-row.ts'
import { headersTable } from '../packed/headers-table.ts'
import { PackedMap } from '../packed/packed-map.ts'
import { PackedTexts } from '../packed/packed-texts.ts'

const [headersAt, fileAt, encodingAt, stageAt, width] = [8, 12, 16, 17, 18]

/** Where a file is called: it has none, it is called as its key is below the prefix, or it has a name of its own. */
const [none, asKey, own] = [0, 1, 2]

/** What ought to be in the bucket, by key, to be filled. All keys begin with the prefix. */
export function packedWanted(prefix: string): PackedMap<Wanted> {
  const table = headersTable()
  const files = new PackedTexts()
  const writeFile = ({ key, file }: Wanted): number => {
    if (file === null) return none
    return prefix + file === key ? asKey : own + files.add(file)
  }
  const readFile = (told: number, key: string): string | null => {
    if (told === none) return null
    return told === asKey ? key.slice(prefix.length) : files.at(told - own)
  }
  return new PackedMap<Wanted>({
    width,
    write(row, at, wanted) {
      row.writeDoubleLE(wanted.size, at)
      row.writeUInt32LE(table.indexOf(wanted.headers), at + headersAt)
      row.writeUInt32LE(writeFile(wanted), at + fileAt)
      encodingRow.write(row, at + encodingAt, wanted.encoding)
      row[at + stageAt] = wanted.stage === 'entry' ? 1 : 0
    },
    read: (row, at, key) => ({
      key,
      file: readFile(row.readUInt32LE(at + fileAt), key),
      size: row.readDoubleLE(at),
      headers: table.rows[row.readUInt32LE(at + headersAt)] ?? {},
      encoding: encodingRow.read(row, at + encodingAt, key),
      stage: row[at + stageAt] === 1 ? 'entry' : 'asset',
    }),
  })
}
