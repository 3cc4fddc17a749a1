import { randomBytes, randomInt } from 'node:crypto'
import type { Activity } from '@cruddur/contract/activities'
import { oneMinuteSeconds } from '@cruddur/contract/activities/one-minute'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import { countAttempt } from '../../attempts/count-attempt.ts'
import type { Limit } from '../../config/setting-values.ts'
import { oneMinuteAuthor } from '../../visibility/one-minute-author.ts'
import { publishSealed, type Stores } from './activities.ts'
import { countOneMinuteCruds, insertOneMinuteAuthor } from './one-minute.store.ts'

/** On all servers, for all visitors together. */
const maxLiving = 200

const chosenWords =
  `acorn amber anchor apple autumn badger bamboo basket beacon birch bramble bridge candle canyon cedar
  cherry cinder cloud clover comet copper coral cricket dahlia dune echo ember falcon feather fern fiddle flint fossil garden
  glacier granite harbour hazel heron honey island ivory jasmine juniper kettle lagoon lantern lemon lichen magnet maple marble
  meadow mirror mosaic nettle nutmeg oak ocean olive orchard otter paper pebble pepper pigeon plum pollen quartz raven ribbon
  river saffron salt shadow silver sparrow spruce starling stone summer teapot thistle thunder timber tulip turnip valley velvet
  violet walnut willow window winter wren yarrow zephyr`.split(/\s+/)

/** Words that nobody wrote, so that nobody can use this to say something. */
function chooseWords(): string {
  const words = new Set<string>()
  while (words.size < 4) words.add(chosenWords[randomInt(chosenWords.length)] as string)
  return [...words].join(' ')
}

/**
 * Publishes a crud that lives one minute, for a visitor who wants to see it end. It's a crud like all others: the same table,
 * the same statements, the same erasure. Only its author is nobody, and its life is shorter than anybody may choose.
 *
 * @param address whose attempts are counted
 * @throws AppError `rate_limited` when this address, or everybody together, has had enough of them
 */
export async function publishOneMinuteCrud(
  { limit, ...stores }: Stores & { limit: Limit },
  address: string,
): Promise<Activity> {
  const { db } = stores
  await countAttempt(db, { action: 'one-minute crud from', subject: address }, limit)
  if ((await countOneMinuteCruds(db)) >= maxLiving) {
    throw new AppError('rate_limited', { retryAfter: oneMinuteSeconds })
  }
  await ensureAuthor(db)
  return publishSealed(stores, { sub: oneMinuteAuthor }, { message: chooseWords(), seconds: oneMinuteSeconds })
}

/** Somebody may have had the handle before it was reserved. */
async function ensureAuthor(db: Db): Promise<void> {
  const free = `one_minute_${randomBytes(4).toString('hex')}`
  for (const handle of ['one_minute', free]) if (await insertOneMinuteAuthor(db, handle)) return
}
