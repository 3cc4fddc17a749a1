import type { ServerResponse } from 'node:http'
import { createSharedTimer } from './shared-timer.ts'

/** What the headers of a reply take, about. */
const headerBytes = 1_024
/** Milliseconds in which a client must have read a reply, however slowly it reads. */
const readMs = 60_000

/**
 * Counts what addresses were sent and have not read: it waits in the memory of this server. A reply counts until the
 * operating system has taken all of it, so one that is read in time hardly counts at all.
 *
 * @param maxBytes what one address may leave unread
 */
export function createUnreadReplies(maxBytes: number) {
  const unread = new Map<string, number>()
  const timer = createSharedTimer(readMs)

  function add(address: string, bytes: number): void {
    const sum = (unread.get(address) ?? 0) + bytes
    if (sum > 0) unread.set(address, sum)
    else unread.delete(address)
  }

  return {
    isOverLimit: (address: string): boolean => (unread.get(address) ?? 0) > maxBytes,

    /** Counts a reply, and closes the connection of a client that does not read it in time. */
    watch(address: string, response: ServerResponse, payload: unknown): void {
      if (response.destroyed) return
      const bytes = headerBytes + sizeOf(payload)
      const reading = timer.start({ onTime: () => void response.destroy() })
      add(address, bytes)
      // Emitted once.
      response.on('close', () => {
        reading.stop()
        add(address, -bytes)
      })
    },
  }
}

/** A stream is read as its client reads it, so it waits in no memory. */
const sizeOf = (payload: unknown): number =>
  typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0
