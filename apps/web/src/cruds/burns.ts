import type { Activity } from '@cruddur/contract/activities'
import { burnActivity } from '@cruddur/contract/activities/publishing'
import type { QueryClient } from '@tanstack/react-query'
import { accessToken } from '../client/access-token.ts'
import { call } from '../client/call.ts'
import { CallError, isNotFound } from '../client/call-error.ts'
import { serverClock } from '../client/clock/server-clock.ts'
import { subscribeToTime } from '../client/clock/ticker.ts'
import { addBeforeSignOut } from '../client/session/before-sign-out.ts'
import { session } from '../client/session/session.ts'
import { createStore } from '../client/store.ts'
import { fadeMs } from '../time/life.ts'
import { toastFailure } from '../ui/failure-toast.ts'
import { showToast } from '../ui/toast.ts'
import { words } from '../words/words.ts'
import { type Burn, changeBurns, onBurnsElsewhere, readBurns, undoMs } from './burn-storage.ts'
import { type Burning, burningCruds } from './burning.ts'
import { bringForward } from './crud-changes.ts'

/** Another tab sends a burn so many milliseconds late, in case the tab that began it was closed in an instant. */
const graceMs = 4_000
/** Between two tries, in milliseconds. */
const retryMs = 5_000

/** The burns that were begun in this tab and can still be undone or tried again; `late` once a try has failed. */
export type ShownBurn = Burn & { late: boolean }
export const shownBurns = createStore<readonly ShownBurn[]>([])

const begunHere = new Set<string>()
const sending = new Set<string>()
const notBefore = new Map<string, number>()
/** When each crud began to fade, in epoch milliseconds. */
const fading = new Map<string, number>()

function ownBurns(): Burn[] {
  const now = session.get()
  return now.phase === 'member' ? readBurns().filter(({ person }) => person === now.user.uuid) : []
}

/** Brings what is hidden and what is offered to where the storage is. */
function show(): void {
  const burns = ownBurns()
  const states = new Map<string, Burning>()
  for (const { uuid } of burns) {
    const since = fading.get(uuid) ?? Date.now()
    fading.set(uuid, since)
    states.set(uuid, Date.now() - since < fadeMs ? 'leaving' : 'gone')
  }
  for (const uuid of fading.keys()) if (!states.has(uuid)) fading.delete(uuid)
  const known = burningCruds.get()
  const isSame = known.size === states.size && [...states].every(([uuid, state]) => known.get(uuid) === state)
  if (!isSame) burningCruds.set(states)
  const shown = burns
    .filter(({ uuid }) => begunHere.has(uuid) && !(sending.has(uuid) && !notBefore.has(uuid)))
    .map((burn) => ({ ...burn, late: notBefore.has(burn.uuid) }))
  if (JSON.stringify(shown) !== JSON.stringify(shownBurns.get())) shownBurns.set(shown)
}

function forget(uuid: string): void {
  changeBurns((burns) => burns.filter((burn) => burn.uuid !== uuid))
  notBefore.delete(uuid)
  show()
}

async function send(client: QueryClient, uuid: string, keepalive: boolean): Promise<void> {
  if (sending.has(uuid)) return
  sending.add(uuid)
  show()
  try {
    await call(burnActivity, { uuid }, { keepalive }).catch((error) => {
      // It is gone already: that is what was asked for.
      if (!isNotFound(error)) throw error
    })
    bringForward(client, uuid, new Date(serverClock.now()).toISOString())
    if (begunHere.has(uuid)) showToast({ words: words.burning.burnt })
    forget(uuid)
  } catch (error) {
    const isRefused = error instanceof CallError && [400, 403, 422].includes(error.status)
    if (isRefused) {
      forget(uuid)
      toastFailure(words.burning.failed, error)
    } else notBefore.set(uuid, Date.now() + retryMs)
  } finally {
    sending.delete(uuid)
    show()
  }
}

function sendDue(client: QueryClient): void {
  const now = Date.now()
  for (const { uuid, due } of ownBurns()) {
    const from = Math.max(due + (begunHere.has(uuid) ? 0 : graceMs), notBefore.get(uuid) ?? 0)
    if (now >= from && navigator.onLine) send(client, uuid, false)
    else if (now >= from) notBefore.set(uuid, now)
  }
  show()
}

/** Sends at once what was begun here: after this the page may not get to run. */
function sendNow(client: QueryClient): Promise<unknown> {
  return Promise.all(
    ownBurns()
      .filter(({ uuid }) => begunHere.has(uuid))
      .map(({ uuid }) => send(client, uuid, true)),
  )
}

/**
 * Begins to burn a crud. It fades from the pages of this browser. The server hears of it when the reader can no longer
 * undo it: after `undoMs`, or when they leave.
 */
export function beginBurn({ uuid }: Pick<Activity, 'uuid'>): void {
  const now = session.get()
  if (now.phase !== 'member') return
  begunHere.add(uuid)
  changeBurns((burns) => [
    ...burns.filter((burn) => burn.uuid !== uuid),
    { uuid, person: now.user.uuid, due: Date.now() + undoMs },
  ])
  // A page that is being closed cannot wait for a new token.
  accessToken.renew().catch(() => undefined)
  show()
  setTimeout(show, fadeMs)
}

/** Takes a burn back, unless it is on its way. */
export function undoBurn(uuid: string): void {
  if (sending.has(uuid)) return
  begunHere.delete(uuid)
  forget(uuid)
}

let isStarted = false

/** Begins to send burns, also those that an earlier page could not send. A second call does nothing. */
export function startBurns(client: QueryClient): void {
  if (isStarted) return
  isStarted = true
  onBurnsElsewhere(show)
  session.subscribe(show)
  subscribeToTime(() => sendDue(client))
  addEventListener('online', () => sendDue(client))
  addEventListener('pagehide', () => sendNow(client))
  // A phone may end a hidden page without another word.
  document.addEventListener('visibilitychange', () => document.hidden && sendNow(client))
  addBeforeSignOut(() => sendNow(client))
  sendDue(client)
}
