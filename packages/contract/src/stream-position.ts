import type { Endpoint } from './endpoint.ts'

/**
 * A reply that can hold cruds has this header: a position of the stream that is no later than what the reply shows. A client
 * that opens the stream with it as `Last-Event-ID` misses nothing that happened after the reply was read from the database.
 */
export const streamPositionHeader = 'stream-position'

/** Whether successful replies of an endpoint have the header. */
export function carriesPosition({ holdsCruds, streams }: Endpoint): boolean {
  return holdsCruds && !streams
}

/** The part of a position that orders it: the id of a transaction, in decimal. */
function horizonOf(position: string): bigint {
  return BigInt(/^\d+-(\d+)$/.exec(position)?.[1] ?? 0)
}

/** Whether a stream that resumes at `one` may get events that a stream that resumes at `other` does not get. */
export function isEarlierPosition(one: string, other: string): boolean {
  return horizonOf(one) < horizonOf(other)
}
