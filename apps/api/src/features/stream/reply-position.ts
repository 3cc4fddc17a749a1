import { carriesPosition, streamPositionHeader } from '@cruddur/contract/stream-position'
import type { onRequestHookHandler } from 'fastify'
import { matchedRoute } from '../../http/matched-route.ts'
import type { RecentPosition } from './recent-position.ts'
import { formatPosition, type StreamPosition } from './stream-position.ts'

/**
 * A hook that gives every reply that can hold cruds the position at which a stream misses nothing of them. It runs before
 * the handler, because the position must not be later than what the handler reads.
 */
export function sendPosition(recent: RecentPosition): onRequestHookHandler {
  return (request, reply, done) => {
    const { endpoint } = matchedRoute(request)
    if (!endpoint || !carriesPosition(endpoint)) return done()
    const send = (position: StreamPosition) => {
      reply.header(streamPositionHeader, formatPosition(position))
      done()
    }
    const known = recent.recent()
    if (known) send(known)
    else recent.read().then(send, done)
  }
}
