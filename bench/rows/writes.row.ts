import { randomUUIDv7 } from 'node:crypto'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { sql } from 'kysely'
import { type Asked, bytesOf, cycle, record } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import { inTurn, type Row } from '../row.ts'
import type { Member, Stage } from '../stage.ts'
import { statementsPerSecond, withValues } from '../statements.ts'

const writers = 64

/** How one kind of writing is asked for, and how its recorded statements become those of another request. */
type Writing = {
  next: () => Asked
  /** How many requests are recorded, 1 unless given. */
  samples?: number
  /** Values of the recorded request, and what stands in their place in the next. */
  fresh: (recorded: Asked, reply: Record<string, unknown>) => () => Map<unknown, unknown>
}

/** Writes by 64 people at once, beside the statements of the same requests with the same durability. */
function write(
  name: string,
  measure: string,
  writing: (stage: Stage, people: Member[]) => Promise<Writing>,
): Row<'rate'> {
  return {
    name,
    measure: `${measure}, 64 connections, each on disk before its answer`,
    limit: 'the same statements on 32 prepared connections, as durable',
    figures: { rate: { words: 'of the rate of its SQL', reach: { atLeast: 0.6 }, unit: '/s' } },
    async start(stage) {
      const { cruddur, seconds, database } = stage
      const { next, fresh, samples = 1 } = await writing(stage, await stage.signIn(stage.many(writers)))
      const connections = { http: stage.many(64), sql: stage.many(32) }
      const ours = () =>
        requestsPerSecond(
          { address: cruddur.address, request: () => bytesOf(next()) },
          { seconds, connections: connections.http },
        )
      const limit = async () => {
        // Anew in each round: what is sealed is sealed for one minute.
        const requests = Array.from({ length: samples }, next)
        const recorded = await record(cruddur, requests)
        const statements = cycle(
          recorded.map(({ statements, reply }, n) => {
            if (statements.length === 0) throw new Error(`${name}: the server asked the database nothing`)
            const values = fresh(requests[n] as Asked, reply)
            return () => withValues(statements, values())
          }),
        )
        return statementsPerSecond(database.connectionUrl, () => statements()(), {
          seconds,
          connections: connections.sql,
        })
      }
      const measure = inTurn({ ours, limit })
      return async () => ({ rate: await measure() })
    },
  }
}

const subOf = (people: readonly Member[], token: string | undefined) => people.find((each) => each.token === token)?.sub

/** Cruds of the first half of the people, whom nobody blocks. */
async function someCruds({ database, counts }: Stage): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    select a.uuid from bench_people p join activities a on a.user_uuid = p.uuid
    where p.n <= ${counts.people / 2} and a.reply_to_activity_uuid is null limit 50000`.execute(database.db)
  return rows.map(({ uuid }) => uuid)
}

const create = write('create', 'POST a crud with a tag', async (_stage, people) => {
  const author = cycle(people)
  const subs = cycle(people.map(({ sub }) => sub))
  const body = { message: 'lorem ipsum dolor sit amet #bench', ttl: '1-hour' }
  return {
    next: () => ({ method: 'POST', path: '/api/activities', token: author().token, body }),
    fresh: ({ token }, reply) => {
      const sub = subOf(people, token)
      const minute = minuteOf(new Date(String(reply['expires_at'])))
      return () =>
        new Map<unknown, unknown>([
          [sub, subs()],
          [reply['uuid'], randomUUIDv7()],
          [minute, minuteOf(new Date(Date.now() + 3_600_000))],
        ])
    },
  }
})

const like = write('like', 'POST a like', async (stage, people) => {
  const cruds = await someCruds(stage)
  const [nextCrud, nextPerson] = [cycle(cruds), cycle(people)]
  const next = () => ({ path: nextCrud(), person: nextPerson() })
  return {
    next: () => {
      const { path, person } = next()
      return { method: 'POST', path: `/api/activities/${path}/like`, token: person.token }
    },
    fresh: ({ token }, reply) => {
      const sub = subOf(people, token)
      return () => {
        const { path, person } = next()
        return new Map([
          [sub, person.sub],
          [reply['uuid'], path],
        ])
      }
    },
  }
})

const reply = write('reply', 'POST a reply', async (stage, people) => {
  const [nextCrud, nextPerson] = [cycle(await someCruds(stage)), cycle(people)]
  const body = { message: 'lorem ipsum dolor sit amet' }
  return {
    // Replies to one crud would wait for each other.
    samples: people.length,
    next: () => ({
      method: 'POST',
      path: `/api/activities/${nextCrud()}/reply`,
      token: nextPerson().token,
      body,
    }),
    fresh: ({ token }, made) => {
      const sub = subOf(people, token)
      // The parent stays: another would have another deadline, for which the words are not sealed.
      return () =>
        new Map<unknown, unknown>([
          [sub, nextPerson().sub],
          [made['uuid'], randomUUIDv7()],
        ])
    },
  }
})

const message = write('message', 'POST a direct message to a group', async ({ cruddur }, people) => {
  const pairs = people.map((from, n) => ({ from, to: people[(n + 1) % people.length] as Member }))
  for (const { from, to } of pairs) {
    const first = { method: 'POST', path: '/api/messages', token: from.token } as const
    await record(cruddur, [{ ...first, body: { message: 'hello', handle: to.handle } }])
  }
  const next = cycle(pairs)
  return {
    next: () => {
      const { from, to } = next()
      const body = { message: 'lorem ipsum dolor sit amet', message_group_uuid: groupUuidOf(from.uuid, to.uuid) }
      return { method: 'POST', path: '/api/messages', token: from.token, body }
    },
    samples: pairs.length,
    // The people stay: the statements name them in an order of theirs.
    fresh: (_, made) => {
      const endsAt = Date.parse(String(made['expires_at']))
      const lifetime = endsAt - Date.parse(String(made['created_at']))
      return () =>
        new Map<unknown, unknown>([
          [made['uuid'], randomUUIDv7()],
          [minuteOf(new Date(endsAt)), minuteOf(new Date(Date.now() + lifetime))],
        ])
    },
  }
})

export const writes: readonly Row[] = [create, like, reply, message]
