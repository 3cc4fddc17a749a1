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
  const ring = await openRing(keys, log, { now, create: !wanted || isOver(wanted, now) }).catch((error) => {
    if (!(error instanceof KeyRingError)) throw error
    throw new StartupError(keys.setting, `${error.message}. ${needed(wanted)}`, { cause: error })
  })
  try {
    await agreeOnRing(db, ring, keys.setting)
  } catch (error) {
    await ring.close()
    throw error
  }
  return ring
}

async function openRing(
  keys: Config['keys'],
  log: FastifyBaseLogger,
  { now, create }: { now: Date; create: boolean },
): Promise<KeyRing> {
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
    const held = ring.markOf(wanted.minute)
    const agrees = held?.ring === wanted.ring && held.check.equals(wanted.check)
    if (!agrees && !isOver(wanted, await selectNow(transaction))) {
      throw new StartupError(setting, `holds the key ring ${ring.id}, or an old copy of it. ${needed(wanted)}`)
    }
    await updateRingMark(transaction, ring.mark())
  })
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
