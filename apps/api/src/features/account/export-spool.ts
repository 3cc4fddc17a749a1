import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export type Spool = {
  /** Writes all of it. Call once. */
  write(pieces: AsyncIterable<string>): Promise<void>
  /** What was written, as text in pieces that are read when they are asked for. */
  read(): AsyncIterable<string>
  close(): Promise<void>
}

const cipher = 'aes-256-ctr'

/**
 * Opens a file for text that waits to be sent. It has no name, so nothing is left of it when the process ends, however that
 * happens. It is encrypted with a key that is only in memory, so the blocks that it leaves on the disk say nothing.
 */
export async function openSpool(dir: string): Promise<Spool> {
  const file = await openUnnamed(dir)
  const [key, iv] = [randomBytes(32), randomBytes(16)]

  return {
    async write(pieces) {
      await pipeline(pieces, createCipheriv(cipher, key, iv), async (bytes: AsyncIterable<Buffer>) => {
        for await (const piece of bytes) await file.writeFile(piece)
      })
    },
    async *read() {
      const decipher = createDecipheriv(cipher, key, iv)
      const text = new TextDecoder()
      for await (const piece of piecesOf(file)) yield text.decode(decipher.update(piece), { stream: true })
    },
    close: () => file.close(),
  }
}

async function openUnnamed(dir: string): Promise<FileHandle> {
  await mkdir(dir, { recursive: true })
  const path = join(dir, `cruddur-export-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

const pieceBytes = 65_536

async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(pieceBytes), position })
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
