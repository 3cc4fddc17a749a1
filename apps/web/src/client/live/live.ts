import { openStream } from '@cruddur/contract/stream'
import type { QueryClient } from '@tanstack/react-query'
import { applyEvent } from '../../app/live/apply-event.ts'
import { callStream } from '../call.ts'
import { session } from '../session/session.ts'
import { visitor, whoseNow } from '../session/whose.ts'
import { type Heard, stayConnected } from './connection.ts'
import { leadWhile, somebodyLeads } from './leader.ts'
import { pauseUntilOnline } from './pause.ts'
import { hearRelayed, relay } from './relay.ts'

/**
 * A tab that nobody has looked at for so long listens no more, in milliseconds. A phone puts hidden tabs to sleep, and one
 * that slept with the stream would keep it from the others.
 */
const patience = matchMedia('(pointer: coarse)').matches ? 0 : 5 * 60_000

/**
 * Keeps the page as it is on the server, from now on: one stream for all tabs of a person, which the tab that has it
 * passes on to the others. Nothing is ever asked for by the clock.
 */
export function startLive(client: QueryClient): void {
  let whose: string | undefined
  let position: string | undefined
  // A page that was opened behind others may be old when somebody first looks at it.
  let isOld = document.hidden
  let listening: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const hear = ({ event, position: next }: Heard): void => {
    position = next ?? position
    if (event) applyEvent(client, event)
  }
  const stop = () => {
    listening?.abort()
    listening = undefined
  }
  const start = async (person: string) => {
    const controller = new AbortController()
    const { signal } = controller
    listening = controller
    // Where their token cannot be renewed a member waits, rather than listen as a visitor.
    const stream = { ...openStream, caller: person === visitor ? ('anyone' as const) : ('member' as const) }
    const lead = () =>
      stayConnected(
        {
          open: (lastEventId, until) => callStream(stream, { ...(lastEventId && { lastEventId }), signal: until }),
          hear: (heard) => {
            if (signal.aborted) return
            relay({ whose: person, heard })
            hear(heard)
          },
          pause: pauseUntilOnline,
        },
        () => position,
        signal,
      )
    // Another tab listens, and has told what this one slept through.
    const missed = position === undefined ? isOld : await somebodyLeads()
    if (signal.aborted) return
    isOld = false
    if (missed) hear({ event: { kind: 'resync' }, position: undefined })
    await leadWhile(signal, lead)
  }
  const settle = () => {
    clearTimeout(timer)
    const person = whoseNow()
    if (person !== whose) {
      stop()
      whose = person
      position = undefined
    }
    if (document.hidden) timer = setTimeout(stop, patience)
    else if (person && !listening) start(person)
  }
  hearRelayed((told) => {
    if (listening && told.whose === whose) hear(told.heard)
  })
  document.addEventListener('visibilitychange', settle)
  session.subscribe(settle)
  settle()
}
