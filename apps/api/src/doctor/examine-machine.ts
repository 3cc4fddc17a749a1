import { existsSync } from 'node:fs'
import { readdir, statfs } from 'node:fs/promises'
import type { TLSSocket } from 'node:tls'
import { protectionOf, tlsOptions } from '@cruddur/storage/database-tls'
import nodemailer from 'nodemailer'
import pg from 'pg'
import type { Config } from '../config/config.ts'
import { type Finding, finding } from './finding.ts'

const warnBytes = 1024 ** 3
const failBytes = 100 * 1024 ** 2
const warnDays = 30
const dayMs = 86_400_000
const limitMs = 6_000

export async function examineDisk({ dataDir }: Config): Promise<Finding> {
  if (!existsSync(dataDir)) return finding('disk', 'ok', `${dataDir} does not exist yet`)
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const level = free < failBytes ? 'fail' : free < warnBytes ? 'warn' : 'ok'
  return finding('disk', level, `${(free / 1024 ** 3).toFixed(1)} GiB are free for ${dataDir}`)
}

export async function examineMail({ mail }: Config): Promise<Finding> {
  if (mail.kind === 'outbox') {
    const count = (await readdir(mail.dir).catch(() => [])).length
    return finding('mail', 'warn', `no SMTP_URL: ${count} e-mails are files in ${mail.dir}, and nobody gets them`)
  }
  const limits = { connectionTimeout: limitMs, greetingTimeout: limitMs, socketTimeout: limitMs }
  const transport = nodemailer.createTransport({ url: mail.url, ...limits })
  try {
    await transport.verify()
    return finding('mail', 'ok', 'the mail server accepts our user and password')
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    return finding('mail', 'fail', `the mail server cannot be used (${responseCode ?? code}): look at SMTP_URL`)
  } finally {
    transport.close()
  }
}

/** How the connection to the database is protected, and how long its certificate is valid. The database must answer. */
export async function examineCertificate({ database }: Config): Promise<Finding> {
  if (database.kind === 'embedded')
    return finding('certificate', 'ok', 'none is needed: the database is reached by a socket')
  const protection = protectionOf(database.url)
  if (protection === 'plain') return finding('certificate', 'ok', 'none is asked for: the address has no sslmode')
  const client = new pg.Client({ ...tlsOptions(database.url), connectionTimeoutMillis: limitMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const { connection } = client as unknown as { connection: { stream: TLSSocket } }
    const end = new Date(connection.stream.getPeerCertificate().valid_to)
    const days = Math.floor((end.getTime() - Date.now()) / dayMs)
    const words = `${protection}, and the certificate of the database is valid for ${days} days`
    if (days < warnDays) return finding('certificate', 'warn', `${words}: renew it`)
    return finding('certificate', protection === 'verified' ? 'ok' : 'warn', words)
  } finally {
    await client.end().catch(() => {})
  }
}
