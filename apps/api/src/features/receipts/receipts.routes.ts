import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/receipts/receipts'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { linkToNext } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { selectReceiptKeys, selectReceiptOf, selectReceipts } from '../../receipts/receipts.store.ts'

/** A line never changes, so a page of as many as were asked for never does. */
const forever = 'public, max-age=31536000, immutable'
const fewSeconds = 'public, max-age=5'

/** The log of destroyed keys. It holds no cruds, and everybody gets the same, so that caches may keep it. */
export function receiptsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.listReceipts, async ({ limit, cursor }, { request, reply }) => {
    const lines = await selectReceipts(db, lineOf(cursor), limit)
    const isFull = lines.length === limit
    reply.header('cache-control', isFull ? forever : fewSeconds)
    // Also when nothing comes after it yet: what is kept forever must lead on.
    if (isFull) linkToNext({ limit, cursor: String(lines.at(-1)?.line) }, request, reply)
    return lines
  })

  route(app, contract.showReceipt, async ({ minute }, { reply }) => {
    const receipt = await selectReceiptOf(db, minute)
    if (!receipt) throw new AppError('receipt_not_found')
    reply.header('cache-control', forever)
    return receipt
  })

  route(app, contract.listReceiptKeys, (_input, { reply }) => {
    reply.header('cache-control', fewSeconds)
    return selectReceiptKeys(db)
  })
}

/** @throws AppError `cursor_invalid` for anything but the number of a line */
function lineOf(cursor = '0'): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new AppError('cursor_invalid')
  return Number(cursor)
}
