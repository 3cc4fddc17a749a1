import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { mailSuite } from './mail.suite.ts'
import type { Email } from './mail.ts'
import { createSmtpMail } from './smtp-mail.ts'
import { decodeMessage } from './testing/decode-message.ts'

async function start(refuse = false) {
  const emails: Email[] = []
  const messages: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse ? new Error('no such person') : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        messages.push(Buffer.concat(chunks).toString())
        emails.push({ ...decodeMessage(messages.at(-1) ?? ''), to })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const mail = createSmtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'Cruddur <hello@cruddur.test>' })
  return {
    mail,
    received: async () => emails,
    messages,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

describe('mail by SMTP', () => {
  mailSuite(start)

  it('names the language, and sends what runs from right to left as HTML too', async () => {
    const { mail, messages, stop } = await start()
    const arabic = 'رمزك: <12345678> & \u2066@worf\u2069'
    await mail.send({ to: 'ada@example.com', subject: 'Code', text: arabic, language: 'ar' })
    await mail.send({ to: 'ada@example.com', subject: 'Code', text: 'Dein Code', language: 'de' })
    await mail.close()
    await stop()
    const [inArabic = '', inGerman = ''] = messages
    expect(inArabic).toMatch(/^Content-Language: ar\r$/m)
    const parts = inArabic.split(/^--.*\r\n/m).map((part) => decodeMessage(part).text)
    expect(parts).toContain(arabic)
    const html = parts.find((part) => part.includes('<html lang="ar" dir="rtl">'))
    expect(html).toContain('رمزك: &lt;12345678> &amp; \u2066@worf\u2069')
    expect(inGerman).toMatch(/^Content-Language: de\r$/m)
    expect(inGerman).not.toContain('<html')
  })

  it('rejects when the server refuses the address', async () => {
    const { mail, stop } = await start(true)
    await expect(mail.send({ to: 'nobody@example.com', subject: 'Hello', text: 'Hello' })).rejects.toThrow()
    await mail.close()
    await stop()
  })

  it('rejects when no server is there', async () => {
    const { mail, stop } = await start()
    await stop()
    await expect(mail.send({ to: 'ada@example.com', subject: 'Hello', text: 'Hello' })).rejects.toThrow()
    await mail.close()
  })
})
