/**
 * The share of creates, likes and burns that are in the next page of home that is asked for: by their author, by a visitor, on
 * the server that wrote them and on a second one. `node bench/read-your-write.ts [writes]`
 */
import type { Activity } from '@cruddur/contract/activities'
import { sql } from 'kysely'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'

const writes = Number(process.argv[2] ?? 10_000)

await using database = await startBenchDatabase((db) => seedFeed(db, 1_000))
await using one = await startCruddur(database)
await using two = await startCruddur(database)
const { rows } = await sql<{ sub: string }>`select cognito_user_uuid as sub from users limit 1`.execute(database.db)
const { token } = await one.ask<{ token: string }>({ tokenOf: rows[0]?.sub as string })
const member = { authorization: `Bearer ${token}` }

async function write(method: string, path: string, body?: object): Promise<Activity> {
  const headers = { ...member, ...(body && { 'content-type': 'application/json' }) }
  const reply = await fetch(`${one.address}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status}`)
  return (await reply.json()) as Activity
}

const counted = { seen: 0, asked: 0 }

/** Asks everybody for the newest crud, and counts who sees what was written. */
async function count(isSeen: (newest: Activity | undefined) => boolean): Promise<void> {
  const asked = [one, two].flatMap(({ address }) =>
    [member, {}].map(async (headers) => {
      const reply = await fetch(`${address}/api/activities/home?limit=1`, { headers })
      const [newest] = (await reply.json()) as Activity[]
      counted.asked++
      if (isSeen(newest)) counted.seen++
    }),
  )
  await Promise.all(asked)
}

for (let written = 0; written < writes; written += 3) {
  const { uuid } = await write('POST', '/api/activities', { message: `crud ${written}`, ttl: '1-day' })
  await count((newest) => newest?.uuid === uuid)
  await write('POST', `/api/activities/${uuid}/like`)
  await count((newest) => newest?.likes_count === 1)
  await write('DELETE', `/api/activities/${uuid}`)
  await count((newest) => newest?.uuid !== uuid)
}
const share = counted.seen / counted.asked
console.log(
  `${share === 1 ? 'ok' : 'UNDER'} read your write: ${counted.seen} of ${counted.asked} replies, ${share.toFixed(3)}`,
)
process.exitCode = share === 1 ? 0 : 1
