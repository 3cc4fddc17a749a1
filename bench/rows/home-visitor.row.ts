import { type Asked, bytesOf, cycle, homePath } from '../asked.ts'
import { requestsPerSecond, waitsOf } from '../load.ts'
import { inTurn, quantileOf, type Row } from '../row.ts'
import { sendTheSame } from '../same-bytes.ts'
import type { Stage } from '../stage.ts'

const writesPerSecond = 200
const asked: Asked = { path: homePath }

/** Publishes cruds at a steady rate, while `work` goes on. */
async function whileWriting<Result>(stage: Stage, seconds: number, work: () => Promise<Result>): Promise<Result> {
  const tokens = (await stage.signIn(stage.many(50))).map(({ token }) => token)
  const next = cycle(tokens)
  const request = () => {
    const body = { message: 'written while others read', ttl: '1-hour' }
    return bytesOf({ method: 'POST', path: '/api/activities', token: next(), body })
  }
  const target = { address: stage.cruddur.address, request }
  const writing = requestsPerSecond(target, { connections: stage.many(20), perSecond: writesPerSecond, seconds })
  const result = await work()
  await writing
  return result
}

export const homeVisitor: Row<'rate' | 'p99'> = {
  name: 'home-visitor',
  measure: 'home of a visitor, 20 cruds, 32 connections, while 200 cruds a second are published',
  limit: 'bare node:http, the same bytes, while the same is published',
  figures: {
    rate: { words: 'of the rate of bare HTTP', reach: { atLeast: 0.7 }, unit: '/s' },
    p99: { words: 'times the p99 of bare HTTP', reach: { atMost: 3 }, unit: ' ms' },
  },
  async start(stage) {
    const { cruddur, bare, seconds } = stage
    const { request, address } = await sendTheSame(cruddur, await bare(), asked)
    const rate = (at: string) =>
      whileWriting(stage, seconds, () => requestsPerSecond({ address: at, request }, { seconds }))
    // Half of what ours can serve at least, so that neither queues.
    const wait = async (at: string) =>
      quantileOf(
        await whileWriting(stage, seconds, () => waitsOf({ address: at, request }, { seconds, perSecond: 500 })),
        0.99,
      )
    const rates = inTurn({ ours: () => rate(cruddur.address), limit: () => rate(address) })
    const waits = inTurn({ ours: () => wait(cruddur.address), limit: () => wait(address) })
    return async () => ({ rate: await rates(), p99: await waits() })
  },
}
