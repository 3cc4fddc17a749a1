import { createTransport } from 'nodemailer'
import type { Mail } from './mail.ts'

/** Milliseconds. A mail server that does not answer must not delay e-mails, or the shutdown, for minutes. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Plain text has no direction, and many mail programs show all of it from left to right. So Arabic comes as HTML too. */
function rightToLeft(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title></title></head>
<body><div style="white-space: pre-wrap">${escaped}</div></body></html>`
}

/**
 * Sends e-mails through a mail server.
 *
 * @param options.url such as `smtps://name:password@mail.example:465`
 * @param options.from the sender, such as `Cruddur <hello@cruddur.example>`
 */
export function createSmtpMail({ url, from }: { url: string; from: string }): Mail {
  const transport = createTransport({
    url,
    pool: true,
    ...timeouts,
    // Our e-mails are plain text: nodemailer must never read a file or a URL for one.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, language = 'en' }) {
      // As an object the address is one address, whatever characters it has. As text it would be parsed.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Content-Language': language },
        ...(language === 'ar' && { html: rightToLeft(text) }),
      })
    },
    async close() {
      transport.close()
    },
  }
}
