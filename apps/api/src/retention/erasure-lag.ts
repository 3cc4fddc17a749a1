import type { Db } from '@cruddur/storage/postgres'
import { drawBlur } from '../receipts/blurred-counts.ts'
import { updateErasureMark } from './erasure-lag.store.ts'

/** Measures with each round of the erasure loop how late erasure is. Erases nothing. */
export async function keepErasureMark(db: Db): Promise<number> {
  await updateErasureMark(db, drawBlur())
  return 0
}
