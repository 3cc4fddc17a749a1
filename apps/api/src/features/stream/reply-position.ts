import { carriesPosition, streamPositionHeader } from '@cruddur/contract/stream-position'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RecentPosition } from './recent-position.ts'
import { formatPosition } from './stream-position.ts'

/**
 * A hook that gives every reply that can hold cruds the position at which a stream misses nothing of them. It runs before
 * the handler, because the position must not be later than what the handler reads.
 */
export function sendPosition(recent: RecentPosition) {
  return async ({ routeOptions: { config } }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!config.endpoint || !carriesPosition(config.endpoint)) return
    reply.header(streamPositionHeader, formatPosition(await recent.read()))
  }
}
