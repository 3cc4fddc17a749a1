import { bytesOf } from '../asked.ts'
import { empty } from '../bench-routes.ts'
import { requestsPerSecond } from '../load.ts'
import { inTurn, type Row } from '../row.ts'

export const tokenCheck: Row<'rate'> = {
  name: 'token-check',
  measure: 'an empty route for members, 64 connections, 64 people',
  limit: 'the same route for everybody',
  figures: { rate: { words: 'of the rate without a token', reach: { atLeast: 0.8 }, unit: '/s' } },
  async start(stage) {
    const requests = (path: string) => async () => {
      const bytes = (await stage.signIn(stage.many(64))).map(({ token }) => bytesOf({ path, token }))
      let turn = 0
      const target = { address: stage.cruddur.address, request: () => bytes[turn++ % bytes.length] as string }
      return requestsPerSecond(target, { seconds: stage.seconds, connections: stage.many(64) })
    }
    const measure = inTurn({ ours: requests(empty.protected.path), limit: requests(empty.open.path) })
    return async () => ({ rate: await measure() })
  },
}
