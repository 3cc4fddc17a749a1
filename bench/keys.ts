/**
 * What keys that die cost: how soon after a minute its key is destroyed, and what that writes; a page of home with sealed words,
 * compared with plain ones in the same run; a start with many living cruds, compared with a start with none.
 * `node bench/keys.ts [turns|home|start] [minutes or cruds]`; all three without arguments.
 */
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFileKeyRing, openRingOn } from '@cruddur/key-ring/file/file-key-ring'
import { openRingDisk, type RingDisk } from '@cruddur/key-ring/file/ring-disk'
import { ringBytes } from '@cruddur/key-ring/file/ring-layout'
import { createRingLock } from '@cruddur/key-ring/file/ring-lock'
import { endOfMinute } from '@cruddur/key-ring/minutes'
import { sql } from 'kysely'
import { pino } from 'pino'
import { startDestroyingKeys } from '../apps/api/src/keys/destroy-keys.ts'
import { startBenchDatabase, startCruddur } from './processes.ts'
import { seedFeed } from './seed-feed.ts'
import { startSeededApp } from './seeded-app.ts'

const [only, size] = process.argv.slice(2)
const minutes = only === 'turns' && size ? Number(size) : 2
const cruds = only === 'start' && size ? Number(size) : 1_000_000
/** Megabytes of a ring, milliseconds after the end of a minute, and shares of what it is compared with. */
const limits = { ringMb: 5, destroyedMs: 1_000, home: 0.9, start: 0.9 }

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number

function report(name: string, figure: string, isMet: boolean): void {
  if (!isMet) process.exitCode = 1
  console.log(`${(isMet ? 'ok' : 'UNDER').padStart(5)} ${name.padEnd(28)} ${figure}`)
}

await using empty = await startBenchDatabase()
for (const [name, measure] of Object.entries({ turns: measureTurns, home: measureHome, start: measureStart })) {
  if (!only || only === name) await measure()
}

async function measureTurns(): Promise<void> {
  const dir = join(empty.dir, 'ring')
  await (await openFileKeyRing({ dir, now: new Date(), create: true })).close()
  const written = { writes: 0, bytes: 0, syncs: 0 }
  const disk = counted((await openRingDisk(join(dir, 'ring'))) as RingDisk, written)
  const lock = createRingLock(join(dir, 'ring.lock'))
  const ring = await openRingOn(disk, lock, { path: dir, onDamage: () => {} })
  const stop = startDestroyingKeys({ keys: ring, db: empty.db, log: pino({ level: 'silent' }) })
  const turned = async (from: number | undefined) => {
    for (;;) {
      const to = ring.destroyedUpTo()
      if (to !== undefined && to !== from) return to
      await sleep(1)
    }
  }
  let minute = await turned(undefined)
  // The first turn may be of a ring that has stood still.
  Object.assign(written, { writes: 0, bytes: 0, syncs: 0 })
  const lateMs: number[] = []
  for (let n = 0; n < minutes; n++) {
    minute = await turned(minute)
    lateMs.push(Date.now() - endOfMinute(minute - 1).getTime())
  }
  await stop()
  await ring.close()
  const mb = ringBytes / 1e6
  report('the ring', `${mb.toFixed(1)} MB, at most ${limits.ringMb}`, mb < limits.ringMb)
  const each = (count: number) => (count / minutes).toFixed(0)
  report(
    'destroyed, durably',
    `${lateMs.map((ms) => ms.toFixed(0)).join(', ')} ms after the end of a minute, at most ${limits.destroyedMs}`,
    Math.max(...lateMs) <= limits.destroyedMs,
  )
  console.log(
    `      which writes ${each(written.bytes)} bytes in ${each(written.writes)} writes and ${each(written.syncs)} syncs`,
  )
}

function counted(disk: RingDisk, written: { writes: number; bytes: number; syncs: number }): RingDisk {
  return {
    ...disk,
    async write(offset, bytes) {
      written.writes++
      written.bytes += bytes.length
      await disk.write(offset, bytes)
    },
    async sync() {
      written.syncs++
      await disk.sync()
    },
  }
}

async function measureHome(): Promise<void> {
  const apps = await Promise.all([false, true].map((seal) => startSeededApp((db) => seedFeed(db, 20_000), { seal })))
  const pages = await Promise.all(
    apps.map(async ({ app, db, tokenOf }) => {
      const { rows } = await sql<{ sub: string }>`select cognito_user_uuid as sub from users limit 1`.execute(db)
      const authorization = `Bearer ${await tokenOf(rows[0]?.sub as string)}`
      return async () => {
        const started = performance.now()
        const { statusCode } = await app.inject({ url: '/api/activities/home', headers: { authorization } })
        if (statusCode !== 200) throw new Error(`home: ${statusCode}`)
        return performance.now() - started
      }
    }),
  )
  const [plain, sealed] = [[] as number[], [] as number[]]
  for (let n = 0; n < 1_500; n++) {
    for (const [page, times] of [
      [pages[0], plain],
      [pages[1], sealed],
    ] as const) {
      const ms = await page?.()
      if (n >= 300 && ms !== undefined) times.push(ms)
    }
  }
  for (const { close } of apps) await close()
  const share = median(plain) / median(sealed)
  report(
    'home, a member, one by one',
    `${median(sealed).toFixed(2)} ms, with plain words ${median(plain).toFixed(2)} ms: ${share.toFixed(2)}, at least ${limits.home}`,
    share >= limits.home,
  )
}

async function measureStart(): Promise<void> {
  await using full = await startBenchDatabase(async (db) => {
    await seedFeed(db, cruds)
    // Nobody opens them at a start, so noise in place of sealed words does.
    await sql`update activities set sealed = set_byte(sealed, 0, 1)`.execute(db)
  })
  const start = async (database: typeof full) => {
    const started = performance.now()
    const server = await startCruddur(database)
    const ms = performance.now() - started
    await server[Symbol.asyncDispose]()
    return ms
  }
  const times = new Map([empty, full].map((database) => [database, [] as number[]]))
  for (let round = 0; round < 6; round++) {
    for (const [database, list] of times) {
      const ms = await start(database)
      // The first makes the ring.
      if (round > 0) list.push(ms)
    }
  }
  const [none, many] = [...times.values()].map(median) as [number, number]
  report(
    `start, ${cruds.toLocaleString('en')} cruds`,
    `${many.toFixed(0)} ms, with none ${none.toFixed(0)} ms: ${(none / many).toFixed(2)}, at least ${limits.start}`,
    none / many >= limits.start,
  )
}
