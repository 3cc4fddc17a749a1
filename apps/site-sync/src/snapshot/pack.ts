import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Encoding } from '../model/change.ts'

const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/** Bytes up to which the last few percent are worth ten times the time. */
const maxBytesForBest = 1024 * 1024
/** Where gzip names the operating system. With "unknown" every machine packs to the same bytes. */
const systemByte = 9
const unknownSystem = 255

/** The bytes packed: the same bytes every time. */
export async function pack(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    return brotliAsync(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: bytes.length <= maxBytesForBest ? 11 : 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
  }
  const packed = await gzipAsync(bytes, { level: 9 })
  packed[systemByte] = unknownSystem
  return packed
}
