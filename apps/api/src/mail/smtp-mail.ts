import { createTransport } from 'nodemailer'
import type { Mail } from './mail.ts'

/** Milliseconds. A server that does not answer must not hold letters, and the shutdown, for minutes. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/**
 * Hands letters to a mail server.
 *
 * @param options.url such as `smtps://name:password@mail.example:465`
 * @param options.from who they come from, such as `Cruddur <hello@cruddur.example>`
 */
export function createSmtpMail({ url, from }: { url: string; from: string }): Mail {
  const transport = createTransport({
    url,
    pool: true,
    ...timeouts,
    // A letter is words of ours: nothing in it is ever to be fetched from a disk or the network.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text }) {
      // An object, so that the address is taken as one address whatever its characters.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
    },
    async close() {
      transport.close()
    },
  }
}
