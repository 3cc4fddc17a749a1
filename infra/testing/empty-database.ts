import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { connect } from '@cruddur/storage/postgres'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { startTlsPostgres } from '@cruddur/storage/testing/tls-postgres'
import { sql } from 'kysely'
import { databaseAdministrator, databaseName } from '../lib/stacks/data-stack.ts'

const run = promisify(execFile)
const checkout = resolve(import.meta.dirname, '../..')

export type EmptyDatabase = Awaited<ReturnType<typeof startEmptyDatabase>>

/** A PostgreSQL as RDS makes it: it demands TLS, and has an administrator who is no superuser and a database without tables. */
export async function startEmptyDatabase() {
  const authority = makeAuthority('Root of this test')
  const postgres = await startTlsPostgres(makeServerCertificate(authority, ['localhost']))
  const certificates = postgres.write('root.pem', authority.pem)
  const urlOf = (user: string, database: string) =>
    `postgresql://${user}@localhost:${postgres.port}/${database}?sslmode=verify-full&sslrootcert=${certificates}`
  const server = connect(urlOf('postgres', 'postgres'), { max: 1 })
  await sql.raw(`create role ${databaseAdministrator} login createrole createdb`).execute(server)
  await sql.raw(`create database ${databaseName} owner ${databaseAdministrator}`).execute(server)
  await server.destroy()
  return {
    /** Runs in this checkout what a container runs in its image, on this database. @returns what it wrote */
    async runContainer({
      command: [program = '', ...args] = [],
      environment = [],
    }: ContainerDefinition): Promise<string> {
      if (program !== 'node') throw new Error(`the container runs ${program}`)
      const given = Object.fromEntries(environment.map(({ name, value }) => [name, value]))
      const { username, pathname } = new URL(given['CONNECTION_URL'] ?? '')
      const { stdout } = await run(process.execPath, args, {
        cwd: checkout,
        env: {
          ...given,
          PATH: process.env['PATH'],
          CONNECTION_URL: urlOf(username, pathname.slice(1)),
          ...{ PGPASSWORD: 'any', ADMIN_USER: databaseAdministrator, ADMIN_PASSWORD: 'any' },
        },
      })
      return stdout
    },
    /** The roles that may sign in, and the tables of the server's role. */
    async made(): Promise<{ roles: string[]; tables: number }> {
      const db = connect(urlOf('postgres', databaseName), { max: 1 })
      const { rows } = await sql<{ roles: string[]; tables: number }>`
        select (select array_agg(rolname::text order by rolname) from pg_roles where rolcanlogin) as roles,
          (select count(*)::int from pg_tables where tableowner = 'cruddur') as tables`
        .execute(db)
        .finally(() => db.destroy())
      return rows[0] ?? { roles: [], tables: 0 }
    },
    stop: () => postgres.stop(),
  }
}
