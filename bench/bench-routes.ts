import { Done } from '@cruddur/contract/done'
import { type Access, endpoint } from '@cruddur/contract/endpoint'
import type { FastifyInstance } from 'fastify'
import { route } from '../apps/api/src/http/route.ts'

const emptyEndpoint = <Caller extends Access>(caller: Caller) =>
  endpoint({
    method: 'GET',
    path: `/api/bench/${caller}`,
    summary: 'Does nothing.',
    caller,
    holdsCruds: false,
    reply: Done,
    errors: [],
  })

/** Two routes that do nothing, one for everybody and one for members: what lies between them is the check of the token. */
export const empty = { open: emptyEndpoint('anyone'), protected: emptyEndpoint('member') }

export function addBenchRoutes(app: FastifyInstance): void {
  route(app, empty.open, () => ({ success: true as const }))
  route(app, empty.protected, () => ({ success: true as const }))
}
