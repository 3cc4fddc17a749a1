import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Letter, Mail } from '../../../mail/mail.ts'

/**
 * Sends letters behind the caller's back: a reply that waited for the mail server would tell by its time whether there
 * was a letter to send.
 */
export function createPostOffice(mail: Mail, log: FastifyBaseLogger) {
  const underWay = new Set<Promise<void>>()

  async function deliver(letter: Letter): Promise<void> {
    // Not even the work of starting to send goes before the reply.
    await new Promise(setImmediate)
    try {
      await mail.send(letter)
    } catch (error) {
      // What mail servers say, and so the message, often quotes the address.
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      log.error({ code, responseCode, subject: letter.subject }, 'a letter could not be sent')
    }
  }

  return {
    post(letter: Letter): void {
      const delivery = deliver(letter).finally(() => underWay.delete(delivery))
      underWay.add(delivery)
    },
    /** Resolves when all that was posted has been sent, or has failed; after `limit` milliseconds in any case. */
    async settled(limit: number): Promise<void> {
      await Promise.race([Promise.all(underWay), sleep(limit, undefined, { ref: false })])
    },
  }
}

export type PostOffice = ReturnType<typeof createPostOffice>
