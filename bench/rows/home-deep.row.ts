import { encodeCursor } from '../../apps/api/src/http/paging.ts'
import { bytesOf, cycle, homePath, record } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import { inTurn, type Row } from '../row.ts'
import { sendTheSame } from '../same-bytes.ts'
import { statementsPerSecond } from '../statements.ts'

const dayMs = 86_400_000

/** A page that nobody asked for before. */
function randomPage(): string {
  const at = new Date(Date.now() - 60_000 - Math.random() * 9 * dayMs).toISOString()
  return `${homePath}&cursor=${encodeCursor({ at, uuid: crypto.randomUUID() })}`
}

export const homeDeep: Row<'rate'> = {
  name: 'home-deep',
  measure: 'random pages of home, none twice, by a visitor, 32 connections',
  limit: 'what a request of bare node:http and its SQL on prepared connections take together',
  figures: { rate: { words: 'of the rate of both', reach: { atLeast: 0.45 }, unit: '/s' } },
  async start({ cruddur, bare, seconds, database, many }) {
    const connections = many(32)
    const same = await sendTheSame(cruddur, await bare(), { path: randomPage() })
    const samples = await record(
      cruddur,
      Array.from({ length: many(200) }, () => ({ path: randomPage() })),
    )
    const ours = () =>
      requestsPerSecond(
        { address: cruddur.address, request: () => bytesOf({ path: randomPage() }) },
        { seconds, connections },
      )
    const limit = async () => {
      const http = await requestsPerSecond(same, { seconds: seconds / 2, connections })
      const next = cycle(samples.map(({ statements }) => statements))
      const sql = await statementsPerSecond(database.connectionUrl, next, { connections, seconds: seconds / 2 })
      return 1 / (1 / http + 1 / sql)
    }
    const measure = inTurn({ ours, limit })
    return async () => ({ rate: await measure() })
  },
}
