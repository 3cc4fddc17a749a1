import { createHash } from 'node:crypto'
import type { Stored } from '../model/change.ts'

const mebibyte = 1024 * 1024
/** Bytes of a part as tools cut large files: ours, the AWS CLI and SDKs 8 MiB, rclone 5, s3cmd 15, s5cmd 50. */
const partSizes = [8, 5, 10, 15, 16, 25, 32, 50, 64, 100, 128].map((size) => size * mebibyte)

/** Bytes as they would be uploaded, packed if they are: their MD5 in hex, and a way to read them once more. */
export type Bytes = { size: number; md5: string; read: () => Iterable<Buffer> | AsyncIterable<Buffer> }

/**
 * Whether an object holds these bytes, as far as its ETag tells. The ETag is the MD5 of what was uploaded at once, and
 * that of the MD5s of all parts otherwise; then the bytes are read again. Objects that are encrypted with a key of KMS
 * have ETags that tell nothing: for them the answer is no.
 */
export async function isSameBytes(stored: Stored, { size, md5, read }: Bytes): Promise<boolean> {
  if (stored.size !== size) return false
  const count = /^[0-9a-f]{32}-(\d{1,5})$/.exec(stored.etag)?.[1]
  if (count === undefined) return stored.etag === md5
  const possible = partSizes.filter((part) => Math.max(1, Math.ceil(size / part)) === Number(count))
  if (possible.length === 0) return false
  return (await multipartEtags(read(), possible)).includes(stored.etag)
}

/** The ETags of bytes that are uploaded in parts, for each size of a part. */
export async function multipartEtags(
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  sizes: number[],
): Promise<string[]> {
  const cuts = sizes.map(startCut)
  for await (const chunk of chunks) for (const cut of cuts) cut.add(chunk)
  return cuts.map((cut) => cut.etag())
}

function startCut(partSize: number) {
  const digests: Buffer[] = []
  let part = createHash('md5')
  let room = partSize
  const finish = () => {
    digests.push(part.digest())
    part = createHash('md5')
    room = partSize
  }
  return {
    add(chunk: Buffer) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + room)
        part.update(piece)
        at += piece.length
        room -= piece.length
        if (room === 0) finish()
      }
    },
    etag() {
      if (room < partSize || digests.length === 0) finish()
      return `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${digests.length}`
    },
  }
}
