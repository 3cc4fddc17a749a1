import type { Activity } from '@cruddur/contract/activities'
import { createOneMinuteCrud } from '@cruddur/contract/activities/one-minute'
import type { Receipt } from '@cruddur/contract/receipts/receipts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../client/call.ts'
import { serverClock } from '../../client/clock/server-clock.ts'
import { lookAt, type Sightings, views } from './look-at-crud.ts'
import { pause } from './pause.ts'
import { waitForReceipt } from './wait-for-receipt.ts'

export type Watch = {
  /** Without its words once it has ended. */
  crud: Activity
  seen: Sightings
  phase: 'living' | 'ended' | 'destroyed'
  /** The line that says that its key is destroyed. */
  receipt?: Receipt
}

const everyMs = 2_000
const nearEndMs = 250
const nothingSeen: Sightings = { crud: undefined, thread: undefined, profile: undefined, search: undefined }

/** The minute in which something ends, as the log names it. */
export function minuteOf(instant: string): string {
  return `${instant.slice(0, 16)}:00.000Z`
}

/** Publishes a one-minute crud and watches it until its key is destroyed, or the page is left. */
export function useOneMinuteCrud(): { watch: Watch | undefined; start: () => Promise<void> } {
  const [watch, setWatch] = useState<Watch>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function start(): Promise<void> {
    const crud = await call(createOneMinuteCrud, {})
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setWatch({ crud, seen: nothingSeen, phase: 'living' })
    const change = (next: Partial<Watch>) =>
      setWatch((now) => (now && !controller.signal.aborted ? { ...now, ...next } : now))
    void follow(crud, change, controller.signal).catch(() => {})
  }

  return { watch, start }
}

/** Rejects when `signal` is aborted. */
async function follow(crud: Activity, change: (next: Partial<Watch>) => void, signal: AbortSignal): Promise<void> {
  const end = Date.parse(crud.expires_at)
  let seen = nothingSeen
  let isDropped = false
  for (;;) {
    const hasEnded = serverClock.now() >= end
    // Search costs the server more: it is asked once while the crud lives, and then until it has forgotten.
    const where = seen.search && !hasEnded ? views.filter((view) => view !== 'search') : views
    seen = { ...seen, ...(await lookAt(crud, where, signal)) }
    change({ seen })
    if (hasEnded && !isDropped) {
      isDropped = true
      change({ crud: { ...crud, message: '' } })
    }
    if (hasEnded && views.every((view) => seen[view]?.there === false)) break
    await pause(hasEnded ? nearEndMs : Math.min(everyMs, Math.max(nearEndMs, end - serverClock.now())), signal)
  }
  change({ phase: 'ended' })
  change({ receipt: await waitForReceipt(minuteOf(crud.expires_at), signal), phase: 'destroyed' })
}
