/**
 * How long searches, trends and suggestions take, compared with the same SQL alone: the statements that the server sends, prepared
 * and run over as many connections by a client that does nothing else. Both in turn, in the same run.
 * `node bench/search.ts [cruds] [directory]`: a directory is kept, and filled only if it is new.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { type CompiledQuery, sql } from 'kysely'
import { pino } from 'pino'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { selectPeopleByPrefix, selectTagsByPrefix } from '../apps/api/src/features/completion/completion.store.ts'
import { selectSuggestions } from '../apps/api/src/features/relations/suggestions.store.ts'
import { parseSearch } from '../apps/api/src/features/search/parse-search.ts'
import { selectPeople } from '../apps/api/src/features/search/people.store.ts'
import { createSampling } from '../apps/api/src/features/search/sample.store.ts'
import { selectMatches } from '../apps/api/src/features/search/search.store.ts'
import { selectHidesNobody, selectTrends } from '../apps/api/src/features/trends/trends.store.ts'
import { openKeys } from '../apps/api/src/keys/open-keys.ts'
import { requestBytes, requestsPerSecond } from './load.ts'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedCruds, seedTags } from './search-seed.ts'
import { openConnections, recordStatements } from './sql-alone.ts'

const cruds = Number(process.argv[2] ?? 100_000)
const keptIn = process.argv[3]
const uses = 100_000
const connections = 2
const rounds = 3
const seconds = 0.6
/** The smallest allowed share of the limit, of the 99th percentiles. */
const reach = 0.5
/** How many times as long trends may take with a hundred times as many tags. */
const flat = 1.25

const isNew = !keptIn || !existsSync(keptIn)
await using database = await startBenchDatabase(async () => {}, { dir: keptIn })
const { connectionUrl, db } = database
const keys = await openKeys(
  parseConfig({ DATA_DIR: join(database.dir, 'server'), CONNECTION_URL: connectionUrl }),
  db,
  pino({ level: 'silent' }),
)
/** Without the limit of time for a statement. */
const fill = (seed: (db: Db) => Promise<void>) =>
  db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection)
    await seed(connection)
    await sql`reset statement_timeout`.execute(connection)
  })
if (isNew) {
  await fill(async (connection) => {
    await seedCruds(connection, keys, cruds)
    await sql`vacuum analyze`.execute(connection)
  })
}
await using server = await startCruddur(database)
const { rows } = await sql<{ sub: string; handle: string }>`
  select cognito_user_uuid as sub, handle from users where uuid = (select uuid from person where n = 1)`.execute(db)
const { sub, handle } = rows[0] as { sub: string; handle: string }
const { token } = await server.ask<{ token: string }>({ tokenOf: sub })
await using alone = await openConnections(connectionUrl, connections)

type Case = { name: string; url: string; member?: true; act: (db: Db, keys: KeyRing) => Promise<unknown> }
/** The server asks for a sample every few seconds. It is no part of a search. */
const sampled = createSampling(db)
const page = { limit: 20, after: undefined }
const search = (name: string, term: string, member?: true): Case => ({
  name,
  url: `/api/activities/search?${new URLSearchParams({ term })}`,
  ...(member && { member }),
  act: (db, keys) => selectMatches({ db, keys, sampled }, parseSearch(term), page, member ? sub : null),
})
const letters = [...'abcdefghijklmnopqrst'].map((letter) => `w${letter}`).join(' ')
const cases: Case[] = [
  search('a rare word', 'w19321'),
  search('a rare word, by a member', 'w19321', true),
  search('two words', 'w105 w230'),
  search('a phrase of common words', '"w12 w9"'),
  search('a phrase of rare words', '"w2012 w919"'),
  search('a beginning', 'w1932'),
  search('the most frequent word', 'w1'),
  search('an author', `from:${handle}`),
  search('all but a word', '-w1'),
  search('twelve beginnings of most', 'w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12'),
  search('twelve beginnings of nothing', letters),
  {
    name: 'a person',
    url: '/api/users/search?term=28dd2c7_77',
    act: (db) => selectPeople(db, '28dd2c7_77', page, null),
  },
  {
    name: 'people suggested',
    url: '/api/users/suggested',
    member: true,
    act: (db) => selectSuggestions(db, 10, sub),
  },
  {
    name: 'people by a beginning',
    url: '/api/completions/people?prefix=28',
    member: true,
    act: (db) => selectPeopleByPrefix(db, '28', sub),
  },
]
const ofTags: Case[] = [
  { name: 'trends', url: '/api/trends', act: (db, keys) => selectTrends(db, keys, null) },
  {
    name: 'trends, by a member',
    url: '/api/trends',
    member: true,
    act: async (db, keys) => (await selectHidesNobody(db, sub)) && selectTrends(db, keys, null),
  },
  {
    name: 'tags by a beginning',
    url: '/api/completions/hashtags?prefix=tag1',
    member: true,
    act: (db, keys) => selectTagsByPrefix(db, keys, 'tag1', sub),
  },
]

/** Of sorted times. */
const percentile = (times: number[], share: number) => times[Math.floor(times.length * share)] as number
const sorted = (times: number[]) => times.toSorted((one, other) => one - other)

let client = 0
/**
 * Each request is from another client, since the costly requests of one client take turns, and for an address of its own, since visitors
 * get kept bytes when they ask again.
 */
const requestOf = ({ url, member }: Case) =>
  requestBytes('GET', `${url}${url.includes('?') ? '&' : '?'}n=${client}`, {
    'x-forwarded-for': `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client++ & 255}`,
    ...(member && { authorization: `Bearer ${token}` }),
  })

async function measure(one: Case, name = one.name): Promise<number> {
  const statements: CompiledQuery[] = await recordStatements(connectionUrl, (db) => one.act(db, keys))
  const target = { address: server.address, request: () => requestOf(one) }
  await requestsPerSecond(target, { connections, seconds: 0.3 })
  await alone.run(statements, 0.3, [])
  const [limit, ours]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await alone.run(statements, seconds, limit)
    await requestsPerSecond(target, { connections, seconds, waits: ours })
  }
  const [bare, own] = [sorted(limit), sorted(ours)]
  const ratio = percentile(bare, 0.99) / percentile(own, 0.99)
  const figures = [bare, own].flatMap((times) => [percentile(times, 0.5), percentile(times, 0.99)])
  if (ratio < reach) process.exitCode = 1
  console.log(
    `${name.padEnd(32)}${figures.map((ms) => ms.toFixed(1).padStart(9)).join('')}${ratio.toFixed(2).padStart(8)}  ` +
      `at least ${reach.toFixed(2)}${ratio < reach ? '  UNDER' : ''}`,
  )
  return percentile(own, 0.5)
}

console.log(`${cruds.toLocaleString('en')} living cruds; ${connections} connections; milliseconds`)
console.log(
  `${''.padEnd(32)}${['SQL p50', 'p99', 'ours p50', 'p99', 'ratio'].map((head) => head.padStart(9)).join('')}`,
)
for (const one of cases) await measure(one)
const trends: number[] = []
for (const tags of [1_000, 10_000, 100_000]) {
  await fill((connection) => seedTags(connection, keys, { uses, tags }))
  for (const [n, one] of ofTags.entries()) {
    const median = await measure(one, `${one.name}, ${tags.toLocaleString('en')} tags`)
    if (n === 0) trends.push(median)
  }
}
const growth = (trends.at(-1) as number) / (trends[0] as number)
if (growth > flat) process.exitCode = 1
console.log(
  `trends with 100,000 tags took ${growth.toFixed(2)}x as long as with 1,000, at most ${flat}x${growth > flat ? '  OVER' : ''}`,
)
await keys.close()
