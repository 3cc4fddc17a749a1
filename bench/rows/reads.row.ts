import { sql } from 'kysely'
import { type Asked, cycle, fromMany, homePath, record } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import { inTurn, type Row } from '../row.ts'
import { sendTheSame } from '../same-bytes.ts'
import { busy } from '../seed-stage.ts'
import type { Member, Stage } from '../stage.ts'
import { statementsPerSecond } from '../statements.ts'

type ReadOptions = { members?: number; signedIn?: boolean; connections?: number }

/** Costly reads share three connections to the database: more clients would only wait. */
const costly = { connections: 8 }

/**
 * What many members ask for in turn, beside the statements of the same requests. What the server answers without its database is
 * compared with bare HTTP.
 */
function read(
  name: string,
  measure: string,
  paths: (stage: Stage, member: Member, n: number) => string | Promise<string>,
  { members = busy.people, signedIn = true, connections = 64 }: ReadOptions = {},
): Row<'rate'> {
  return {
    name,
    measure: `${measure}, ${connections} connections`,
    limit: 'the same SQL on 32 prepared connections, or bare node:http where no SQL is needed',
    figures: { rate: { words: 'of the rate of the limit', reach: { atLeast: 0.5 }, unit: '/s' } },
    async start(stage) {
      const { cruddur, seconds, database } = stage
      const requests: Asked[] = []
      for (const [n, member] of (await stage.signIn(stage.many(members))).entries()) {
        requests.push({ path: await paths(stage, member, n), token: signedIn ? member.token : undefined })
      }
      const recorded = await record(cruddur, requests)
      const statements = recorded.map((each) => each.statements).filter((list) => list.length > 0)
      const bytes = cycle(requests.map(fromMany))
      const ours = () =>
        requestsPerSecond(
          { address: cruddur.address, request: () => bytes()() },
          { seconds, connections: stage.many(connections) },
        )
      const same = statements.length === 0 && (await sendTheSame(cruddur, await stage.bare(), requests[0] as Asked))
      const limit = () =>
        same
          ? requestsPerSecond(same, { seconds, connections: stage.many(connections) })
          : statementsPerSecond(database.connectionUrl, cycle(statements), { seconds, connections: stage.many(32) })
      const side = inTurn({ ours, limit })
      return async () => ({ rate: await side() })
    },
  }
}

/** The crud with replies of a busy person. */
async function pathOfThread({ database }: Stage, { handle }: Member, n: number): Promise<string> {
  const { rows } = await sql<{ uuid: string }>`select uuid from bench_threads where n = ${n + 1}`.execute(database.db)
  return `/api/activities/@${handle}/status/${rows[0]?.uuid}`
}

const pathOfSearch = (_stage: Stage, _member: Member, n: number) =>
  `/api/activities/search?term=w${(n + 5).toString(36)}`

export const reads: readonly Row[] = [
  read('home-member', 'home of 100 members, feed=all', () => `${homePath}&feed=all`, { members: 100 }),
  read('home-following', 'home of 100 members who follow 200 people each', () => `${homePath}&feed=following`, {
    members: 100,
  }),
  read('status', 'status page with 50 replies, by a member', pathOfThread),
  read('profile', 'profile, by a member', (_, { handle }) => `/api/activities/@${handle}?limit=20`),
  read('notifications', '2,000 likes in 20 groups', () => '/api/activities/notifications'),
  read('messages', 'list of 25 groups of messages', () => '/api/message_groups'),
  read('search', 'search for a frequent word, by visitors', pathOfSearch, { ...costly, signedIn: false }),
  read('trends', 'trends, by a member', () => '/api/trends', costly),
  read('suggestions', 'people to follow, by a member', () => '/api/users/suggested', costly),
]
