import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStubBucket, type StubbedBucket } from '../../test/open-stub-bucket.ts'
import { Refusal } from '../model/errors.ts'
import { lockKey } from '../model/own-keys.ts'
import { takeLock } from './lock.ts'
import { encodeHolder, type Holder, newHolder } from './lock-holder.ts'

let site: StubbedBucket
beforeEach(async () => {
  site = await openStubBucket()
})
afterEach(() => site.close())

const key = lockKey('')

function standing() {
  return JSON.parse(String(site.stub.objects.get(key)?.body)) as Holder
}

function place(change: Partial<Holder> = {}) {
  return site.bucket.put(key, encodeHolder({ ...newHolder(Date.now(), 600_000), ...change }), {})
}

/** A number that a process of this machine had. */
function deadProcess() {
  return spawnSync(process.execPath, ['-e', '']).pid
}

describe('takeLock', () => {
  it('says who has it and until when, and lets go of it', async () => {
    const lock = await takeLock(site.bucket, '', { now: () => 1_000_000 })
    expect(standing()).toMatchObject({
      pid: process.pid,
      started_at: '1970-01-01T00:16:40.000Z',
      expires_at: '1970-01-01T00:26:40.000Z',
    })
    await lock.release()
    await lock.renewing
    expect(site.stub.objects.size).toBe(0)
    expect(Object.fromEntries(site.bucket.requests)).toEqual({ PutObject: 1, DeleteObjects: 1 })
  })

  it('is for what is below a prefix', async () => {
    await takeLock(site.bucket, 'docs/')
    await takeLock(site.bucket, 'blog/')
    expect([...site.stub.objects.keys()]).toEqual(['docs/.site-sync/lock.json', 'blog/.site-sync/lock.json'])
  })

  it('lets one of many in that come at once', async () => {
    const takers = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(site.bucket, '')))
    const won = takers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = takers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(won).toHaveLength(1)
    expect(refused.every((one) => one instanceof Refusal)).toBe(true)
    await won[0]?.release()
    await (await takeLock(site.bucket, '')).release()
  })

  it('is refused while another run has it, and says whose it is', async () => {
    await place({ host: 'runner-7', pid: 4711, machine: 'another', started_at: '2026-01-02T03:04:05.000Z' })
    const until = standing().expires_at
    const words = new RegExp(`runner-7 \\(process 4711\\) since 2026-01-02T03:04:05.000Z.*until ${until}`)
    await expect(takeLock(site.bucket, '')).rejects.toThrow(words)
    expect(standing().pid).toBe(4711)
  })

  it('is taken over when its time is over, by one of many', async () => {
    await place({ machine: 'another', expires_at: new Date(Date.now() - 1).toISOString() })
    const takers = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(site.bucket, '')))
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(standing().pid).toBe(process.pid)
  })

  it('is taken over at once when its process on this machine is dead', async () => {
    await place({ pid: deadProcess() })
    await (await takeLock(site.bucket, '')).release()
    await place({ pid: deadProcess(), machine: 'another' })
    await expect(takeLock(site.bucket, '')).rejects.toThrow(Refusal)
  })

  it.each([
    '',
    'null',
    '{"id":"a"}',
    '<html>',
    '{"id":"a","host":"h","pid":1,"machine":"m","started_at":"x","expires_at":"y"}',
  ])('leaves alone what is no lock: %s', async (text) => {
    await site.bucket.put(key, Buffer.from(text), {})
    await expect(takeLock(site.bucket, '')).rejects.toThrow(/no lock/)
    expect(String(site.stub.objects.get(key)?.body)).toBe(text)
  })

  it('knows its own when the reply was lost', async () => {
    site.stub.faults.drop(1, 'after', { operation: 'PutObject' })
    await (await takeLock(site.bucket, '')).release()
    expect(site.stub.objects.size).toBe(0)
  })
})

describe('a lock', () => {
  it('is renewed while it is held, and not after', async () => {
    const clock = { now: 0 }
    const lock = await takeLock(site.bucket, '', { life: 1_000, every: 5, now: () => clock.now })
    clock.now = 500
    await expect.poll(() => standing().expires_at).toBe('1970-01-01T00:00:01.500Z')
    expect(standing().started_at).toBe('1970-01-01T00:00:00.000Z')
    await lock.release()
    const puts = site.bucket.requests.get('PutObject')
    expect(site.stub.objects.size).toBe(0)
    await (await takeLock(site.bucket, '', { every: 1_000_000 })).release()
    expect(site.bucket.requests.get('PutObject')).toBe((puts ?? 0) + 1)
  })

  it('says when it was lost, and leaves it to who has it', async () => {
    const lock = await takeLock(site.bucket, '', { every: 5 })
    await place({ pid: 4711, machine: 'another' })
    await expect(lock.renewing).rejects.toThrow(Refusal)
    await lock.release()
    expect(standing().pid).toBe(4711)
  })

  it('gets over a renewal that fails while there is time', async () => {
    const lock = await takeLock(site.bucket, '', { every: 5 })
    const first = site.stub.objects.get(key)?.etag
    site.stub.faults.fail(1, { operation: 'PutObject', code: 'AccessDenied', status: 403 })
    await expect.poll(() => site.stub.objects.get(key)?.etag).not.toBe(first)
    await lock.release()
    expect(site.stub.objects.size).toBe(0)
  })

  it('is lost when it cannot be renewed in time', async () => {
    const clock = { now: 0 }
    const lock = await takeLock(site.bucket, '', { life: 100, every: 5, now: () => clock.now })
    site.stub.faults.fail(1000, { operation: 'PutObject', code: 'AccessDenied', status: 403 })
    clock.now = 101
    await expect(lock.renewing).rejects.toThrow(/lost/)
  })

  it('is not removed past its time when another has it by then', async () => {
    const clock = { now: 0 }
    const lock = await takeLock(site.bucket, '', { life: 100, now: () => clock.now })
    await place({ pid: 4711, machine: 'another' })
    clock.now = 101
    await lock.release()
    expect(standing().pid).toBe(4711)
  })

  it('stands when it cannot be removed, and the caller hears of it', async () => {
    const lock = await takeLock(site.bucket, '')
    site.stub.undeletable.add(key)
    await expect(lock.release()).rejects.toThrow(/lock\.json \(AccessDenied\)/)
    expect(standing().pid).toBe(process.pid)
  })
})
