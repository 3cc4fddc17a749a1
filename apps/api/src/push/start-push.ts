import { setTimeout as sleep } from 'node:timers/promises'
import { loggable } from '../database/database-errors.ts'
import { insertEndingNotes } from './push-notes.store.ts'
import { type PushPorts, sendDueNotes } from './send-due-notes.ts'

const pauseMs = 1_000
const pauseAfterFailureMs = 10_000
const endingEveryMs = 60_000

/**
 * Sends push notes for as long as the server runs. Many servers may do so at once: each note is taken by one.
 *
 * @returns a function that stops it and resolves when what is under way has ended
 */
export function startPush(ports: PushPorts): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {})
  let endingAt = 0

  async function turn(): Promise<void> {
    if (performance.now() >= endingAt) {
      await insertEndingNotes(ports.db)
      endingAt = performance.now() + endingEveryMs
    }
    while (!signal.aborted && (await sendDueNotes(ports)) > 0);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await turn()
        await pause(pauseMs)
      } catch (error) {
        ports.log.error({ error: loggable(error) }, 'push notes failed, will try again')
        await pause(pauseAfterFailureMs)
      }
    }
  }

  const running = run()
  return () => {
    stopping.abort()
    return running
  }
}
