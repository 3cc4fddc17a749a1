import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { burnActivity, createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { homeActivities } from '@cruddur/contract/feeds'
import { createMessage, listMessages } from '@cruddur/contract/messages'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { reportActivity } from '@cruddur/contract/reports'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import { decodeSlot, minuteRegion, slotBytes } from '@cruddur/key-ring/file/ring-layout'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { openAdapters } from '../adapters.ts'
import { buildApp } from '../app.ts'
import { parseConfig } from '../config/config.ts'
import { createTokens } from '../features/identity/embedded/tokens/tokens.ts'
import { createMetrics } from '../telemetry/metrics/metrics.ts'
import { type CallOptions, call } from '../testing/contract-call.ts'
import { writeTestShell } from '../testing/test-shell.ts'
import { endLogFile, makeArchivedCluster, recoverFromArchive, takeBaseBackup } from './testing/archived-cluster.ts'
import { directWords, probes, replyWords, type Scene, words } from './testing/expiry-probes.ts'

const log = pino({ level: 'silent' })
const evidenceWords = 'canary-evidence-55d0'
const anHourMs = 3_600_000

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-copy-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** The product on a data directory, with the PostgreSQL and the keys in it. Nothing erases. */
async function startIn(dir: string) {
  const limits = { RATE_LIMIT_ADDRESS: '10000/1min', RATE_LIMIT_PERSON: '10000/1min' }
  const config = parseConfig({ DATA_DIR: dir, MODERATORS: 'picard', ...limits })
  const opened = new AsyncDisposableStack()
  onTestFinished(() => opened.disposeAsync())
  const metrics = createMetrics()
  const adapters = await openAdapters(config, log, opened, { metrics })
  const webRoot = await writeTestShell(tempDir())
  const app = await buildApp(config, { ...adapters, log, metrics, tracing: null, webRoot })
  opened.defer(() => app.close())
  const tokens = createTokens({ db: adapters.db, issuer: config.backendUrl })
  return { ...adapters, app, tokens, close: () => opened.disposeAsync() }
}
type Product = Awaited<ReturnType<typeof startIn>>

type Person = { uuid: string; sub: string; handle: string }

async function insertPeople({ db }: Product): Promise<Person[]> {
  const { rows } = await sql<Person>`
    insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), handle, handle from unnest(array['worf', 'data', 'picard']) handle
    returning uuid, cognito_user_uuid as sub, handle`.execute(db)
  return rows
}

async function as({ tokens }: Product, { sub }: Person): Promise<CallOptions> {
  return { as: { token: await tokens.issue({ sub, sessionId: sub, signedInAt: new Date() }) } }
}

/** The endpoints of the contract whose answer to this person holds one of these words. */
async function telling(words: RegExp, product: Product, person: Person, scene: Scene): Promise<string[]> {
  const names: string[] = []
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    if (endpoint.method !== 'GET') continue
    const { args = () => ({}), headers = {} } = probes[name] ?? {}
    const { raw } = await call(product.app, endpoint, args(scene), { ...(await as(product, person)), headers })
    expect(raw.statusCode, name).toBeLessThan(500)
    if (words.test(raw.body)) names.push(name)
  }
  return names
}

/** The key of the minute of an instant, as it is in the file of a ring. */
function keyOnDisk(keysDir: string, instant: string): Buffer {
  const ring = readFileSync(join(keysDir, 'ring'))
  const at = minuteRegion.offset + (minuteOf(new Date(instant)) % minuteRegion.size) * slotBytes
  return decodeSlot(ring.subarray(at, at + slotBytes))?.key as Buffer
}

const filesWith = (dir: string, bytes: string | Buffer) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readIfThere(path).includes(bytes))

/** PostgreSQL removes files while others read them. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}

it('guarantee 11: a base backup and the archived log, restored with the present keys, tell nobody what has ended', {
  timeout: 90_000,
}, async () => {
  const [original, archive, backup, restored, stolen] = [tempDir(), tempDir(), tempDir(), tempDir(), tempDir()] as const
  await makeArchivedCluster(original, archive)
  const before = await startIn(original)
  const [worf, data, picard] = (await insertPeople(before)) as [Person, Person, Person]
  const publish = async (message: string, ttl: '1-hour' | '1-day') =>
    (await call(before.app, createActivity, { message, ttl }, await as(before, worf))).reply
  const { uuid, expires_at } = await publish(`${words} #canary`, '1-hour')
  const answer = { uuid, message: replyWords }
  const { reply } = await call(before.app, replyToActivity, answer, await as(before, worf))
  await publish('canlive-77', '1-day')
  const burnt = await publish('canary-burnt-08ac', '1-hour')
  const reported = await publish(evidenceWords, '1-hour')
  const complaint = { uuid: reported.uuid, reason: 'spam', note: 'canary-note-b1f7' }
  expect((await call(before.app, reportActivity, complaint, await as(before, data))).status).toBe(200)
  const message = { handle: worf.handle, message: directWords }
  const message_group_uuid = groupUuidOf(worf.uuid, data.uuid)
  expect((await call(before.app, createMessage, message, await as(before, data))).status).toBe(200)
  const [direct] = (await call(before.app, listMessages, { message_group_uuid }, await as(before, data))).reply

  await takeBaseBackup(original, backup)
  // These are in the archive alone.
  await publish('canary-archived-93e2', '1-hour')
  await publish('canlive-77 in the archive', '1-day')
  expect((await call(before.app, burnActivity, { uuid: burnt.uuid }, await as(before, worf))).status).toBe(200)
  await endLogFile(before.db)
  cpSync(join(original, 'keys'), join(stolen, 'keys'), { recursive: true })
  const deadKeys = [expires_at, direct?.expires_at ?? ''].map((instant) => keyOnDisk(join(stolen, 'keys'), instant))
  for (const key of deadKeys) expect(filesWith(original, key)).toEqual([join(original, 'keys', 'ring')])

  // The minutes in which the cruds end are over, by the clock of the ring.
  await before.keys.destroyPast(new Date(Date.now() + 2 * anHourMs))
  await before.close()
  cpSync(backup, join(restored, 'postgres'), { recursive: true })
  recoverFromArchive(join(restored, 'postgres'), archive)
  renameSync(join(original, 'keys'), join(restored, 'keys'))
  const after = await startIn(restored)

  // The copy believes that everything lives, and with the keys of then it would tell.
  const { rows } = await sql<SealedRow>`select uuid, sealed from live_activities`.execute(after.db)
  const thief = await openFileKeyRing({ dir: join(stolen, 'keys'), now: new Date(), create: false })
  const told = openCruds(thief, rows).map(({ message }) => message)
  await thief.close()
  const living = ['canlive-77 in the archive', 'canlive-77']
  const dead = [`${words} #canary`, replyWords, evidenceWords, 'canary-archived-93e2']
  expect(told.sort()).toEqual([...living, ...dead].sort())

  const crud = { uuid, reply: reply.uuid, handle: worf.handle, expires_at }
  const scene = { ...crud, direct: direct?.uuid ?? '', message_group_uuid }
  const home = await call(after.app, homeActivities, {}, await as(after, data))
  expect(home.reply.map(({ message }) => message)).toEqual(living)
  const messages = await call(after.app, listMessages, { message_group_uuid }, await as(after, data))
  expect(messages.reply.map(({ message }) => message)).toEqual([directWords])
  const evidence = await call(after.app, listReports, {}, await as(after, picard))
  expect(evidence.raw.body).toContain(evidenceWords)
  const ended = new RegExp([words, replyWords, evidenceWords, '"canary"', 'canary-(burnt|archived)'].join('|'))
  for (const person of [worf, data]) expect(await telling(ended, after, person, scene)).toEqual([])

  // So are those of messages and evidence, 30 days later.
  await after.keys.destroyPast(new Date(Date.now() + 31 * 24 * anHourMs))
  for (const person of [worf, data, picard]) {
    expect(await telling(/canary|canlive-77/, after, person, scene)).toEqual([])
  }
  await sql`checkpoint`.execute(after.db)
  for (const dir of [original, archive, backup, restored]) {
    expect(filesWith(dir, 'canary')).toEqual([])
    for (const key of deadKeys) expect(filesWith(dir, key)).toEqual([])
  }
})
