import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileKeyRing } from '../file/file-key-ring.ts'
import type { KeyRing } from '../key-ring.port.ts'

/** A real ring in a directory of its own, which is deleted when the ring is closed. */
export async function openTempKeyRing(now = new Date()): Promise<KeyRing> {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-keys-'))
  const ring = await openFileKeyRing({ dir, now, create: true })
  return {
    ...ring,
    async close() {
      await ring.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
