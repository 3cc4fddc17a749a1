import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { inSpan } from '../telemetry/tracing/span.ts'
import type { Email, Mail } from './mail.ts'

/**
 * Sends e-mails after the reply. A reply that waited for the mail server would tell, by its time, whether there was an
 * e-mail to send.
 */
export function createMailQueue(mail: Mail, log: FastifyBaseLogger) {
  const sending = new Set<Promise<void>>()

  async function send(email: Email): Promise<void> {
    // Starting to send is work too: let the reply go first.
    await new Promise(setImmediate)
    try {
      await inSpan('send e-mail', { kind: 'client' }, () => mail.send(email))
    } catch (error) {
      // Mail servers often quote the address, so the error's message is not logged.
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      log.error({ code, responseCode, subject: email.subject }, 'an e-mail could not be sent')
    }
  }

  return {
    enqueue(email: Email): void {
      const sent = send(email).finally(() => sending.delete(sent))
      sending.add(sent)
    },
    /** Resolves when every e-mail is sent or has failed, and after `maxWaitMs` milliseconds at the latest. */
    async drain(maxWaitMs: number): Promise<void> {
      await Promise.race([Promise.all(sending), sleep(maxWaitMs, undefined, { ref: false })])
    },
  }
}

export type MailQueue = ReturnType<typeof createMailQueue>
