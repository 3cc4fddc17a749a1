import { constants } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file of fixed size that is overwritten in place. What was written is durable after `sync`, and not before. */
export type RingDisk = {
  read(offset: number, bytes: Buffer): Promise<void>
  write(offset: number, bytes: Buffer): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Opens the file, or returns null if there is none. */
export async function openRingDisk(path: string): Promise<RingDisk | null> {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW).catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null
  return {
    async read(offset, bytes) {
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done)
        if (bytesRead === 0) return
        done += bytesRead
      }
    },
    async write(offset, bytes) {
      for (let done = 0; done < bytes.length; ) {
        done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
      }
    },
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

/** Makes a file that is there as a whole or not at all. Only its owner may read it. */
export async function writeRingFile(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}
