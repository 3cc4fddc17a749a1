import { open } from 'node:fs/promises'
import { BucketError } from './bucket.ts'
import type { ByteSemaphore } from './byte-semaphore.ts'
import type { Client } from './client.ts'
import { partSize, putParts, type Upload } from './multipart.ts'
import { putObject } from './objects.ts'

/**
 * Uploads a file part by part; one of no more than a part in one request. Parts are in memory while they are
 * sent: `memory` limits their bytes.
 *
 * @throws BucketError `FileChanged` when the file is not what it was
 */
export async function putFile(client: Client, memory: ByteSemaphore, file: string, upload: Upload): Promise<string> {
  const handle = await open(file)
  try {
    const before = await handle.stat({ bigint: true })
    if (Number(before.size) !== upload.size) throw changed(file)
    const read = async (start: number, length: number) => {
      const body = Buffer.allocUnsafeSlow(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await handle.read(body, filled, length - filled, start + filled)
        if (bytesRead === 0) throw changed(file)
        filled += bytesRead
      }
      return body
    }
    const verify = async () => {
      const now = await handle.stat({ bigint: true })
      if (now.size !== before.size || now.mtimeNs !== before.mtimeNs) throw changed(file)
    }
    if (upload.size > partSize(upload.size)) return await putParts(client, memory, upload, { read, verify })
    const leave = await memory.take(upload.size)
    try {
      const body = await read(0, upload.size)
      await verify()
      return await putObject(client, upload.key, body, upload.headers)
    } finally {
      leave()
    }
  } finally {
    await handle.close()
  }
}

function changed(file: string): BucketError {
  return new BucketError('FileChanged', 0, `${file} was changed while it was uploaded.`)
}
