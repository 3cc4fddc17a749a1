import { openStream, type StreamEvent } from '@cruddur/contract/stream'
import { isEarlierPosition } from '@cruddur/contract/stream-position'
import { callStream } from '../call.ts'
import { readerNow, visitor } from '../session/reader.ts'
import { session } from '../session/session.ts'
import { type Received, stayConnected } from './connection.ts'
import { earliestPosition } from './earliest-position.ts'
import { isSomebodyLeading, leadWhile } from './leader.ts'
import { pauseUntilOnline } from './pause.ts'
import { onRelayed, relay } from './relay.ts'

/**
 * A tab that has been hidden for so many milliseconds gives up the stream. A phone puts hidden tabs to sleep at once,
 * and one that slept with the stream would keep it from the other tabs.
 */
const hiddenForMs = matchMedia('(pointer: coarse)').matches ? 0 : 5 * 60_000

/**
 * Receives what happens on the server, and passes each event to `apply`: everything since the earliest reply that the page
 * shows. All tabs of a person share one stream: the tab that holds it relays the events to the others. Nothing polls.
 */
export function startStream(apply: (event: StreamEvent) => void): void {
  let reader: string | undefined
  let position: string | undefined
  // A tab that was opened in the background may be out of date when somebody first looks at it.
  let isOld = document.hidden
  let connection: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Opens the stream again, at `position`. Only the tab that holds the stream can. */
  let reopen: (() => void) | undefined
  /** From where on the stream of this tab has every event. Undefined until it is known. */
  let since: string | undefined

  function receive({ event, position: next }: Received): void {
    position = next ?? position
    if (event) apply(event)
  }
  function stop(): void {
    connection?.abort()
    connection = undefined
    reopen = undefined
    since = undefined
  }
  function setSince(person: string, from: string): void {
    since = from
    relay({ reader: person, since: from })
  }
  /** Sees to it that all tabs get every event since a position, which a reply to this tab or to another one carried. */
  function need(from: string): void {
    if (!connection || !reader) return
    if (!reopen) relay({ reader, needs: from })
    else if (since === undefined || isEarlierPosition(from, since)) {
      position = from
      setSince(reader, from)
      reopen()
    }
  }
  async function lead(person: string, signal: AbortSignal): Promise<void> {
    // A member whose token cannot be renewed waits, and does not listen as a visitor.
    const endpoint = { ...openStream, caller: person === visitor ? ('anyone' as const) : ('member' as const) }
    const first = earliestPosition.get() ?? position
    position ??= first
    if (first) setSince(person, first)
    while (!signal.aborted) {
      const attempt = new AbortController()
      const end = () => attempt.abort()
      signal.addEventListener('abort', end)
      reopen = end
      await stayConnected(
        {
          open: (lastEventId, until) => callStream(endpoint, { ...(lastEventId && { lastEventId }), signal: until }),
          receive: (received) => {
            if (attempt.signal.aborted) return
            if (since === undefined && received.position) setSince(person, received.position)
            relay({ reader: person, received })
            receive(received)
          },
          pause: pauseUntilOnline,
        },
        () => position,
        attempt.signal,
      )
      signal.removeEventListener('abort', end)
    }
  }
  async function start(person: string): Promise<void> {
    const controller = new AbortController()
    const { signal } = controller
    connection = controller
    // If another tab holds the stream, it relayed events while this one slept.
    const missed = position === undefined ? isOld : await isSomebodyLeading()
    if (signal.aborted) return
    isOld = false
    if (missed) receive({ event: { kind: 'resync' }, position: undefined })
    const first = earliestPosition.get()
    if (first) relay({ reader: person, needs: first })
    await leadWhile(signal, () => lead(person, signal))
  }
  function settle(): void {
    clearTimeout(timer)
    const person = readerNow()
    if (person !== reader) {
      stop()
      // What the reader before was shown has left the page. The first reader's replies may have come before this.
      if (reader !== undefined) earliestPosition.set(undefined)
      reader = person
      position = undefined
    }
    if (document.hidden) timer = setTimeout(stop, hiddenForMs)
    else if (person && !connection) start(person)
  }
  /** A page that was kept for "back", or frozen, got nothing meanwhile, although its stream may look open. */
  function restart(): void {
    stop()
    settle()
  }
  document.addEventListener('visibilitychange', settle)
  document.addEventListener('resume', restart)
  addEventListener('pageshow', ({ persisted }) => persisted && restart())
  session.subscribe(settle)
  settle()
  earliestPosition.subscribe(() => {
    const earliest = earliestPosition.get()
    if (earliest) need(earliest)
  })
  // After `settle`, because what was relayed before is for the reader of now.
  onRelayed((relayed) => {
    if (!connection || relayed.reader !== reader) return
    if ('received' in relayed) receive(relayed.received)
    else if ('since' in relayed) {
      const earliest = earliestPosition.get()
      if (earliest && isEarlierPosition(earliest, relayed.since)) need(earliest)
    } else if (reopen) need(relayed.needs)
  })
}
