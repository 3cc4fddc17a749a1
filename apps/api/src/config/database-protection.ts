import { isLocal, protectionOf } from '@cruddur/storage/database-tls'
import type { ConfigProblem } from './config-error.ts'
import type { Environment } from './env-file.ts'
import type { Values } from './settings.ts'

/**
 * PostgreSQL's own programs read these variables. The server does not, and to pass them over in silence could leave a connection
 * unprotected that was meant to be verified.
 */
const passedOver = ['PGSSLMODE', 'PGSSLROOTCERT', 'PGSSLCERT', 'PGSSLKEY']

/** Variables about TLS that cannot be obeyed while CONNECTION_URL is set. */
export function checkDatabaseVariables({ CONNECTION_URL }: Partial<Values>, environment: Environment): ConfigProblem[] {
  if (!CONNECTION_URL) return []
  return passedOver
    .filter((name) => environment[name])
    .map((setting) => ({ setting, problem: `has no effect: put ${parameterOf(setting)} into CONNECTION_URL` }))
}

const parameterOf = (variable: string) => variable.slice('PG'.length).toLowerCase()

/** A warning about the connection to the database, for the operator: a sentence for the log. */
export function adviceOnDatabase({ CONNECTION_URL: url }: Pick<Values, 'CONNECTION_URL'>): string[] {
  if (!url || isLocal(url)) return []
  const protection = protectionOf(url)
  if (protection === 'unverified') {
    return [
      'CONNECTION_URL has sslmode=no-verify: whoever answers in place of the database gets its password and all data',
    ]
  }
  if (protection === 'verified' || /[?&]sslmode=disable(&|$)/.test(url)) return []
  return [
    'CONNECTION_URL has no sslmode: whoever is on the way to the database can read its password and all data. Add ?sslmode=verify-full, or ?sslmode=disable if nobody is',
  ]
}
