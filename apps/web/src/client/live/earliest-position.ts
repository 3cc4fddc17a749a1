import { isEarlierPosition } from '@cruddur/contract/stream-position'
import { createStore } from '../store.ts'

/**
 * The earliest position of the stream that a reply carried. A stream that begins there misses nothing that happened to what
 * the replies showed. Undefined until a reply carried one.
 */
export const earliestPosition = createStore<string | undefined>(undefined)

/** Takes the position from the header of a reply. Replies overtake each other, so the first is not always the earliest. */
export function learnPosition(position: string | null): void {
  const known = earliestPosition.get()
  if (position && (known === undefined || isEarlierPosition(position, known))) earliestPosition.set(position)
}
