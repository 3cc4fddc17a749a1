import { openStream, type StreamEvent } from '@cruddur/contract/stream'
import { callStream } from '../call.ts'
import { readerNow, visitor } from '../session/reader.ts'
import { session } from '../session/session.ts'
import { type Received, stayConnected } from './connection.ts'
import { isSomebodyLeading, leadWhile } from './leader.ts'
import { pauseUntilOnline } from './pause.ts'
import { onRelayed, relay } from './relay.ts'

/**
 * A tab that has been hidden for so many milliseconds gives up the stream. A phone puts hidden tabs to sleep at once,
 * and one that slept with the stream would keep it from the other tabs.
 */
const hiddenForMs = matchMedia('(pointer: coarse)').matches ? 0 : 5 * 60_000

/**
 * Receives what happens on the server from now on, and passes each event to `apply`. All tabs of a person share one
 * stream: the tab that holds it relays the events to the others. Nothing polls.
 */
export function startStream(apply: (event: StreamEvent) => void): void {
  let reader: string | undefined
  let position: string | undefined
  // A tab that was opened in the background may be out of date when somebody first looks at it.
  let isOld = document.hidden
  let connection: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function receive({ event, position: next }: Received): void {
    position = next ?? position
    if (event) apply(event)
  }
  function stop(): void {
    connection?.abort()
    connection = undefined
  }
  async function start(person: string): Promise<void> {
    const controller = new AbortController()
    const { signal } = controller
    connection = controller
    // A member whose token cannot be renewed waits, and does not listen as a visitor.
    const endpoint = { ...openStream, caller: person === visitor ? ('anyone' as const) : ('member' as const) }
    const lead = () =>
      stayConnected(
        {
          open: (lastEventId, until) => callStream(endpoint, { ...(lastEventId && { lastEventId }), signal: until }),
          receive: (received) => {
            if (signal.aborted) return
            relay({ reader: person, received })
            receive(received)
          },
          pause: pauseUntilOnline,
        },
        () => position,
        signal,
      )
    // If another tab holds the stream, it relayed events while this one slept.
    const missed = position === undefined ? isOld : await isSomebodyLeading()
    if (signal.aborted) return
    isOld = false
    if (missed) receive({ event: { kind: 'resync' }, position: undefined })
    await leadWhile(signal, lead)
  }
  function settle(): void {
    clearTimeout(timer)
    const person = readerNow()
    if (person !== reader) {
      stop()
      reader = person
      position = undefined
    }
    if (document.hidden) timer = setTimeout(stop, hiddenForMs)
    else if (person && !connection) start(person)
  }
  onRelayed((relayed) => {
    if (connection && relayed.reader === reader) receive(relayed.received)
  })
  document.addEventListener('visibilitychange', settle)
  session.subscribe(settle)
  settle()
}
