import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { createPool } from '@cruddur/storage/postgres'
import { ClosingClient } from '@cruddur/storage/unanswered-queries'
import pg from 'pg'

/** A statement as the server sent it to PostgreSQL. */
export type Statement = { text: string; values: unknown[] }

/** The header of requests whose statements are wanted. Its value names the request. */
export const recordedHeader = 'x-bench-record'

/**
 * Notes the statements of requests that ask for it, and not what the server does beside them. The driver is as it was when the
 * recording has ended.
 *
 * @returns a function that ends the recording and gives the statements of each request
 */
export function recordStatements(): () => Record<string, Statement[]> {
  const recorded: Record<string, Statement[]> = {}
  const request = new AsyncLocalStorage<Statement[] | undefined>()
  const begun = (message: unknown) => {
    const name = (message as { request: IncomingMessage }).request.headers[recordedHeader]
    if (typeof name === 'string') recorded[name] ??= []
    request.enterWith(typeof name === 'string' ? recorded[name] : undefined)
  }
  const channel = 'http.server.request.start'
  subscribe(channel, begun)
  const { query } = pg.Client.prototype
  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has eight signatures
  pg.Client.prototype.query = function (this: pg.Client, statement: any, ...rest: any[]): any {
    const text = typeof statement === 'string' ? statement : statement?.text
    const values = typeof statement === 'string' ? rest[0] : statement?.values
    if (typeof text === 'string') request.getStore()?.push({ text, values: Array.isArray(values) ? [...values] : [] })
    return Reflect.apply(query, this, [statement, ...rest])
  }
  return () => {
    unsubscribe(channel, begun)
    pg.Client.prototype.query = query
    return recorded
  }
}

/** The same statements with other values in the place of some: what is not named stays. */
export function withValues(statements: readonly Statement[], values: ReadonlyMap<unknown, unknown>): Statement[] {
  return statements.map(({ text, values: before }) => ({
    text,
    values: before.map((value) => (values.has(value) ? values.get(value) : value)),
  }))
}

const asText = { getTypeParser: () => (text: string) => text }

/**
 * The limit of what the database can do: the statements of requests, prepared, on connections that do nothing else. Each sends the
 * next request's when it has the answers to the last.
 *
 * @returns how many requests a second
 */
export async function statementsPerSecond(
  connectionUrl: string,
  next: () => readonly Statement[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number> {
  const pool = createPool(connectionUrl, { max: connections }, { Client: ClosingClient })
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
    names.set(text, known)
    return known
  }
  let answered = 0
  let endsAt = 0
  async function send(client: pg.PoolClient): Promise<void> {
    for (const { text, values } of next()) {
      await client.query({ name: nameOf(text), text, values, rowMode: 'array', types: asText as never })
    }
  }
  try {
    // Each connection plans each statement.
    await Promise.all(clients.map(send))
    endsAt = performance.now() + seconds * 1000
    await Promise.all(
      clients.map(async (client) => {
        for (; performance.now() < endsAt; answered++) await send(client)
      }),
    )
  } finally {
    for (const client of clients) client.release()
    await pool.end()
  }
  return answered / seconds
}
