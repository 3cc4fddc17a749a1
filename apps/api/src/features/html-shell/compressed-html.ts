import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type CompressedHtml = { body: Buffer | string; encoding?: 'br' | 'gzip' }

/** As small as it gets in less than a millisecond. Files that never change are compressed better, by the build. */
const brotliOptions = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
}

/**
 * Compresses a page for whom it is sent to. The page holds no secret that somebody could guess by its size: what it carries
 * is what every visitor sees.
 *
 * @param accepted the header `Accept-Encoding` of the request
 */
export async function compressHtml(html: string, accepted = ''): Promise<CompressedHtml> {
  if (accepts(accepted, 'br')) return { body: await promisify(brotliCompress)(html, brotliOptions), encoding: 'br' }
  if (accepts(accepted, 'gzip')) return { body: await promisify(gzip)(html), encoding: 'gzip' }
  return { body: html }
}

/** RFC 9110, 12.5.3: a weight of 0 means that it is not acceptable. */
function accepts(accepted: string, encoding: string): boolean {
  return accepted.split(',').some((offer) => {
    const [name, weight = ''] = offer.split(';').map((part) => part.trim().toLowerCase())
    return name === encoding && !/^q=0(\.0*)?$/.test(weight)
  })
}
