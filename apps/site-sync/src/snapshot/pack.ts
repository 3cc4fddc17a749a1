import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Encoding } from '../model/change.ts'

const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/** Bytes up to which the last few percent are worth ten times the time. */
const small = 1024 * 1024
/** Where gzip names the system that packed: "unknown", or the same bytes would differ from machine to machine. */
const systemByte = 9
const unknownSystem = 255

/** The bytes packed: the same bytes every time. */
export async function pack(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    return brotliAsync(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: bytes.length <= small ? 11 : 9,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
  }
  const packed = await gzipAsync(bytes, { level: 9 })
  packed[systemByte] = unknownSystem
  return packed
}
