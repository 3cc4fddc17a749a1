import { tlsOptions } from '@cruddur/storage/database-tls'
import { StartupError } from '@cruddur/storage/startup-error'
import pg from 'pg'
import { foreignTables } from './foreign-tables.ts'

const connectTimeoutMs = 6_000
const minVersion = 18

/**
 * Checks that a PostgreSQL answers within 6 s, that it can serve us, and that nobody else's tables are where ours belong.
 * Changes nothing.
 *
 * @throws StartupError that names CONNECTION_URL, host and database, never the password
 */
export async function checkDatabase(connectionUrl: string): Promise<void> {
  const client = new pg.Client({ ...tlsOptions(connectionUrl), connectionTimeoutMillis: connectTimeoutMs })
  client.on('error', () => {}) // a connection may report another error after it failed
  const where = `${client.database} on ${client.host}:${client.port}`
  try {
    await client.connect()
    const { rows } = await client.query(`select
      current_setting('server_version') as version,
      current_setting('server_version_num')::int / 10000 as major,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as read_only`)
    const problem = problemOf(rows[0]) ?? (await foreignTables(client))
    if (problem) throw new StartupError('CONNECTION_URL', `${where} ${problem}`)
  } catch (error) {
    throw error instanceof StartupError ? error : databaseProblem(error, where)
  } finally {
    await client.end().catch(() => {})
  }
}

type Facts = { version: string; major: number; encoding: string; read_only: boolean }

// Version 18 is the first with uuidv7(), which makes our ids.
function problemOf({ version, major, encoding, read_only }: Facts): string | null {
  if (major < minVersion) return `is PostgreSQL ${version}: ${minVersion} or newer is needed`
  if (encoding !== 'UTF8') return `is encoded in ${encoding}: UTF8 is needed`
  if (read_only) return 'is read-only: the primary is needed'
  return null
}

const untrusted = 'shows a certificate that no trusted root has signed: name the file of its root by sslrootcert'

const reasons: Record<string, string> = {
  ECONNREFUSED: 'refuses connections: is it running?',
  ENOTFOUND: 'cannot be found: no such host',
  EAI_AGAIN: 'cannot be found: the name service does not answer',
  ENOENT: 'cannot be reached: no such socket',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ECONNRESET: 'broke the connection',
  '28P01': 'refuses the password',
  '28000': 'refuses the user',
  '3D000': 'does not exist',
  '42501': 'gives this user too few rights',
  '53300': 'has no connection left',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_HAS_EXPIRED: 'shows a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'shows a certificate for another host: is this the name that the certificate has?',
  '57P03': 'is starting up or shutting down',
}

/** Problems without a code of their own, by what the driver or PostgreSQL says. */
const words: [RegExp, string][] = [
  [/timeout/i, 'does not answer'],
  [/does not support SSL/, 'does not encrypt, which its sslmode asks for'],
  [/, (no encryption|SSL off)$/, 'refuses this user without encryption: add ?sslmode=verify-full'],
]

/** Why a database cannot be used, in words for the operator who named it by `setting`. */
export function databaseProblem(error: unknown, where: string, setting = 'CONNECTION_URL'): StartupError {
  const { code, message } = error as { code?: string; message?: string }
  const said = words.find(([pattern]) => pattern.test(message ?? ''))?.[1]
  const reason = said ?? reasons[code ?? ''] ?? `cannot be used: ${code ?? message}`
  return new StartupError(setting, `${where} ${reason}`, { cause: error })
}
