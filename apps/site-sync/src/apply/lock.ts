import { deferred } from '../model/deferred.ts'
import { Refusal } from '../model/errors.ts'
import { lockKey } from '../model/own-keys.ts'
import { type Bucket, ConditionFailed } from '../s3/bucket.ts'
import { encodeHolder, type Holder, isStale, newHolder, parseHolder } from './lock-holder.ts'

export type LockOptions = {
  /** Milliseconds for which it holds when nobody renews it. */
  life?: number
  /** Milliseconds between renewals. */
  every?: number
  now?: () => number
}

export type Lock = {
  /** Whether it was the lock of another run that had died. */
  readonly isTakenOver: boolean
  /** Resolves when the lock was released; rejects with a `Refusal` when it was lost before. */
  readonly renewing: Promise<void>
  /**
   * Removes the lock, so that others can run. A lock that another run took is left alone. Throws when it could not be
   * removed: then it holds until it expires.
   */
  release(): Promise<void>
}

const tenMinutes = 600_000
const threeMinutes = 180_000

/**
 * Makes this run the only one that changes what is below the prefix.
 *
 * @throws Refusal when another run is going on
 */
export async function takeLock(bucket: Bucket, prefix: string, options: LockOptions = {}): Promise<Lock> {
  const { life = tenMinutes, every = threeMinutes, now = Date.now } = options
  const key = lockKey(prefix)
  const holder = newHolder(now(), life)
  const { isTakenOver, ...acquired } = await acquire(bucket, key, holder, now)
  let { etag } = acquired
  let expires = now() + life
  let lost: Refusal | null = null
  let timer: NodeJS.Timeout | undefined
  let renewal: Promise<void> = Promise.resolve()
  const { promise: renewing, resolve, reject } = deferred<void>()
  // A caller that ignores it notices when the next write fails.
  renewing.catch(() => {})

  const renew = async () => {
    const until = now() + life
    try {
      const renewed = encodeHolder({ ...holder, expires_at: new Date(until).toISOString() })
      etag = await bucket.put(key, renewed, headers, { ifMatch: etag })
      expires = until
    } catch (error) {
      // Anything else may pass before the time is over.
      if (!(error instanceof ConditionFailed) && now() < expires) return
      lost = new Refusal(`the lock ${bucket.name}/${key} was lost: another run may be changing the bucket`)
      reject(lost)
    }
  }
  const schedule = () => {
    timer = setTimeout(() => {
      renewal = renew().then(() => {
        if (!lost && timer) schedule()
      })
    }, every)
    timer.unref()
  }
  schedule()

  return {
    isTakenOver,
    renewing,
    async release() {
      clearTimeout(timer)
      timer = undefined
      await renewal
      if (lost) return
      // Past its time somebody else may have taken it, and then it is not ours to remove.
      if (now() < expires || (await isStill(bucket, key, holder))) await bucket.delete([key])
      resolve()
    },
  }
}

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }

async function acquire(bucket: Bucket, key: string, holder: Holder, now: () => number) {
  const body = encodeHolder(holder)
  // Again, because the holder may release the lock between two of our requests.
  for (let tries = 1; ; tries += 1) {
    const there = tries === 1 ? null : await bucket.get(key)
    const standing = there && parseHolder(there.body)
    if (there && !(standing && isStale(standing, now()))) throw taken(bucket, key, standing)
    try {
      const etag = await bucket.put(key, body, headers, { ifMatch: there?.etag ?? null })
      return { etag, isTakenOver: there !== null }
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      if (tries >= 4) throw taken(bucket, key, null)
    }
  }
}

async function isStill(bucket: Bucket, key: string, holder: Holder): Promise<boolean> {
  const there = await bucket.get(key)
  return there !== null && parseHolder(there.body)?.id === holder.id
}

function taken(bucket: Bucket, key: string, by: Holder | null): Refusal {
  const where = `s3://${bucket.name}/${key}`
  if (!by) return new Refusal(`another run is going on, or ${where} is no lock: look at it`)
  const who = `on ${by.host} (process ${by.pid}) since ${by.started_at}`
  const until = `Its lock ${where} holds until ${by.expires_at}, unless it is renewed.`
  return new Refusal(`another run is going on, ${who}. ${until} If you know that it is dead, delete that object.`)
}
