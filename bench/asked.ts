import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { requestBytes } from './load.ts'
import type { Process } from './processes.ts'
import { recordedHeader, type Statement } from './statements.ts'

/** A page of home as the web app asks for it. Without a limit it would hold 100 cruds. */
export const homePath = '/api/activities/home?limit=20'

/** A request to Cruddur. */
export type Asked = { method?: 'GET' | 'POST' | 'DELETE'; path: string; token?: string | undefined; body?: object }

const headersOf = ({ token }: Asked): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {})

let client = 0
/** A prime, so that lists of 200 requests do not all begin with the same address. */
const clients = 251

/** The bytes of a request. Each comes from another address: clients take turns, and 64 connections are not one client. */
export function bytesOf(asked: Asked): string {
  const headers = { 'x-forwarded-for': `198.51.100.${client++ % clients}`, ...headersOf(asked) }
  return requestBytes(asked.method ?? 'GET', asked.path, headers, asked.body)
}

/** The same request from many clients in turn. */
export function fromMany(asked: Asked): () => string {
  return cycle(Array.from({ length: 200 }, () => bytesOf(asked)))
}

/** Sends one request on a connection of its own. @throws unless the answer is 200 */
export async function ask({ address }: Process, asked: Asked, headers: Record<string, string> = {}): Promise<Response> {
  const { method = 'GET', path, body } = asked
  const json = body ? { 'content-type': 'application/json' } : undefined
  const options = { method, agent: false, headers: { ...json, ...headersOf(asked), ...headers } }
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${address}${path}`, options, resolve)
      .on('error', reject)
      .end(body && JSON.stringify(body))
  })
  const received = await text(reply)
  if (reply.statusCode !== 200) throw new Error(`${method} ${path}: ${reply.statusCode} ${received}`)
  const pairs = Object.entries(reply.headersDistinct).flatMap(([name, values]) => {
    return (values ?? []).map((value): [string, string] => [name, value])
  })
  return new Response(received, { headers: pairs })
}

export type Recorded = { statements: Statement[]; reply: Record<string, unknown> }

/** What a server asks the database for these requests, one after the other, and what it answers. */
export async function record(server: Process, requests: readonly Asked[]): Promise<Recorded[]> {
  await server.ask({ record: 'begin' })
  const replies: Record<string, unknown>[] = []
  for (const [n, asked] of requests.entries()) {
    const reply = await ask(server, asked, { [recordedHeader]: String(n) })
    replies.push((await reply.json()) as Record<string, unknown>)
  }
  const statements = await server.ask<Record<string, Statement[]>>({ record: 'end' })
  return replies.map((reply, n) => ({ statements: statements[n] ?? [], reply }))
}

/** The next of a list at each call, again from the first after the last. */
export function cycle<Item>(items: readonly Item[]): () => Item {
  let turn = 0
  return () => items[turn++ % items.length] as Item
}
