import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { pino } from 'pino'
import { describe, expect, inject, it } from 'vitest'
import type { Email } from '../../../mail/mail.ts'
import { identitySuite } from '../identity.suite.ts'
import { createEmbeddedIdentity } from './embedded-identity.ts'

async function start() {
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  const emails: Email[] = []
  const mail = { send: async (email: Email) => void emails.push(email), close: async () => {} }
  const mailDir = await mkdtemp(join(tmpdir(), 'cruddur-identity-'))
  const issuer = 'http://127.0.0.1:4567'
  const options = { db, connectionUrl, mail, mailDir, issuer, log: pino({ level: 'silent' }) }
  const identity = await createEmbeddedIdentity(options)
  return {
    identity,
    options,
    codes: 'one for each sign-up' as const,
    async codeFor(email: string) {
      const newest = () => emails.findLast(({ to }) => to === email)
      await expect.poll(newest).toBeDefined()
      await new Promise(setImmediate)
      return /\d{8}/.exec(newest()?.text ?? '')?.[0] ?? ''
    },
    async stop() {
      await identity.close()
      await drop()
      await rm(mailDir, { recursive: true, force: true })
    },
  }
}

describe('the embedded identity provider', () => identitySuite(start))

it('shares no secret between servers: a session of one is valid on another', async () => {
  const one = await start()
  const person = { name: 'A', email: 'a@example.com', handle: 'abc', password: 'correct horse', browserId: 'x' }
  await one.identity.signUp(person)
  await one.identity.confirmSignUp({ ...person, code: await one.codeFor(person.email) })
  const { refreshToken, sub } = await one.identity.signIn(person)
  const two = await createEmbeddedIdentity(one.options)
  expect((await two.refreshSession(refreshToken)).sub).toBe(sub)
  await two.close()
  await one.stop()
})
