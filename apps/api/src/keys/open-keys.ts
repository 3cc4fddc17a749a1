import { type KeyRing, KeyRingError, type RingMark } from '@cruddur/key-ring/key-ring.port'
import { endOfMinute, minuteOf, nameOfMinute } from '@cruddur/key-ring/minutes'
import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config/config.ts'
import { insertRingMark, selectNow, selectRingMark, updateRingMark } from './key-ring.store.ts'

/**
 * Opens the ring of the settings. Makes it if the database was never used with one, or if nothing that lives was sealed with
 * the one before.
 *
 * @throws StartupError if it is not the ring with which the database's words are sealed
 */
export async function openKeys({ keys }: Pick<Config, 'keys'>, db: Db, log: FastifyBaseLogger): Promise<KeyRing> {
  const now = await selectNow(db)
  const wanted = await selectRingMark(db)
  const create = !wanted || isOver(wanted, now)
  const ring = await openRing(keys, log, { now, create }).catch((error) => refuse(error, keys.setting, wanted))
  try {
    await agreeOnRing(db, ring, keys.setting)
  } catch (error) {
    await ring.close()
    throw error
  }
  return ring
}

/**
 * Opens the ring only to look whether it is the right one. Makes and records nothing.
 *
 * @throws StartupError if there is none, or another
 */
export async function checkKeys({ keys }: Pick<Config, 'keys'>, db: Db, log: FastifyBaseLogger): Promise<KeyRing> {
  const now = await selectNow(db)
  const wanted = await selectRingMark(db)
  const ring = await openRing(keys, log, { now, create: false }).catch((error) => refuse(error, keys.setting, wanted))
  if (!wanted || agrees(ring, wanted) || isOver(wanted, now)) return ring
  await ring.close()
  throw otherRing(keys.setting, ring, wanted)
}

async function openRing(
  keys: Config['keys'],
  log: FastifyBaseLogger,
  { now, create }: { now: Date; create: boolean },
): Promise<KeyRing> {
  if (keys.kind === 'dynamodb') {
    const { connectKeyRing } = await import('@cruddur/key-ring/dynamodb/connect-key-ring')
    return connectKeyRing(keys, { now, create })
  }
  const { openFileKeyRing } = await import('@cruddur/key-ring/file/file-key-ring')
  const onDamage = (minutes: readonly number[]) =>
    log.error(
      { minutes: minutes.map(nameOfMinute) },
      'the disk damaged keys: what ends in these minutes can no longer be read',
    )
  return openFileKeyRing({ dir: keys.dir, now, create, onDamage })
}

/** Servers that start together on an empty database agree here: the first to come records its ring. */
async function agreeOnRing(db: Db, ring: KeyRing, setting: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await insertRingMark(transaction, ring.mark())
    const wanted = (await selectRingMark(transaction, { forUpdate: true })) as RingMark
    if (!agrees(ring, wanted) && !isOver(wanted, await selectNow(transaction))) throw otherRing(setting, ring, wanted)
    await updateRingMark(transaction, ring.mark())
  })
}

function agrees(ring: KeyRing, wanted: RingMark): boolean {
  const held = ring.markOf(wanted.minute)
  return held?.ring === wanted.ring && held.check.equals(wanted.check)
}

function otherRing(setting: string, ring: KeyRing, wanted: RingMark): StartupError {
  const which = ring.id === wanted.ring ? 'an old copy of its key ring' : `the key ring ${ring.id}`
  return new StartupError(setting, `holds ${which}. ${needed(wanted)}`)
}

function refuse(error: unknown, setting: string, wanted: RingMark | null): never {
  if (!(error instanceof KeyRingError)) throw error
  throw new StartupError(setting, `${error.message}. ${needed(wanted)}`, { cause: error })
}

/** Nothing lives that was sealed when this was the farthest minute. */
function isOver({ minute }: RingMark, now: Date): boolean {
  return minute < minuteOf(now)
}

function needed(wanted: RingMark | null): string {
  if (!wanted) return 'A directory is needed in which this server may keep keys'
  const until = endOfMinute(wanted.minute).toISOString().slice(0, 10)
  return (
    `The words in this database are sealed with the keys of ring ${wanted.ring}: use it, or see "Keys" in docs/operate.md ` +
    `for what to do when it is lost. On ${until} the last of those words will have ended`
  )
}
