import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { sealBatch } from '@cruddur/storage/cruds/seal-plain-cruds'
import type { Db } from '@cruddur/storage/postgres'

/** Seals the cruds that a seed inserted in plain. */
export async function sealAll(db: Db, keys: KeyRing): Promise<void> {
  while ((await sealBatch(db, keys)) > 0);
}
