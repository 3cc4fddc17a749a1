import { readFileSync } from 'node:fs'
import { prepareDatabase } from '../apps/api/src/database/prepare-database.ts'

// Prepares a database, such as one on RDS, before a server starts: creates the role of CONNECTION_URL with the password in
// PGPASSWORD, and the tables. ADMIN_USER and ADMIN_PASSWORD are those of the database's administrator, which the
// server never gets. With --functions it also makes the role of the functions of a user pool.

const names = ['CONNECTION_URL', 'PGPASSWORD', 'ADMIN_USER', 'ADMIN_PASSWORD'] as const
const missing = names.filter((name) => !process.env[name])
if (missing.length > 0) {
  console.error(`prepare-database: missing in the environment: ${missing.join(', ')}`)
  process.exit(78)
}
const [connectionUrl = '', rolePassword = '', user = '', password = ''] = names.map((name) => process.env[name])
const functions = process.argv.includes('--functions') && {
  role: 'cruddur_functions',
  sql: readFileSync(new URL('../apps/lambdas/role.sql', import.meta.url), 'utf8'),
}
await prepareDatabase({
  connectionUrl,
  rolePassword,
  administrator: { user, password },
  ...(functions ? { functions } : {}),
})
console.log('The database is ready.')
