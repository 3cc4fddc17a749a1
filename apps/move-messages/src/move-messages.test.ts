import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import type { Archived } from '@cruddur/message-stores/archive/archived-group'
import type { MessageSource } from '@cruddur/message-stores/archive/message-source.port'
import type { MessageTarget } from '@cruddur/message-stores/archive/message-target.port'
import { createDynamodbArchive } from '@cruddur/message-stores/dynamodb/dynamodb-archive'
import { createDynamodbMessages } from '@cruddur/message-stores/dynamodb/dynamodb-messages'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import type { Group, Messages } from '@cruddur/message-stores/messages.port'
import { createPostgresArchive } from '@cruddur/message-stores/postgres/postgres-archive'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { type Emulator, emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import { insertPerson } from '@cruddur/message-stores/testing/people'
import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { moveMessages } from './move-messages.ts'
import { selectPeople } from './people.store.ts'

type Archive = MessageSource & MessageTarget

describe.skipIf(!emulator)('moving messages', () => {
  let db: Db
  let drop: () => Promise<void>
  let dynamodb: Emulator
  let client: DynamoDBClient
  let keys: KeyRing
  let table: string
  let postgres: { archive: Archive; messages: Messages }
  let dynamo: { archive: Archive; messages: Messages }
  let people: string[]
  beforeAll(async () => {
    ;({ db, drop } = await createTestDatabase(inject('postgresUrl')))
    keys = await openTempKeyRing()
    dynamodb = await startEmulator()
    client = dynamodb.connect()
  })
  afterAll(async () => {
    client.destroy()
    await dynamodb.stop()
    await drop()
    await keys.close()
  })
  beforeEach(async () => {
    await sql`truncate users cascade`.execute(db)
    table = await dynamodb.createTable()
    postgres = { archive: createPostgresArchive(db, keys), messages: createPostgresMessages(db, keys) }
    const options = { client, table, keys }
    dynamo = { archive: createDynamodbArchive(options), messages: createDynamodbMessages({ ...options, db }) }
    people = await Promise.all(Array.from({ length: 5 }, () => insertPerson(db)))
  })

  const move = (from: MessageSource, to: MessageTarget, more: { keep?: boolean; signal?: AbortSignal } = {}) =>
    moveMessages({ from, to, people: selectPeople(db), keep: false, ...more })

  /** Everybody has written to everybody, has read some, and two have agreed on less time. */
  async function fill(messages: Messages): Promise<void> {
    for (const [n, from] of people.entries()) {
      for (const to of people) if (to !== from) await messages.send({ from, to, text: `${n} to ${people.indexOf(to)}` })
    }
    const [one = '', other = ''] = people
    const group = (await messages.findGroup(groupUuidOf(one, other), one)) as Group
    await messages.shorten(group, 3_600)
    await messages.markRead(group)
  }

  async function contents(archive: MessageSource): Promise<Archived[]> {
    const found: Archived[] = []
    for (const person of people) for await (const archived of archive.groupsOf(person)) found.push(archived)
    return found.sort((a, b) => (a.group.uuid < b.group.uuid ? -1 : 1))
  }
  /** What everybody sees, without what is the stores' own. */
  const lists = (messages: Messages) =>
    Promise.all(
      people.map(async (person) =>
        (await messages.listGroups(person, { limit: 50, after: undefined })).map(({ group, ...shown }) => ({
          ...shown,
          group: { ...group, last: null, latest_at: null },
        })),
      ),
    )

  it.each(['postgres to dynamodb', 'dynamodb to postgres'])(
    '%s takes everything over, and leaves nothing',
    async (way) => {
      const [from, to] = way.startsWith('postgres') ? [postgres, dynamo] : [dynamo, postgres]
      await fill(from.messages)
      const [before, listed] = [await contents(from.archive), await lists(from.messages)]
      const moved = await move(from.archive, to.archive)
      expect(moved).toEqual({
        source: { people: 5, groups: 10, messages: 20, sum: expect.stringMatching(/^[0-9a-f]{64}$/) },
        target: moved.source,
        differing: [],
        left: [],
      })
      expect(await contents(to.archive)).toEqual(before)
      expect(await lists(to.messages)).toEqual(listed)
      expect(await contents(from.archive)).toEqual([])
      const back = await move(to.archive, from.archive)
      expect(back.source.sum).toBe(moved.source.sum)
      expect(await lists(from.messages)).toEqual(listed)
    },
  )

  it('can be stopped anywhere and run again: no message is lost, doubled or left', async () => {
    await fill(postgres.messages)
    const before = await contents(postgres.archive)
    for (let groups = 1; groups < 4; groups++) {
      const stop = new AbortController()
      let done = 0
      const counting: MessageTarget = {
        ...dynamo.archive,
        async restore(archived) {
          await dynamo.archive.restore(archived)
          if (++done === groups) stop.abort()
        },
      }
      await expect(move(postgres.archive, counting, { signal: stop.signal })).rejects.toThrow()
    }
    expect((await move(postgres.archive, dynamo.archive)).differing).toEqual([])
    expect(await contents(dynamo.archive)).toEqual(before)
    expect(await contents(postgres.archive)).toEqual([])
  })

  it('leaves the messages in both stores with keep, and then writes nothing a second time', async () => {
    await fill(postgres.messages)
    const before = await contents(postgres.archive)
    const first = await move(postgres.archive, dynamo.archive, { keep: true })
    const again = { ...dynamo.archive, restore: () => Promise.reject(new Error('was there already')) }
    expect(await move(postgres.archive, again, { keep: true })).toEqual(first)
    expect(await contents(postgres.archive)).toEqual(before)
  })

  it('reports a group that does not arrive complete, and leaves it in the source', async () => {
    await fill(postgres.messages)
    const [{ group }] = (await contents(postgres.archive)) as [Archived]
    const lossy: MessageTarget = {
      ...dynamo.archive,
      restore: ({ group: to, messages }) =>
        dynamo.archive.restore({ group: to, messages: to.uuid === group.uuid ? messages.slice(1) : messages }),
    }
    const { source, target, differing } = await move(postgres.archive, lossy)
    expect([source.messages, target.messages, differing]).toEqual([20, 19, [group.uuid]])
    expect(source.sum).not.toBe(target.sum)
    expect((await contents(postgres.archive)).map((left) => left.group.uuid)).toEqual([group.uuid])
  })

  it('leaves the groups of a deleted account in the source', async () => {
    await fill(dynamo.messages)
    const [gone, ...others] = people.toSorted().reverse()
    await sql`delete from users where uuid = ${gone}`.execute(db)
    const { differing, target } = await move(dynamo.archive, postgres.archive)
    expect([differing.length, target.groups]).toEqual([others.length, 6])
  })
})
