import { requestsPerSecond } from '../load.ts'
import { inTurn, type Row } from '../row.ts'
import { sendTheSame } from '../same-bytes.ts'

const path = '/api/health-check'

/** What every request passes. */
export const nothing: Row<'rate'> = {
  name: 'nothing',
  measure: 'GET /api/health-check, 64 connections, with everything that every request passes',
  limit: 'bare node:http, the same bytes and headers',
  figures: { rate: { words: 'of the rate of bare HTTP', reach: { atLeast: 0.75 }, unit: '/s' } },
  async start({ cruddur, bare, seconds, many }) {
    const { request, address } = await sendTheSame(cruddur, await bare(), { path })
    const rate = (at: string) => requestsPerSecond({ address: at, request }, { seconds, connections: many(64) })
    const measure = inTurn({ ours: () => rate(cruddur.address), limit: () => rate(address) })
    return async () => ({ rate: await measure() })
  },
}
