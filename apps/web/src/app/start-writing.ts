import type { QueryClient } from '@tanstack/react-query'
import { startBurns } from '../cruds/burns.ts'
import { crudOutbox } from '../features/compose/crud-outbox.ts'
import { startMessageOutbox } from '../features/messages/message-outbox.ts'
import { startDrafts } from '../writing/use-draft.ts'

let isStarted = false

/** Starts what members write with: drafts, outboxes, and burns that wait. A second call does nothing. */
export function startWriting(client: QueryClient): void {
  if (isStarted) return
  isStarted = true
  startDrafts()
  startBurns(client)
  crudOutbox.start()
  startMessageOutbox(client)
}
