import { framesOf, heartbeatOf } from './event-frames.ts'
import { eventLimit } from './event-pump.ts'
import { type HearingPorts, hearingOf, type StreamReader } from './hearing.ts'
import { parsePosition, resumableFor } from './position.ts'
import { selectEventsFrom, selectPosition } from './stream.store.ts'

/**
 * What a reader is to hear first: what happened since `lastEventId` and is still so, or `resync` when that is not known any
 * more, and where the stream is now.
 */
export async function resume(
  ports: HearingPorts,
  reader: StreamReader,
  lastEventId: string | undefined,
): Promise<string> {
  if (lastEventId === undefined) return heartbeatOf(await selectPosition(ports.db))
  const from = parsePosition(lastEventId)
  const now = from
    ? await selectEventsFrom(ports.db, from, reader?.uuid ?? null, eventLimit + 1)
    : await selectPosition(ports.db)
  const known = from && now.known && now.at - from.at <= resumableFor && now.events.length <= eventLimit
  if (!known) return framesOf([{ kind: 'resync' }], now, now)
  const eventsFor = await hearingOf(ports, now.events, [reader])
  return framesOf(eventsFor(reader), from, now) + heartbeatOf(now)
}
