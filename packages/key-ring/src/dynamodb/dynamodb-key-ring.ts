import { randomBytes, randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KMSClient } from '@aws-sdk/client-kms'
import { type DestroyedMinute, type KeyRing, KeyRingError } from '../key-ring.port.ts'
import { createKeysInMemory, type KeysInMemory } from '../keys-in-memory.ts'
import { keyBytes } from '../living-keys.ts'
import { dayOf, daysOfRing, endOfMinute, isReached, minuteOf, minutesOfRing, nameOfDay } from '../minutes.ts'
import { createKeyWrap, type DayKey, type KeyWrap, unwrapKey, wrapKey } from './key-wrap.ts'
import { createRingTable, type Item, nameInHour, type RingTable } from './ring-table.ts'

export type DynamodbRingOptions = {
  client: DynamoDBClient
  kms: KMSClient
  table: string
  /** Id, ARN or alias of the key in KMS that wraps the keys. */
  kmsKey: string
  /** The present, by the clock that deadlines are compared with. */
  now: Date
  /** Whether a ring may be made if there is none. */
  create: boolean
}

/** Items of hours that are made at once, when a ring begins. */
const concurrency = 16

/**
 * A ring in a table of DynamoDB, for servers on any number of machines. Each server has all living keys in memory.
 *
 * @throws KeyRingError if there is none and it may not be made
 */
export async function openDynamodbKeyRing(options: DynamodbRingOptions): Promise<KeyRing> {
  const table = createRingTable(options.client, options.table)
  const minute = minuteOf(options.now)
  const found = await (options.create ? table.makeRing(randomUUID(), minute) : table.findRing())
  const id = found?.['id']?.S
  if (!id) throw new KeyRingError(`the table ${options.table} has no key ring`)
  const keys = createKeysInMemory(id)
  const wrap = createKeyWrap(options.kms, options.kmsKey, id)
  const store = createStore(table, wrap, keys)
  await store.load()
  // A clock that is behind is looked at when keys are destroyed.
  await store.makeAhead(Math.max(turnedToOf(found, minute), minute))
  let turnedTo = -1
  let running: Promise<unknown> = Promise.resolve()

  async function turn(now: Date): Promise<DestroyedMinute[]> {
    const minute = minuteOf(now)
    if (isReached(minute, turnedTo)) return []
    // Whatever AWS answers, nobody can open what is over.
    keys.minutes.forgetBefore(minute)
    keys.days.forgetBefore(dayOf(now))
    const first = firstOf(await table.findRing(), minute)
    const destroyed = await store.destroyBefore(first)
    await table.turnTo(first)
    await store.makeAhead(first)
    turnedTo = first
    const destroyedAt = new Date()
    return destroyed.map((each) => ({ minute: each, overAt: endOfMinute(each), destroyedAt }))
  }

  return {
    id,
    ...keys,
    destroyPast(now) {
      const next = running.then(() => turn(now))
      running = next.catch(() => {})
      return next
    },
    async close() {
      await running
      keys.minutes.forgetAll()
      keys.days.forgetAll()
      store.forget()
      options.client.destroy()
      options.kms.destroy()
    },
  }
}

/** The oldest living minute: that of the ring, while the clock is not far behind it. */
function firstOf(ring: Item | undefined, minute: number): number {
  const turnedTo = turnedToOf(ring, minute)
  return isReached(minute, turnedTo) ? turnedTo : minute
}

function turnedToOf(ring: Item | undefined, otherwise: number): number {
  return Number(ring?.['turned_to']?.N ?? otherwise)
}

function createStore(table: RingTable, wrap: KeyWrap, keys: KeysInMemory) {
  const dayKeys = new Map<number, DayKey>()
  /** The oldest hour and day that may be in the table. */
  let oldest = Number.POSITIVE_INFINITY

  async function dayKeyOf(day: number): Promise<DayKey> {
    const known = dayKeys.get(day)
    if (known) return known
    const item = await table.dayOrMade(day, async () => {
      const made = await wrap.make(day)
      return { key: { B: made.wrapped }, search: { B: wrapKey(made, randomBytes(keyBytes), `day ${day}`) } }
    })
    return takeDay(day, item)
  }

  async function takeDay(day: number, item: Item): Promise<DayKey> {
    try {
      const dayKey = await wrap.unwrap(item['key']?.B ?? new Uint8Array(), day)
      keys.days.put(day, unwrapKey(dayKey, item['search']?.B ?? new Uint8Array(), `day ${day}`))
      dayKeys.set(day, dayKey)
      return dayKey
    } catch (error) {
      const words = `the key of ${nameOfDay(day)} cannot be unwrapped by KMS: ${(error as Error).message}`
      throw new KeyRingError(words, { cause: error })
    }
  }

  const minutesOf = (hour: number) => Array.from({ length: 60 }, (_, minute) => hour * 60 + minute)

  function newMinutes(dayKey: DayKey, minutes: readonly number[]): Item {
    const wrapped = minutes.map((minute) => wrapKey(dayKey, randomBytes(keyBytes), `minute ${minute}`))
    return Object.fromEntries(minutes.map((minute, n) => [nameInHour(minute), { B: wrapped[n] as Buffer }]))
  }

  /** Takes the keys of an hour into memory, from `first` to before `end`. */
  function takeHour(hour: number, item: Item, dayKey: DayKey, first: number, end: number): void {
    for (const minute of minutesOf(hour)) {
      const wrapped = item[nameInHour(minute)]?.B
      if (!wrapped || minute < first || minute >= end) continue
      const key = unwrapKey(dayKey, wrapped, `minute ${minute}`)
      keys.minutes.put(minute, key)
      key.fill(0)
    }
  }

  async function makeHour(hour: number, first: number, isLikelyNew: boolean): Promise<void> {
    const dayKey = await dayKeyOf(Math.floor(hour / 24))
    const wanted = minutesOf(hour).filter((minute) => minute >= first)
    let item = await table.hourOrMade(hour, () => newMinutes(dayKey, wanted), isLikelyNew)
    const lacking = wanted.filter((minute) => !item[nameInHour(minute)])
    // Only after a clock was far ahead: then minutes that it destroyed lie ahead again.
    if (lacking.length > 0) item = await table.addMinutes(hour, newMinutes(dayKey, lacking))
    takeHour(hour, item, dayKey, first, first + minutesOfRing)
  }

  return {
    /** Reads what is there. */
    async load(): Promise<void> {
      const hours: { hour: number; item: Item }[] = []
      const days: { day: number; item: Item }[] = []
      for await (const { kind, unit, item } of table.items()) {
        oldest = Math.min(oldest, kind === 'DAY' ? unit * 24 : unit)
        if (kind === 'DAY') days.push({ day: unit, item })
        else hours.push({ hour: unit, item })
      }
      await Promise.all(days.map(({ day, item }) => takeDay(day, item)))
      const first = Math.min(...hours.map(({ hour }) => hour)) * 60
      for (const { hour, item } of hours) {
        const dayKey = dayKeys.get(Math.floor(hour / 24))
        if (dayKey) takeHour(hour, item, dayKey, first, first + minutesOfRing)
      }
    },

    /** Makes, or takes from other servers, the keys that are lacking from minute `first` on. */
    async makeAhead(first: number): Promise<void> {
      oldest = Math.min(oldest, Math.floor(first / 60))
      const firstDay = Math.floor(first / 1440)
      for (let day = firstDay; day < firstDay + daysOfRing; day++) if (!keys.days.keyOf(day)) await dayKeyOf(day)
      const hours = new Set<number>()
      for (let minute = first; minute < first + minutesOfRing; minute++) {
        if (!keys.minutes.keyOf(minute)) hours.add(Math.floor(minute / 60))
      }
      const waiting = hours.values()
      const isNewRing = hours.size > concurrency
      const work = async () => {
        for (const hour of waiting) await makeHour(hour, first, isNewRing)
      }
      await Promise.all(Array.from({ length: concurrency }, work))
    },

    /** @returns the minutes that this server destroyed, in order */
    async destroyBefore(first: number): Promise<number[]> {
      const destroyed: number[] = []
      const take = (hour: number, names: readonly string[]) =>
        destroyed.push(...names.map((name) => hour * 60 + Number(name.slice(1))))
      const current = Math.floor(first / 60)
      for (let hour = oldest; hour < current; hour++) take(hour, await table.deleteHour(hour))
      const over = minutesOf(current).filter((minute) => minute < first)
      if (over.length > 0) take(current, await table.removeMinutes(current, over.map(nameInHour)))
      for (let day = Math.floor(oldest / 24); day < Math.floor(first / 1440); day++) {
        await table.deleteDay(day)
        dayKeys.get(day)?.key.fill(0)
        dayKeys.delete(day)
      }
      oldest = current
      return destroyed.sort((a, b) => a - b)
    },

    forget(): void {
      for (const { key } of dayKeys.values()) key.fill(0)
      dayKeys.clear()
    },
  }
}
