/**
 * How long searches, trends and notifications take, compared with reading one crud by its key through the same app in
 * the same run: ratios of medians, each with an upper limit. `node bench/search.ts [cruds]`
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { sealAll } from './seal-all.ts'
import { seedCruds, seedLikes, seedTags } from './search-seed.ts'
import { startSeededApp } from './seeded-app.ts'

const cruds = Number(process.argv[2] ?? 100_000)
const uses = 100_000
const likes = 20_000
const rounds = 15

const bench = await startSeededApp(async (db, keys) => {
  await seedCruds(db, cruds)
  await sealAll(db, keys)
  await seedTags(db, keys, uses)
  await seedLikes(db, likes)
})
const { rows } = await sql<{ uuid: string; sub: string }>`
  select a.uuid, u.cognito_user_uuid as sub from activities a join users u on u.uuid = a.user_uuid
  where u.uuid = (select uuid from person where n = 1) limit 1`.execute(bench.db)
const { uuid, sub } = rows[0] as { uuid: string; sub: string }
const authorization = `Bearer ${await bench.tokenOf(sub)}`

const search = (term: string) => `/api/activities/search?${new URLSearchParams({ term })}`
const letters = [...'abcdefghijklmnopqrst'].map((letter) => `w${letter}`).join(' ')

/** Each measurement, with the number of times longer than one crud that it may take. */
const cases: [name: string, url: string, limit: number, signedIn?: true][] = [
  ['a rare word', search('w19321'), 10],
  ['a rare word, by a member', search('w19321'), 10, true],
  ['two words', search('w105 w230'), 20],
  ['a phrase', search('"w12 w9"'), 25],
  ['a beginning', search('w1932'), 10],
  ['the most frequent word', search('w1'), 40],
  ['the beginning of every word', search('w1 w'), 60],
  ['an author', search('from:28dd2c7_77'), 15],
  ['a tag', search('#tag1'), 100],
  ['all but a word', search('-w1'), 60],
  ['twelve beginnings of most', search('w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12'), 250],
  ['twelve beginnings of nothing', search(letters), 20],
  ['a person', '/api/users/search?term=28dd2c7_77', 15],
  ['a person, misspelt', '/api/users/search?term=28ddc27', 15],
  [`trends of ${uses.toLocaleString('en')} uses`, '/api/trends', 250],
  ['trends, by a member', '/api/trends', 250, true],
  [`notifications of ${likes.toLocaleString('en')} likes`, '/api/activities/notifications', 100, true],
  ['their unread count', '/api/activities/notifications/unread', 80, true],
]

async function time(url: string, signedIn = false): Promise<number> {
  const started = performance.now()
  const { statusCode } = await bench.app.inject({ url, headers: signedIn ? { authorization } : {} })
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
  return performance.now() - started
}
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number

const key = `/api/activities/${uuid}`
for (let n = 0; n < 200; n++) await time(key)
let failed = 0
console.log(`${cruds.toLocaleString('en')} cruds; medians of ${rounds}`)
for (const [name, url, limit, signedIn] of cases) {
  await time(url, signedIn)
  const [bare, own]: [number[], number[]] = [[], []]
  for (let n = 0; n < rounds; n++) {
    own.push(await time(url, signedIn))
    for (let m = 0; m < 3; m++) bare.push(await time(key))
  }
  const ratio = median(own) / median(bare)
  if (ratio > limit) failed++
  const figures = `${median(own).toFixed(1).padStart(7)} ms  ${ratio.toFixed(1).padStart(6)}x  of at most ${limit}x`
  console.log(`${ratio > limit ? 'OVER' : '  ok'}  ${name.padEnd(34)}${figures}`)
}
await bench.close()
process.exitCode = failed > 0 ? 1 : 0
