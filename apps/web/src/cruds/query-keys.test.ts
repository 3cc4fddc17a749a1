import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { likesQuery, repostsQuery } from '../features/activities/reactors.queries.ts'
import { messagesKey } from '../features/messages/messages.queries.ts'
import { mentionsQuery, notificationsQuery } from '../features/notifications/notifications.queries.ts'
import { searchCrudsQuery, searchPeopleQuery, trendsQuery } from '../features/search/search.queries.ts'
import { changePeople } from '../people/people-cache.ts'
import { peopleKey } from '../people/people-list.ts'
import { dropExpired } from './crud-cache.ts'
import { crudsKey } from './crud-list.ts'

type Query = { queryKey: readonly unknown[]; queryFn: (context: unknown) => Promise<unknown> }

const isQuery = (value: unknown): value is Query => typeof value === 'object' && value !== null && 'queryKey' in value

/**
 * Every query that a module exports. Those that take arguments get a handle or a uuid: the server only looks at the
 * path.
 */
const queriesIn = (module: Record<string, unknown>): [string, Query][] =>
  Object.entries(module).flatMap(([name, value]) => {
    if (!name.endsWith('Query')) return []
    const query = typeof value === 'function' ? value('worf', 'uuid') : value
    return isQuery(query) ? [[name, query] as [string, Query]] : []
  })

const endpointAt = (method: string, path: string): Endpoint | undefined =>
  Object.values(endpoints).find(
    (endpoint) =>
      endpoint.method === method && new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  )

/** `relationQuery` asks for a profile and caches only what lies between that person and the reader. */
const keepsNoCrud = ['relationQuery']

describe('queries', () => {
  let server: Server
  let asked: Endpoint | undefined
  let limit: string | null
  const modules = import.meta.glob<Record<string, unknown>>('../**/*.queries.ts', { eager: true })
  const queries = Object.values(modules).flatMap(queriesIn)

  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://any.invalid')
      asked = endpointAt(request.method ?? '', url.pathname)
      limit = url.searchParams.get('limit')
      response.writeHead(500).end('[]')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    vi.stubGlobal('location', { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  })
  afterAll(() => {
    vi.unstubAllGlobals()
    server.close()
  })

  it('are all found', () => {
    expect(queries.map(([name]) => name)).toEqual(
      expect.arrayContaining(['homeQuery', 'crudQuery', 'searchCrudsQuery', 'notificationsQuery', 'blockedQuery']),
    )
  })

  it.each(queries)(
    'guarantees 6 to 8: what %s caches is swept when it expires',
    async (name, { queryKey, queryFn }) => {
      asked = undefined
      const called = queryFn({ pageParam: undefined, signal: new AbortController().signal })
      await expect(called).rejects.toThrow('generic_500')
      if (!asked) return expect.unreachable(`${name} called no endpoint of the contract`)
      const isSwept = queryKey[0] === crudsKey || queryKey[0] === messagesKey
      expect(isSwept).toBe((asked as Endpoint).holdsCruds && !keepsNoCrud.includes(name))
    },
  )

  it.each(['homeQuery', 'profileQuery', 'threadQuery'])(
    '%s asks for a small page: without a limit the API sends up to 1,000 cruds',
    async (name) => {
      const [, query] = queries.find(([known]) => known === name) ?? expect.unreachable(name)
      limit = null
      await query.queryFn({ pageParam: undefined, signal: new AbortController().signal }).catch(() => {})
      expect(limit).toBe('20')
    },
  )

  const now = Date.UTC(2026, 10, 22, 12)
  const expiring = (left: number) => ({ uuid: `${left}`, expires_at: new Date(now + left).toISOString() })

  it.each([
    ['search', searchCrudsQuery('prune')],
    ['notifications', notificationsQuery],
    ['trends', trendsQuery],
    ['mentions', mentionsQuery],
    ['likes', likesQuery('uuid')],
    ['reposts', repostsQuery('uuid')],
  ])('guarantees 6 and 7: %s hold nothing that has expired', (_, { queryKey }) => {
    const client = new QueryClient()
    client.setQueryData(queryKey as readonly unknown[], {
      pages: [{ cruds: [expiring(0), expiring(1)], next: undefined }],
      pageParams: [undefined],
    })
    dropExpired(client, now)
    expect(client.getQueryData(queryKey as readonly unknown[])).toMatchObject({ pages: [{ cruds: [expiring(1)] }] })
  })

  it('people who were found leave the list when the reader blocks them', () => {
    const client = new QueryClient()
    const { queryKey } = searchPeopleQuery('w')
    expect(queryKey[0]).toBe(peopleKey)
    client.setQueryData(queryKey as readonly unknown[], {
      pages: [{ people: [{ handle: 'worf' }, { handle: 'ada' }] }],
    })
    changePeople(client, { handle: 'worf', blocked: true })
    expect(client.getQueryData(queryKey as readonly unknown[])).toEqual({ pages: [{ people: [{ handle: 'ada' }] }] })
  })
})
