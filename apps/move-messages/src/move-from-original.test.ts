import { randomUUID } from 'node:crypto'
import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createDynamodbArchive } from '@cruddur/message-stores/dynamodb/dynamodb-archive'
import { createOriginalSource } from '@cruddur/message-stores/dynamodb/original-source'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { type Emulator, emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { moveMessages } from './move-messages.ts'

const day = 86_400_000

describe.skipIf(!emulator)('moving messages from the original’s table', () => {
  let dynamodb: Emulator
  let client: DynamoDBClient
  let keys: KeyRing
  let table: string
  let people: string[]
  beforeAll(async () => {
    keys = await openTempKeyRing()
    dynamodb = await startEmulator()
    client = dynamodb.connect()
  })
  afterAll(async () => {
    client.destroy()
    await dynamodb.stop()
    await keys.close()
  })
  beforeEach(async () => {
    table = await dynamodb.createTable()
    people = [randomUUID(), randomUUID()]
  })
  const zone = process.env['TZ']
  afterEach(() => {
    process.env['TZ'] = zone ?? ''
  })

  const put = (...items: Record<string, string>[]) =>
    client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [table]: items.map((item) => ({
            PutRequest: { Item: Object.fromEntries(Object.entries(item).map(([name, text]) => [name, { S: text }])) },
          })),
        },
      }),
    )
  const row = (member: string, other: string, group: string, sk: string) => ({
    pk: `GRP#${member}`,
    sk,
    message_group_uuid: group,
    message: 'the latest',
    user_uuid: other,
    user_display_name: 'an old name',
    user_handle: 'an_old_handle',
  })
  const message = (group: string, from: string, sk: string, text: string) => ({
    pk: `MSG#${group}`,
    sk,
    message_uuid: randomUUID(),
    message: text,
    user_uuid: from,
  })

  const everybody = async function* () {
    yield* people
  }
  const known = async (uuids: string[]) => new Set(uuids.filter((uuid) => people.includes(uuid)))
  const move = (original: DynamoDBClient = client, keep = false) =>
    moveMessages({
      from: createOriginalSource({ client: original, table, known }),
      to: createDynamodbArchive({ client, table, keys }),
      people: everybody(),
      keep,
    })
  const messages = async () => {
    const [one = '', other = ''] = people
    return (await createDynamodbArchive({ client, table, keys }).find(groupUuidOf(one, other)))?.messages
  }
  const originalRows = async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))
    return Items.filter(({ pk }) => /^(GRP|MSG)#/.test(pk?.S ?? '')).length
  }

  it('takes what has not expired, in the order of instants, and two groups of two people as one', async () => {
    const [one = '', other = ''] = people
    const [first, second] = [randomUUID(), randomUUID()]
    const base = Math.floor(Date.now() / day) * day - 10 * day
    const at = (ms: number, hours: number, micros: string) =>
      `${new Date(base + ms + hours * 3_600_000).toISOString().replace('Z', micros)}${hours < 0 ? '-' : '+'}0${Math.abs(hours)}:00`
    await put(
      row(one, other, first, at(5_000, 2, '999')),
      row(other, one, first, at(5_000, 2, '999')),
      row(other, one, second, at(1_000, 0, '000')),
      message(first, one, at(5_000, 2, '999'), 'third'),
      message(first, other, at(5_000, -7, '001'), 'second'),
      message(second, other, at(1_000, 0, '000'), 'first'),
      message(first, one, new Date(Date.now() - 31 * day).toISOString(), 'too old'),
      message(first, one, 'no time at all', 'unreadable'),
      { ...message(first, one, at(8_000, 0, '000'), 'no uuid'), message_uuid: 'abc' },
      message(first, randomUUID(), at(9_000, 0, '000'), 'a stranger’s'),
    )
    const { source, differing, left } = await move()
    expect([source.groups, source.messages, differing]).toEqual([1, 3, []])
    expect(left.toSorted((one, another) => (one.reason < another.reason ? -1 : 1))).toEqual([
      { reason: 'stranger', messages: 1, people: 0 },
      { reason: 'unreadable', messages: 2, people: 0 },
    ])
    const found = (await messages()) ?? []
    expect(found.map(({ text, created_at }) => [text, Date.parse(created_at) - base])).toEqual([
      ['first', 1_000],
      ['second', 5_000],
      ['third', 5_001],
    ])
    expect(found.map(({ created_at, expires_at }) => Date.parse(expires_at) - Date.parse(created_at))).toEqual(
      [30, 30, 30].map((days) => days * day),
    )
    // Three that cannot be moved, and the three rows by which they are found.
    expect(await originalRows()).toBe(6)
    expect((await move()).left).toHaveLength(2)
    expect(await originalRows()).toBe(6)
  })

  it('takes a time without a zone to be in UTC, wherever it is moved', async () => {
    const [one = '', other = ''] = people
    const group = randomUUID()
    const base = Math.floor(Date.now() / day) * day - 10 * day
    const at = (ms: number) => new Date(base + ms).toISOString().replace('Z', '456')
    await put(
      row(one, other, group, at(0)),
      message(group, one, at(0), 'a'),
      message(group, one, `${at(1)}+00:00`, 'b'),
    )
    process.env['TZ'] = 'Pacific/Kiritimati'
    await move()
    expect((await messages())?.map(({ created_at }) => Date.parse(created_at) - base)).toEqual([0, 1])
  })

  it('removes expired messages, but not with --keep', async () => {
    const [one = '', other = ''] = people
    const old = randomUUID()
    const long = new Date(Date.now() - 31 * day).toISOString()
    await put(row(one, other, old, long), row(other, one, old, long), message(old, one, long, 'too old'))
    const kept = await move(client, true)
    expect([kept.source.groups, kept.left]).toEqual([0, []])
    expect(await originalRows()).toBe(3)
    expect((await move()).source.groups).toBe(0)
    expect(await originalRows()).toBe(0)
    expect(await messages()).toBeUndefined()
  })

  it('leaves what the first Cruddur writes after the group was read', async () => {
    const [one = '', other = ''] = people
    const group = randomUUID()
    const at = (ms: number) => new Date(Date.now() - day + ms).toISOString()
    await put(row(one, other, group, at(0)), row(other, one, group, at(0)), message(group, one, at(0), 'in time'))
    const source = createOriginalSource({ client, table, known })
    for await (const { group: read } of source.groupsOf(one)) {
      await put(message(group, other, at(1), 'too late'))
      await source.remove(read)
    }
    // The late message, and the two rows by which it is found.
    expect(await originalRows()).toBe(3)
    await move()
    expect((await messages())?.map(({ text }) => text)).toEqual(['too late'])
    expect(await originalRows()).toBe(0)
  })

  it('counts what it cannot move, names why, and never removes it', async () => {
    const [one = '', other = ''] = people
    const [gone, alsoGone] = [randomUUID(), randomUUID()]
    const [withGone, amongGone, own, lost] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const at = new Date(Date.now() - day).toISOString()
    const later = new Date(Date.now() - day + 1).toISOString()
    await put(
      row(one, gone, withGone, at),
      message(withGone, gone, at, 'from nobody here'),
      message(withGone, one, later, 'to nobody here'),
      row(gone, alsoGone, amongGone, at),
      row(alsoGone, gone, amongGone, at),
      message(amongGone, gone, at, 'between two who are not here'),
      row(other, other, own, at),
      message(own, other, at, 'to myself'),
      message(lost, one, at, 'in no list'),
    )
    for (const keep of [true, false]) {
      const { source, left } = await move(client, keep)
      expect(source.messages).toBe(0)
      expect(left.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
        { reason: 'no_list', messages: 1, people: 0 },
        { reason: 'to_oneself', messages: 1, people: 0 },
        { reason: 'unknown_people', messages: 3, people: 2 },
      ])
      expect(await originalRows()).toBe(9)
    }
    people.push(gone)
    const { source, left } = await move()
    expect([source.messages, left.find(({ reason }) => reason === 'unknown_people')]).toEqual([
      2,
      { reason: 'unknown_people', messages: 1, people: 1 },
    ])
    expect(await originalRows()).toBe(6)
  })

  it('can be stopped anywhere and run again: each message arrives once, at the same time, and no row is left', async () => {
    const [one = '', other = ''] = people
    const group = randomUUID()
    const at = new Date(Date.now() - day).toISOString()
    const said = Array.from({ length: 60 }, (_, n) =>
      message(group, n % 2 ? one : other, at.replace('Z', `${String(n).padStart(3, '0')}+00:00`), `${n}`),
    )
    await put(row(one, other, group, at), row(other, one, group, at))
    for (let n = 0; n < said.length; n += 20) await put(...said.slice(n, n + 20))
    for (let allowed = 0; ; allowed++) {
      let left = allowed
      const stopping = dynamodb.connect()
      stopping.middlewareStack.add(
        (next) => (args) => (left-- === 0 ? Promise.reject(new Error('stopped')) : next(args)),
        { step: 'initialize' },
      )
      const moved = await move(stopping).catch(() => null)
      stopping.destroy()
      if (!moved) continue
      expect(moved.differing).toEqual([])
      break
    }
    const times = (await messages())?.map(({ text, created_at }) => [text, Date.parse(created_at) - Date.parse(at)])
    expect(times).toEqual(said.map((_, n) => [`${n}`, n]))
    expect(await originalRows()).toBe(0)
  })
})
