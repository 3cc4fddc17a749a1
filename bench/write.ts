/**
 * Cruds published and liked per second by many people at once, compared with bare INSERTs that the disk confirms, through
 * as many connections to the same database in the same run. `node bench/write.ts [seconds]`
 */
import { performance } from 'node:perf_hooks'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { requestBytes, requestsPerSecond, type Target } from './load.ts'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const seconds = Number(process.argv[2] ?? 4)
const rounds = 3
const connections = 32
const writers = 64
/** The smallest allowed share of bare INSERTs for each, and the posts per second that we measured for GoToSocial. */
const limits = { publish: 0.08, like: 0.08 }
const goToSocial = 348

await using database = await startBenchDatabase(async (db) => {
  await seedFeed(db, 100_000)
  // Everybody likes cruds of everybody.
  await sql`delete from blocks`.execute(db)
  await sql`create table bare (uuid uuid primary key default uuidv7(), message text not null, at timestamptz default now())
    `.execute(db)
})
await using cruddur = await startCruddur(database)
const { rows: people } = await sql<{
  sub: string
}>`select cognito_user_uuid as sub from users limit ${writers}`.execute(database.db)
const { rows: cruds } = await sql<{ uuid: string }>`select uuid from activities limit 50000`.execute(database.db)
const tokens: string[] = []
for (const { sub } of people) tokens.push((await cruddur.ask<{ token: string }>({ tokenOf: sub })).token)

let turn = 0
const next = <Item>(items: Item[]): Item => items[turn++ % items.length] as Item
const targets: Record<keyof typeof limits, Target> = {
  publish: {
    address: cruddur.address,
    request: () =>
      requestBytes(
        'POST',
        '/api/activities',
        { authorization: `Bearer ${next(tokens)}` },
        { message: `lorem ipsum dolor sit amet ${turn} #bench`, ttl: '1-hour' },
      ),
  },
  like: {
    address: cruddur.address,
    request: () =>
      requestBytes('POST', `/api/activities/${next(cruds).uuid}/like`, { authorization: `Bearer ${next(tokens)}` }),
  },
}

// As many connections as the server has.
const bareDb = connect(database.connectionUrl, { max: 10 })
async function bareInserts(): Promise<number> {
  const endsAt = performance.now() + seconds * 1000
  let count = 0
  const insert = async () => {
    for (; performance.now() < endsAt; count++) {
      await sql`insert into bare (message) values (${`lorem ipsum dolor sit amet ${count} #bench`})`.execute(bareDb)
    }
  }
  await Promise.all(Array.from({ length: connections }, insert))
  return count / seconds
}

const rates = { bare: [] as number[], publish: [] as number[], like: [] as number[] }
for (let round = 0; round < rounds; round++) {
  rates.bare.push(await bareInserts())
  for (const name of ['publish', 'like'] as const) {
    rates[name].push(await requestsPerSecond(targets[name], { connections, seconds }))
  }
}

const best = (list: number[]) => Math.max(...list)
console.log(`${connections} at once; best of ${rounds}`)
console.log(`      bare INSERT ${Math.round(best(rates.bare))}/s`)
for (const name of ['publish', 'like'] as const) {
  const [rate, share] = [best(rates[name]), best(rates[name]) / best(rates.bare)]
  if (share < limits[name]) process.exitCode = 1
  console.log(
    `${(share < limits[name] ? 'UNDER' : 'ok').padStart(5)} ${name.padEnd(8)} ${Math.round(rate)}/s  ${share.toFixed(2)} of ` +
      `bare INSERTs, at least ${limits[name]}; ${(rate / goToSocial).toFixed(1)}x GoToSocial's ${goToSocial} posts/s`,
  )
}
await bareDb.destroy()
