import { createPostgresErasure } from '@cruddur/message-stores/postgres/postgres-messages'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { createErasers } from '../retention/erasure.ts'
import type { Eraser } from '../retention/erasure-loop.ts'

const batch = 1_000

/** Erases all that has expired in PostgreSQL: the erasers of the server, once to their end. */
export function createEraseExpired(log: FastifyBaseLogger): (db: Db) => Promise<void> {
  return async (db) => {
    const erase = createPostgresErasure(db)
    const eraseMessages: Eraser = (_db, limit) => erase(limit)
    for (const eraser of [...createErasers(log), eraseMessages]) while ((await eraser(db, batch)) === batch);
  }
}
