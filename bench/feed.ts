/**
 * Pages of home per second, for a visitor and a member, compared with Node's HTTP server, which sends the same bytes from
 * a process of the same kind in the same run. `node bench/feed.ts [cruds...]`
 */
import { sql } from 'kysely'
import { requestBytes, requestsPerSecond } from './load.ts'
import { startBare, startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const sizes = process.argv.slice(2).map(Number)
const rounds = 3
/** The smallest allowed share of bare HTTP for each, and the rate that we measured for GoToSocial's public timeline. */
const limits = { visitor: 0.03, member: 0.03 }
const goToSocial = 920

const best = (rates: number[]) => Math.max(...rates)
let failed = false

for (const cruds of sizes.length > 0 ? sizes : [100_000, 1_000_000]) {
  await using database = await startBenchDatabase((db) => seedFeed(db, cruds))
  await using cruddur = await startCruddur(database)
  await using bare = await startBare()
  const { rows } = await sql<{ sub: string }>`select cognito_user_uuid as sub from users limit 1`.execute(database.db)
  const { token } = await cruddur.ask<{ token: string }>({ tokenOf: rows[0]?.sub as string })

  const page = await fetch(`${cruddur.address}/api/activities/home`)
  const body = await page.text()
  await bare.ask({ headers: { ...Object.fromEntries(page.headers), 'content-length': Buffer.byteLength(body) }, body })

  const home = requestBytes('GET', '/api/activities/home')
  const own = requestBytes('GET', '/api/activities/home', { authorization: `Bearer ${token}` })
  const targets = {
    bare: { address: bare.address, request: () => home },
    visitor: { address: cruddur.address, request: () => home },
    member: { address: cruddur.address, request: () => own },
  }
  const rates: Record<keyof typeof targets, number[]> = { bare: [], visitor: [], member: [] }
  for (const target of Object.values(targets)) await requestsPerSecond(target, { seconds: 2 })
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(targets) as (keyof typeof targets)[]) {
      rates[name].push(await requestsPerSecond(targets[name]))
    }
  }

  console.log(
    `${cruds.toLocaleString('en')} living cruds; a page of ${Buffer.byteLength(body)} bytes; best of ${rounds}`,
  )
  console.log(`      bare HTTP ${Math.round(best(rates.bare))}/s`)
  for (const name of ['visitor', 'member'] as const) {
    const [rate, share] = [best(rates[name]), best(rates[name]) / best(rates.bare)]
    if (share < limits[name]) failed = true
    const verdict = share < limits[name] ? 'UNDER' : 'ok'
    console.log(
      `${verdict.padStart(5)} ${name.padEnd(8)} ${Math.round(rate)}/s  ${share.toFixed(3)} of bare HTTP, at least ` +
        `${limits[name]}; ${(rate / goToSocial).toFixed(1)}x GoToSocial's ${goToSocial}/s`,
    )
  }
}
process.exitCode = failed ? 1 : 0
