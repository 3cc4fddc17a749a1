import { performance } from 'node:perf_hooks'
import { connect, type Db } from '@cruddur/storage/postgres'
import { driverOptions } from '@cruddur/storage/session-settings'
import { ClosingClient } from '@cruddur/storage/unanswered-queries'
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'

/** The statements that something sends to the database. */
export async function recordStatements(
  connectionUrl: string,
  act: (db: Db) => Promise<unknown>,
): Promise<CompiledQuery[]> {
  const sent: CompiledQuery[] = []
  const db = connect(connectionUrl, { observeStatements: { plugins: [], log: ({ query }) => void sent.push(query) } })
  await act(db)
  await db.destroy()
  return sent
}

/** Connections that only run statements, which each of them prepares once, and give what comes back to nobody. */
export async function openConnections(connectionUrl: string, count: number) {
  const clients = Array.from({ length: count }, () => new ClosingClient(driverOptions(connectionUrl)))
  await Promise.all(clients.map((client) => client.connect()))
  return {
    /** Runs the statements one after the other, again and again. `times` gets the milliseconds that all of them took. */
    async run(statements: readonly CompiledQuery[], seconds: number, times: number[]): Promise<void> {
      const endsAt = performance.now() + seconds * 1000
      await Promise.all(
        clients.map(async (client) => {
          while (performance.now() < endsAt) {
            const startedAt = performance.now()
            for (const { sql, parameters } of statements) await client.query(prepared(sql, parameters))
            times.push(performance.now() - startedAt)
          }
        }),
      )
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}

const names = new Map<string, string>()
const unparsed = { getTypeParser: () => (value: string) => value }

function prepared(text: string, parameters: readonly unknown[]): pg.QueryConfig & { rowMode: 'array' } {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return { name, text, values: [...parameters], rowMode: 'array', types: unparsed }
}
