import { type AudiencePorts, filterForAudience, type StreamReader } from './audience-filter.ts'
import { framesOf, heartbeatOf } from './event-frames.ts'
import { maxEvents } from './event-pump.ts'
import { selectEventsFrom, selectPosition } from './stream.store.ts'
import { parsePosition, resumableForMs } from './stream-position.ts'

/**
 * What a reader gets first: the events since `lastEventId` that still hold, or `resync` when they are no longer known, and
 * then the position of now.
 */
export async function resume(
  ports: AudiencePorts,
  reader: StreamReader,
  lastEventId: string | undefined,
): Promise<{ frames: string; hasEvents: boolean }> {
  if (lastEventId === undefined) return { frames: heartbeatOf(await selectPosition(ports.db)), hasEvents: false }
  const from = parsePosition(lastEventId)
  const now = from
    ? await selectEventsFrom(ports.db, from, reader?.uuid ?? null, maxEvents + 1)
    : await selectPosition(ports.db)
  const known = from && now.known && now.at - from.at <= resumableForMs && now.events.length <= maxEvents
  if (!known) return { frames: framesOf([{ kind: 'resync' }], now, now), hasEvents: true }
  const events = (await filterForAudience(ports, now.events, [reader]))(reader)
  return { frames: framesOf(events, from, now) + heartbeatOf(now), hasEvents: events.length > 0 }
}
