import { createHash } from 'node:crypto'
import type { Invalidate } from '../src/apply/run.ts'
import type { Headers } from '../src/model/change.ts'
import { type Bucket, type Condition, ConditionFailed } from '../src/s3/bucket.ts'

export type WorldObject = { body: Buffer; headers: Headers; etag: string }

/** What is there for good: objects, and when which key changed and which path was invalidated last, counted in steps. */
export type World = {
  objects: Map<string, WorldObject>
  step: number
  changed: Map<string, number>
  invalidated: Map<string, number>
}

/**
 * The request that goes wrong, counted from 0; whether it had its effect; and whether that was the end of the process, as
 * after kill -9, or of that request alone.
 */
export type Fate = { at: number; hasEffect: boolean; isEnd: boolean }

export function etagOf(body: Buffer): string {
  return createHash('md5').update(body).digest('hex')
}

export function newWorld(): World {
  return { objects: new Map(), step: 0, changed: new Map(), invalidated: new Map() }
}

/** A bucket and CloudFront in memory, for one run that may come to an end at any request. */
export function mortalBucket(world: World, fate: Fate | null) {
  const { objects } = world
  const requests = new Map<string, number>()
  let made = 0
  const request = async <T>(operation: string, effect: () => T): Promise<T> => {
    // As over a network: whoever else has something to do gets to it.
    await new Promise(setImmediate)
    requests.set(operation, (requests.get(operation) ?? 0) + 1)
    world.step += 1
    const now = made++
    if (!fate || now < fate.at || (now > fate.at && !fate.isEnd)) return effect()
    if (now === fate.at && fate.hasEffect) effect()
    throw new Error(`${operation} went wrong`)
  }
  const write = (key: string, object: WorldObject) => {
    const before = objects.get(key)
    if (before && (before.etag !== object.etag || !isSame(before.headers, object.headers))) {
      world.changed.set(key, world.step)
    }
    objects.set(key, object)
    return object.etag
  }
  const check = (key: string, { ifMatch }: Condition) => {
    if ((objects.get(key)?.etag ?? null) !== ifMatch) throw new ConditionFailed('PreconditionFailed', 412, key)
  }
  const bucket: Bucket = {
    name: 'site',
    async *list(prefix) {
      const below = () => [...objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1))
      yield await request('List', () => below().map(([key, { etag, body }]) => ({ key, etag, size: body.length })))
    },
    get: (key) => request('Get', () => objects.get(key) ?? null),
    put: (key, body, headers, more = {}) =>
      request('Put', () => {
        if (more.ifMatch !== undefined) check(key, more)
        return write(key, { body, headers, etag: etagOf(body) })
      }),
    putFile: () => Promise.reject(new Error('there are no large files here')),
    replaceHeaders: (key, headers, etag) =>
      request('Copy', () => {
        check(key, { ifMatch: etag })
        const { body } = objects.get(key) as WorldObject
        return write(key, { body, headers, etag })
      }),
    delete: (keys) =>
      request('Delete', () => {
        for (const key of keys) if (objects.delete(key)) world.changed.set(key, world.step)
      }),
    requests,
    close: () => {},
  }
  const invalidate: Invalidate = (paths) =>
    request('Invalidate', () => {
      for (const path of paths) world.invalidated.set(path, world.step)
    })
  return { bucket, invalidate }
}

function isSame(one: Headers, other: Headers) {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
}
