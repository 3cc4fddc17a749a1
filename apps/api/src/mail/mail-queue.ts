import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@cruddur/contract/app-error'
import { backOffMs } from '@cruddur/storage/back-off'
import type { FastifyBaseLogger } from 'fastify'
import { inSpan } from '../telemetry/tracing/span.ts'
import type { Email, Mail } from './mail.ts'
import { openMailSpool, type Waiting } from './mail-spool.ts'

/** When an e-mail that could not be sent is tried again. */
const retry = { first: 1_000, longest: 60_000 }
/** Milliseconds for which an e-mail is tried. A code is of no use long before. */
const maxAgeMs = 24 * 3_600_000

export type MailQueueOptions = {
  mail: Mail
  /** Where e-mails wait until they are sent. */
  directory: string
  log: FastifyBaseLogger
}

/**
 * Sends e-mails after the reply. A reply that waited for the mail server would tell, by its time, whether there was an
 * e-mail to send. Each is on disk until the mail server has taken it, so that neither a mail server that is away nor a
 * crash loses it. A crash in the middle of sending sends it twice.
 */
export async function createMailQueue({ mail, directory, log }: MailQueueOptions) {
  const spool = await openMailSpool(directory)
  const sending = new Set<Promise<void>>()
  const stopping = new AbortController()

  for (const waiting of await spool.readAll()) start(waiting)

  function start(waiting: Waiting): void {
    // Starting to send is work too: let the reply go first.
    const sent = new Promise(setImmediate).then(() => send(waiting, 1)).finally(() => sending.delete(sent))
    sending.add(sent)
  }

  /** Resolves when it is sent, given up, or put off: nobody waits for the next try. */
  async function send(waiting: Waiting, nth: number): Promise<void> {
    const { email, storedAt } = waiting
    try {
      if (email) await inSpan('send e-mail', { kind: 'client' }, () => mail.send(email))
    } catch (error) {
      // Mail servers often quote the address, so the error's message is not logged.
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      const isRefused = responseCode !== undefined && responseCode >= 500
      const isLast = isRefused || Date.now() - storedAt > maxAgeMs
      const words = isLast ? 'an e-mail could not be sent' : 'an e-mail could not be sent, will try again'
      if (nth === 1 || isLast) log.error({ code, responseCode, subject: email?.subject }, words)
      if (!isLast) return void sendLater(waiting, nth)
    }
    await spool.remove(waiting).catch(() => {})
  }

  async function sendLater(waiting: Waiting, failures: number): Promise<void> {
    const { signal } = stopping
    await sleep(backOffMs(retry, failures), undefined, { signal, ref: false }).catch(() => {})
    if (!signal.aborted) await send(waiting, failures + 1)
  }

  return {
    /**
     * Takes an e-mail that the person waits for. It is on disk when this resolves. With null nothing is sent, but all else is
     * done alike: so the reply does not tell, by its time or by a failure, whether there was an e-mail.
     *
     * @throws AppError `email_unavailable` when it cannot be stored: it will not be sent
     */
    async accept(email: Email | null): Promise<void> {
      const waiting = await spool.store(email).catch((error: { code?: string }) => {
        log.error({ code: error.code }, 'an e-mail could not be stored in DATA_DIR/mail-queue')
        throw new AppError('email_unavailable', { retryAfter: 10 })
      })
      start(waiting)
    },

    /** Takes an e-mail about something that has been done. When it cannot be stored it waits in memory, so it never fails. */
    async notify(email: Email): Promise<void> {
      const waiting = await spool.store(email).catch((error: { code?: string }) => {
        log.error({ code: error.code }, 'an e-mail could not be stored in DATA_DIR/mail-queue, waits in memory')
        return { email, storedAt: Date.now(), file: null }
      })
      start(waiting)
    },

    /**
     * Resolves when every e-mail was tried once, and after `maxWaitMs` milliseconds at the latest. Nothing is tried again
     * afterwards: what was not sent stays on disk for the next start.
     */
    async drain(maxWaitMs: number): Promise<void> {
      await Promise.race([Promise.all(sending), sleep(maxWaitMs, undefined, { ref: false })])
      stopping.abort()
    },
  }
}

export type MailQueue = Awaited<ReturnType<typeof createMailQueue>>
